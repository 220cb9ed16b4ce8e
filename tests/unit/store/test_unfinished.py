from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import (
    BY,
    add_files,
    add_source,
    begin_run,
    done,
    found,
    pack,
    vector,
)
from triage.core.records import FoundFile
from triage.store.commands import BeginJob, EndJob, RecordExport, RecordFound
from triage.store.past_jobs import past_jobs
from triage.store.unfinished import Unfinished, unfinished
from triage.store.worklist import count_unscored

if TYPE_CHECKING:
    from triage.store.case import Case

SCORES = vector(0.75, 0.25)


@pytest.fixture
def source(case: Case) -> int:
    return add_source(case)


def ask(case: Case) -> Unfinished:
    with case.reader() as reader:
        return unfinished(reader.connection)


def begin(case: Case, source: int | None = None) -> int:
    return case.send(BeginJob("import", source, BY, {"workers": 2})).result(10).ids[0]


def end(case: Case, job: int, outcome: str = "done") -> None:
    case.send(EndJob(job, outcome, BY, {"found": 3})).result(10)


def test_a_finished_case_leaves_nothing(case: Case, source: int):
    (item,) = add_files(case, source, [found(1)])
    job = begin(case, source)
    case.send(done(item, 1, ((begin_run(case), SCORES),))).result(10)
    end(case, job)
    left = ask(case)
    assert left == Unfinished(0, 1, (), ())
    assert not left.anything


def test_pending_items_remain(case: Case, source: int):
    ids = add_files(case, source, [found(n) for n in range(3)])
    case.send(done(ids[0], 0)).result(10)
    assert ask(case).pending == 2
    assert ask(case).anything


def test_contents_that_a_pack_has_not_scored_remain_copies_once(case: Case, source: int):
    ids = add_files(case, source, [found(n) for n in range(4)])
    run = begin_run(case)
    case.send(done(ids[0], 0, ((run, SCORES),))).result(10)
    case.send(done(ids[1], 1)).result(10)
    case.send(done(ids[2], 1)).result(10)
    case.send(done(ids[3], 3)).result(10)
    left = ask(case)
    assert left.analysed == 3
    assert [(one.pack, one.sha256, one.contents) for one in left.unscored] == [
        ("pets", "a" * 64, 2)
    ]


def test_only_the_newest_pack_of_a_name_counts(case: Case, source: int):
    (item,) = add_files(case, source, [found(1)])
    begin_run(case, pack("pets", "a"))
    newer = begin_run(case, pack("pets", "b"))
    case.send(done(item, 1, ((newer, SCORES),))).result(10)
    assert ask(case).unscored == ()


def test_scores_of_what_a_file_was_before_do_not_stand_for_what_it_is(case: Case, source: int):
    one, other = add_files(case, source, [found(1), found(2)])
    run = begin_run(case)
    case.send(done(one, 1, ((run, SCORES),))).result(10)
    case.send(done(other, 2, ((run, SCORES),))).result(10)
    case.send(done(one, 3)).result(10)
    with case.reader() as reader:
        assert count_unscored(reader.connection, 1) == 1
    assert [unscored.contents for unscored in ask(case).unscored] == [1]


def test_a_file_that_is_read_again_is_pending_not_unscored(case: Case, source: int):
    file = found(1)
    (item,) = add_files(case, source, [file])
    case.send(done(item, 1, ((begin_run(case), SCORES),))).result(10)
    touched = FoundFile(file.folder, file.name, file.kind, 9, 9)
    case.send(RecordFound(source, (touched,))).result(10)
    left = ask(case)
    assert (left.pending, left.analysed, left.unscored) == (1, 0, ())


@pytest.mark.parametrize("outcome", ["cancelled", "failed", None])
def test_a_job_that_did_not_run_to_its_end_is_told(case: Case, source: int, outcome: str | None):
    end(case, begin(case))
    job = begin(case, source)
    if outcome:
        end(case, job, outcome)
    told = [(past.id, past.source, past.outcome) for past in ask(case).jobs]
    assert told == [(job, "evidence", outcome)]


def test_a_later_import_that_ended_makes_up_for_it(case: Case, source: int):
    begin(case)
    end(case, begin(case), "cancelled")
    end(case, begin(case))
    assert ask(case).jobs == ()


def test_past_jobs_and_exports_come_newest_first(case: Case, source: int):
    job = begin(case, source)
    end(case, job)
    record = RecordExport("csv", "/out.csv", {"items": 3}, "ab" * 32, BY)
    case.send(record).result(10)
    with case.reader() as reader:
        newest, oldest = past_jobs(reader.connection)
    assert (newest.id, newest.kind, newest.outcome, newest.detail["out"]) == (
        *(0, "export", "done"),
        "/out.csv",
    )
    assert (oldest.id, oldest.kind, oldest.source, oldest.by) == (job, "import", "evidence", BY)
    assert oldest.detail == {"workers": 2, "found": 3}
    assert oldest.ended_at is not None
