"""How columns notice what became different, and how little they read then."""

from random import Random

import pytest

from tests.support.living_case import LABELS
from triage.core.filters import Filter
from triage.store import growth
from triage.store.block_sums import item_sums
from triage.store.columns import Columns
from triage.store.query import Query


@pytest.fixture
def case(living):
    case = living()
    case.steps["source"](Random(0))
    case.steps["pack"](Random(0))
    for seed in range(40):
        case.steps["found"](Random(seed))
        case.steps["decide"](Random(seed))
    return case


@pytest.mark.parametrize(
    "change",
    [
        "state = 1 - state",
        "reason = reason + 1",
        "flags = flags | 8",
        "size = 3",
        "size = NULL",
        "modified_ns = modified_ns + 1",
        "content_id = NULL",
        "content_id = content_id + 1",
    ],
)
def test_every_column_that_may_change_changes_the_sum(case, change):
    where = "size IS NOT NULL AND modified_ns IS NOT NULL AND content_id IS NOT NULL"
    before = item_sums(case.connection, 500)
    case.connection.execute(
        f"UPDATE item SET {change} WHERE id = (SELECT min(id) FROM item WHERE {where})"
    )
    assert (item_sums(case.connection, 500) != before).sum() == 1


def test_changes_that_are_each_others_opposite_do_not_cancel_out(case):
    first, second = case.all("SELECT id FROM item WHERE flags = 0 LIMIT 2")
    execute = case.connection.execute
    execute("UPDATE item SET flags = 16 WHERE id = ?", (first,))
    before = item_sums(case.connection, 500)
    execute("UPDATE item SET flags = 16 - flags WHERE id IN (?, ?)", (first, second))
    assert item_sums(case.connection, 500).tolist() != before.tolist()


def test_what_did_not_change_is_not_read(case, monkeypatch):
    read = []
    load = growth.load_items
    monkeypatch.setattr(
        growth, "load_items", lambda c, wanted: read.append(wanted) or load(c, wanted)
    )
    columns = Columns.load(case.connection)
    columns = columns.refresh(case.connection)
    case.connection.execute("UPDATE item SET flags = 8 WHERE id = 3")
    columns.refresh(case.connection)
    last = int(columns.ids[-1])
    assert [(wanted.after, len(wanted.also)) for wanted in read] == [(0, 0), (last, 0), (last, 63)]


def test_items_that_are_gone_are_gone(case):
    columns = Columns.load(case.connection)
    case.connection.execute("DELETE FROM item WHERE id = (SELECT max(id) FROM item)")
    assert len(columns.refresh(case.connection)) == len(columns) - 1


def test_grades_without_an_audit_row_are_seen_all_the_same(case):
    columns = Columns.load(case.connection)
    case.connection.execute("INSERT INTO grade VALUES (3, 2, 'kim', '', NULL)")
    grades = columns.refresh(case.connection).grades
    assert grades.totals == (1, 2)


def test_the_natural_order_is_there_where_it_was_there_before(case):
    columns = Columns.load(case.connection)
    assert columns.refresh(case.connection).orders.made_natural is None
    assert columns.orders.natural is not None
    case.steps["found"](Random("later"))
    grown = columns.refresh(case.connection)
    assert grown.orders.made_natural is not None
    assert grown.orders.natural.tolist() == Columns.load(case.connection).orders.natural.tolist()


def test_text_can_be_loaded_later(case):
    columns = Columns.load(case.connection, text=False)
    case.steps["decide"](Random("later"))
    whole = columns.with_text(case.connection)
    wanted = Filter(text="canon")
    assert not columns.has_text
    assert 0 < Query(whole).count(wanted) == Query(Columns.load(case.connection)).count(wanted)


def test_a_taken_top_stays_while_thresholds_move(case):
    query = Query(Columns.load(case.connection))
    score, code = query.columns.top.taken()
    kept = code.tolist()
    for label in LABELS:
        query.set_threshold(query.columns.packs[0].key, label, 0.0)
    assert code.tolist() == kept != query.columns.top.code.tolist()
    assert len(score) == len(query.columns)


def test_thresholds_moved_in_memory_do_not_move_those_of_refreshed_columns(case):
    columns = Columns.load(case.connection)
    refreshed = columns.refresh(case.connection)
    Query(columns).set_threshold(columns.packs[0].key, "cat", 0.0)
    assert refreshed.packs[0].thresholds.tolist() == [0.5] * len(LABELS)
    assert refreshed.top.code.tolist() == Columns.load(case.connection).top.code.tolist()


def test_contents_are_known_by_their_ids(case):
    columns = Columns.load(case.connection)
    expected = case.connection.execute("SELECT content_id FROM item ORDER BY id").fetchall()
    rows = range(len(columns))
    assert [columns.content_id_of(row) for row in rows] == [row[0] for row in expected]
    assert columns.content_ids.tolist() == case.all("SELECT id FROM content ORDER BY id")


def test_many_distinct_words_are_found_though_few_are_known_again(case, monkeypatch):
    whole = Columns.load(case.connection).texts.mask("canon")
    monkeypatch.setattr("triage.store.metadata_words.MOST_KNOWN", 1)
    few = Columns.load(case.connection).texts.mask("canon")
    assert whole is not None
    assert few is not None
    assert whole.tolist() == few.tolist()
