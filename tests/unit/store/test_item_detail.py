from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.case_records import (
    add_files,
    add_source,
    begin_run,
    done,
    found,
    hashes,
    pack,
    vector,
)
from triage.core.errors import KnownError
from triage.core.records import Flag, Peek, State
from triage.store import item_detail as module
from triage.store.columns import Columns
from triage.store.commands import RecordPeek, SetGrade, SetThreshold
from triage.store.item_detail import GradeFacts, ItemDetail, item_detail

if TYPE_CHECKING:
    from triage.store.case import Case


@pytest.fixture
def items(case: Case) -> tuple[int, ...]:
    """Two copies of one scored content, and a pending item."""
    ids = add_files(case, add_source(case), [found(n) for n in range(3)])
    run = begin_run(case)
    for item in ids[:2]:
        case.send(done(item, 0, ((run, vector(0.75, 0.25)),))).result(10)
    return ids


def detail(case: Case, item: int) -> ItemDetail:
    with case.reader() as reader:
        return item_detail(reader.connection, None, item)


def test_everything_of_a_content_is_told(case: Case, items: tuple[int, ...]):
    known = detail(case, items[0])
    assert (known.state, known.path, known.where.name) == (State.ANALYSED, b"a/f0.jpg", b"f0.jpg")
    assert known.sha256 == hashes(0).sha256.hex()
    assert known.metadata == {"Make": "Maker", "Model": "M0"}
    assert (known.jpeg, known.from_peek) == (b"\xff\xd8 thumbnail 0", False)
    assert (known.exhibit, known.place, known.decoder) == ("E1", b"/evidence", "test 1")


def test_each_score_stands_beside_its_threshold(case: Case, items: tuple[int, ...]):
    case.send(SetThreshold("cat", 0.8, "kim")).result(10)
    told = [
        (row.pack, row.label, row.display, row.score, row.threshold, row.default, row.reached)
        for row in detail(case, items[0]).scores
    ]
    assert told == [
        ("pets", "cat", "Cat", 0.75, 0.8, 0.5, False),
        ("pets", "dog", "Dog", 0.25, 0.5, 0.5, False),
    ]


def test_a_threshold_on_the_move_counts(case: Case, items: tuple[int, ...]):
    with case.reader() as reader:
        columns = Columns.load(reader.connection)
        columns.packs[0].thresholds[0] = np.float32(0.7)
        row = item_detail(reader.connection, columns, items[0]).scores[0]
    assert (row.threshold, row.reached) == (0.7, True)


def test_scores_name_the_run_that_gave_them(case: Case, items: tuple[int, ...]):
    (run,) = detail(case, items[0]).runs
    assert (run.pack, run.pack_sha256, run.version) == ("pets", "a" * 64, "1.0")
    assert (run.runtime, run.provider, run.device) == (
        "onnxruntime 1.24.4",
        "cpu",
        "test processor",
    )
    assert run.started_at


def test_scores_of_an_older_pack_come_last_under_its_own_key(case: Case, items: tuple[int, ...]):
    newer = begin_run(case, pack("pets", "b"))
    case.send(done(items[2], 0, ((newer, vector(0.1, 0.2)),))).result(10)
    told = [(row.pack, row.newest) for row in detail(case, items[0]).scores]
    assert told == [("pets", True)] * 2 + [("pets@aaaaaaaa", False)] * 2


def test_all_places_of_a_content_are_told_and_counted(
    case: Case, items: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
):
    known = detail(case, items[1])
    assert [(copy.item_id, copy.source, copy.path) for copy in known.copies] == [
        (items[0], "evidence", b"a/f0.jpg"),
        (items[1], "evidence", b"a/f1.jpg"),
    ]
    monkeypatch.setattr(module, "MOST_COPIES", 1)
    known = detail(case, items[1])
    assert (len(known.copies), known.copies_count) == (1, 2)


def test_a_grade_given_to_an_earlier_content_says_so(case: Case, items: tuple[int, ...]):
    case.send(SetGrade(items[:1], 2, "lee")).result(10)
    grade = detail(case, items[0]).grade
    assert grade == GradeFacts(2, "lee", grade.at if grade else "")
    case.send(done(items[0], 7)).result(10)
    known = detail(case, items[0])
    assert known.grade is not None
    assert known.grade.given_to == hashes(0).sha256.hex()
    assert [sha256 for sha256, _ in known.earlier] == [hashes(0).sha256.hex()]
    assert known.flags == Flag.CHANGED


def test_a_pending_item_shows_what_the_head_of_its_file_claims(case: Case, items: tuple[int, ...]):
    peek = Peek(b"embedded", "2020-01-02T03:04:05", "Maker M1")
    case.send(RecordPeek(items[2], peek)).result(10)
    known = detail(case, items[2])
    assert (known.jpeg, known.from_peek) == (b"embedded", True)
    assert (known.taken, known.claimed_camera) == ("2020-01-02T03:04:05", "Maker M1")
    assert (known.sha256, known.scored, known.copies_count) == (None, False, 1)


def test_an_unknown_item_is_one_plain_sentence(case: Case):
    with pytest.raises(KnownError, match="no item 99"):
        detail(case, 99)


def test_metadata_that_somebody_edited_are_empty(case: Case, items: tuple[int, ...]):
    with case.reader() as reader:
        conn = reader.connection
        conn.execute("PRAGMA query_only = OFF")
        conn.execute("CREATE TEMP TABLE content AS SELECT * FROM main.content")
        conn.execute("UPDATE temp.content SET metadata = '[1]', raw_tags = 'oops'")
        known = item_detail(conn, None, items[0])
    assert (known.metadata, known.raw_tags) == ({}, {})
