"""What is seen before the columns are loaded is what they say then."""

from __future__ import annotations

from random import Random

import pytest

from triage.core.filters import Filter, Sort
from triage.core.records import FileKind, FoundFile
from triage.store.columns import Columns
from triage.store.commands import AddSource, RecordFound
from triage.store.first_page import count_items, first_page
from triage.store.query import Query

STEPS = ("source", "found", "decide", "pack", "grade", "missing")


@pytest.mark.parametrize("natural", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_beginning_of_the_columns_in_order(living, seed, natural):
    chance = Random(seed)
    case = living()
    for name in ("source", *("found",) * 20):
        case.steps[name](chance)
    for _ in range(40):
        case.steps[chance.choice(STEPS)](chance)
    columns = Columns.load(case.connection)
    rows = Query(columns).rows(Filter(), Sort.PATH, natural=natural)
    ids = columns.ids[rows].tolist()
    assert len(ids) > 50
    for count in (0, 1, 7, 60, 10**6):
        page = first_page(case.connection, count, natural=natural)
        assert [item.item_id for item in page] == ids[:count]
    for item, row in zip(page, rows, strict=True):
        category = columns.grades.category
        assert item.state is columns.state.values[columns.state.codes[row]]
        assert item.reason is columns.reason.values[columns.reason.codes[row]]
        assert item.flags == columns.flags[row]
        assert item.category == category.values[category.codes[row]]
        assert item.media_type == columns.media_type.values[columns.media_type.codes[row]]
        assert (-1 if item.size is None else item.size) == columns.size[row]


def test_of_an_empty_case_it_is_empty(living):
    case = living()
    assert first_page(case.connection) == []
    assert count_items(case.connection) == 0


def test_items_are_counted(living):
    case = living()
    case.steps["found"](Random(1))
    case.steps["found"](Random(1))
    assert count_items(case.connection) == len(Columns.load(case.connection)) > 0


def test_folders_below_folders_are_walked_however_deep(living):
    case = living()
    AddSource(b"/e", "e", "", "kim").apply(case.connection)
    paths = [b"/".join([b"d"] * depth) for depth in range(1, 1500)]
    files = [FoundFile(path, b"f", FileKind.REGULAR, 1, None, None) for path in paths]
    ids = RecordFound(1, tuple(files)).apply(case.connection).ids
    page = first_page(case.connection, len(ids))
    assert [item.item_id for item in page] == list(reversed(ids))
