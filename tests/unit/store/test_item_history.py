from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import add_files, add_source, done, found, hashes
from triage.store.commands import SetGrade
from triage.store.item_history import HistoryRow, item_history

if TYPE_CHECKING:
    from triage.store.case import Case


@pytest.fixture
def items(case: Case) -> tuple[int, ...]:
    """Thirteen done items, so that ids have ids within them."""
    ids = add_files(case, add_source(case), [found(n) for n in range(13)])
    for number, item in enumerate(ids):
        case.send(done(item, number)).result(10)
    return ids


def history(case: Case, item: int, **how: int) -> list[HistoryRow]:
    with case.reader() as reader:
        return item_history(reader.connection, item, **how)


def test_grades_are_told_newest_first_with_what_was_before(case: Case, items: tuple[int, ...]):
    case.send(SetGrade(items, 1, "kim")).result(10)
    case.send(SetGrade(items[:1], 2, "lee")).result(10)
    case.send(SetGrade(items[:1], 1, "lee", note="undo")).result(10)
    told = [
        (row.by, row.what, row.detail["category"], row.detail["old"], row.detail["note"])
        for row in history(case, items[0])
    ]
    assert told == [
        ("lee", "grade-set", 1, 2, "undo"),
        ("lee", "grade-set", 2, 1, ""),
        ("kim", "grade-set", 1, None, ""),
    ]


def test_a_row_says_its_number_name_and_how_many_were_graded(case: Case, items: tuple[int, ...]):
    case.send(SetGrade(items[:3], 4, "kim")).result(10)
    for item in items[:3]:
        (row,) = history(case, item)
        assert row.n > 0
        assert (row.detail["name"], row.detail["items"]) == ("not relevant", 3)


def test_grades_of_other_items_are_not_told(case: Case, items: tuple[int, ...]):
    case.send(SetGrade((11, 12, 13), 1, "kim")).result(10)
    case.send(SetGrade((2,), 3, "kim")).result(10)
    assert history(case, 1) == []
    assert [row.detail["category"] for row in history(case, 3)] == []


def test_only_the_newest_are_told_where_there_are_many(case: Case, items: tuple[int, ...]):
    for category in (1, 2, 3):
        case.send(SetGrade(items[:1], category, "kim")).result(10)
    told = [row.detail["category"] for row in history(case, items[0], limit=2)]
    assert told == [3, 2]


def test_a_changed_file_is_told_with_what_it_was(case: Case, items: tuple[int, ...]):
    case.send(done(items[0], 77)).result(10)
    (row,) = history(case, items[0])
    assert (row.n, row.what) == (0, "content-changed")
    assert row.detail == {"sha256": hashes(0).sha256.hex()}
