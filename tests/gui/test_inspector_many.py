from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.support.export_case import small_case
from tests.support.item_details import CATEGORIES
from triage.core.records import State
from triage.gui.inspector.many_facts import ManyFacts, many_facts
from triage.gui.inspector.many_words import in_plain_words
from triage.gui.inspector.panel import Inspector
from triage.store.columns import Columns
from triage.store.commands import SetGrade
from triage.store.item_detail import item_detail
from triage.store.item_history import item_history


@pytest.fixture
def made(tmp_path):
    small = small_case(tmp_path)
    with small.case as case:
        graded = (small.ids["a.jpg"], small.ids["b/c.jpg"])
        case.send(SetGrade(graded, 1, "kim")).result(10)
        with case.reader() as reader:
            yield small, Columns.load(reader.connection)


def rows(columns, *ids):
    return columns.rows_of(np.array(sorted(ids), dtype=np.int64))


def titled(facts):
    return {fact.title: fact.shown for fact in in_plain_words(facts)}


def test_all_items_are_counted_by_what_they_are(made):
    small, columns = made
    facts = many_facts(columns, rows(columns, *small.ids.values()))
    assert facts.count == 5
    assert facts.states == {State.ANALYSED: 4, State.SKIPPED: 1}
    assert facts.cameras == {"Canon R6": 4, "": 1}
    assert facts.grades == {None: 3, 1: 2}
    assert facts.sources == {"phone": 5}
    assert facts.folders == 2


def test_some_items_are_counted_alone(made):
    small, columns = made
    facts = many_facts(columns, rows(columns, small.ids["b/c.jpg"], small.ids["b/copy.jpg"]))
    assert facts.count == 2
    assert facts.folder == "b"
    assert facts.bytes_known == len(b"picture c") + len(b"picture a")


def test_grades_given_since_the_columns_were_read_win(made):
    small, columns = made
    chosen = rows(columns, small.ids["a.jpg"], small.ids["b/c.jpg"])
    facts = many_facts(columns, chosen, {small.ids["a.jpg"]: 4, small.ids["b/c.jpg"]: None})
    assert facts.grades == {4: 1, None: 1}


def test_suggestions_are_counted_by_the_thresholds(made):
    small, columns = made
    facts = many_facts(columns, rows(columns, *small.ids.values()))
    reached = {
        label.display: int(np.count_nonzero(pack.suggested(number)))
        for pack in columns.packs
        for number, label in enumerate(pack.labels)
    }
    assert {one.display: one.count for one in facts.suggested} == {
        name: count for name, count in reached.items() if count
    }


def test_one_value_is_told_by_its_name_and_several_are_counted():
    facts = ManyFacts(count=6, sources={"phone": 6}, cameras={"A": 3, "B": 2, "": 1})
    told = titled(facts)
    assert told["Source"] == "phone"
    assert told["Camera"] == "2 cameras\nA: 3\nB: 2\nwithout a camera: 1"


def test_dates_are_told_as_a_span():
    facts = ManyFacts(count=2, first_taken=date(2024, 3, 2), last_taken=date(2024, 5, 20))
    assert titled(facts)["Taken"] == "2024-03 to 2024-05"


def test_items_of_a_real_case_are_shown_as_they_are_read(made, qtbot):
    small, columns = made
    panel = Inspector()
    qtbot.addWidget(panel)
    panel.show()
    with small.case.reader() as reader:
        for item_id in small.ids.values():
            detail = item_detail(reader.connection, columns, item_id)
            panel.show_item(detail, None, CATEGORIES)
            panel.show_history(item_id, item_history(reader.connection, item_id))
            assert panel.item_id == item_id
            shown = panel.one.file.facts.as_text()
            assert f"Path: {detail.path.decode()}" in shown
