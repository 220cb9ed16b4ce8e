from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.case_records import BY, add_source
from triage.core.errors import BugError, SourceError
from triage.store.commands import AddSource, BeginJob, EndJob, MoveSource, RecordExport

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.store.case import Case


def _audited(ask: Callable[..., list[Any]], what: str) -> list[dict[str, Any]]:
    rows = ask("SELECT detail FROM audit WHERE what = ? ORDER BY n", what)
    return [json.loads(detail) for (detail,) in rows]


def test_a_source_is_added_once_and_on_record(case: Case, ask: Callable[..., list[Any]]) -> None:
    first = case.send(AddSource(b"/e/\xff", "phone", "E1", BY)).result(10)
    again = case.send(AddSource(b"/e/\xff", "other name", "", BY)).result(10)
    assert (first.rows, again.rows) == (1, 0)
    assert first.ids == again.ids
    expected = {"source": 1, "name": "phone", "exhibit": "E1", "place": "/e/\udcff"}
    assert _audited(ask, "source-added") == [expected]


def test_a_name_that_is_taken_gets_a_number(case: Case) -> None:
    names = [case.send(AddSource(b"/%d" % n, "card", "", BY)).result(10).value for n in range(3)]
    assert names == ["card", "card (2)", "card (3)"]


def test_a_moved_source_has_its_new_place_and_both_on_record(
    case: Case, ask: Callable[..., list[Any]]
) -> None:
    source = add_source(case)
    case.send(MoveSource(source, b"/new", BY, {"sizes": 3, "hashes": 3})).result(10)
    assert ask("SELECT place FROM source") == [(b"/new",)]
    (detail,) = _audited(ask, "source-moved")
    assert (detail["old"], detail["new"]) == ("/evidence", "/new")
    assert detail["checked"] == {"sizes": 3, "hashes": 3}


def test_moving_onto_another_source_or_an_unknown_one_is_refused(case: Case) -> None:
    source = add_source(case)
    add_source(case, b"/other", "other")
    with pytest.raises(SourceError, match="source other already"):
        case.send(MoveSource(source, b"/other", BY)).result(10)
    with pytest.raises(SourceError, match="no evidence source number 9"):
        case.send(MoveSource(9, b"/x", BY)).result(10)


def test_a_job_begins_and_ends_with_its_counts(case: Case, ask: Callable[..., list[Any]]) -> None:
    source = add_source(case)
    job = case.send(BeginJob("import", source, BY, {"workers": 2})).result(10).ids[0]
    case.send(EndJob(job, "done", BY, {"found": 5})).result(10)
    ((outcome, detail),) = ask("SELECT outcome, detail FROM job WHERE ended_at NOT NULL")
    assert outcome == "done"
    assert json.loads(detail) == {"workers": 2, "found": 5}
    assert _audited(ask, "job-begun")[0]["source"] == "evidence"
    assert _audited(ask, "job-ended")[0]["found"] == 5


def test_a_job_that_never_began_cannot_end(case: Case) -> None:
    with pytest.raises(BugError):
        case.send(EndJob(1, "done", BY, {})).result(10)


def test_an_export_is_on_record_with_its_hash(case: Case, ask: Callable[..., list[Any]]) -> None:
    case.send(RecordExport("csv", "/out.csv", {"items": 2}, "ab" * 32, BY)).result(10)
    expected = {"kind": "csv", "out": "/out.csv", "sha256": "ab" * 32, "items": 2}
    assert _audited(ask, "exported") == [expected]
