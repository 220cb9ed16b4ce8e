"""Chips, search and the empty result."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from tests.support.filter_numbers import CATEGORIES, label_rows
from triage.core.filters import Filter, Sort
from triage.gui.filters.chip_words import words_of
from triage.gui.filters.chips import ChipBar
from triage.gui.filters.empty_result import EmptyResult
from triage.gui.filters.search import SearchField

WANTED = Filter(labels=("general/firearm", "general/knife"), grades=(1,), after="2024-03-01")
MD5 = "5d41402abc4b2a76b9719d911017c592"
SHA256 = "B" * 64


@pytest.fixture
def bar(qtbot: Any) -> ChipBar:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.resize(1000, 44)
    bar.show_labels(label_rows())
    bar.show_filter(WANTED, CATEGORIES)
    bar.show_amount(3_906, 52_310)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def texts(bar: ChipBar) -> list[str]:
    return [chip.text() for chip in bar.row.chips()]


def test_a_chip_for_every_part(bar: ChipBar):
    assert texts(bar)[:2] == ["Firearm or knife suggested", "graded 1 · Relevant"]
    assert len(texts(bar)) == 3


def test_a_chip_removes_its_part(bar: ChipBar, qtbot: Any):
    with qtbot.waitSignal(bar.filter_changed) as wanted:
        bar.row.chips()[0].removed.emit()
    assert wanted.args == [Filter(grades=(1,), after="2024-03-01")]
    assert len(texts(bar)) == 2


def test_the_others_keep_their_widgets_and_the_focus_its_place(bar: ChipBar):
    first, second, third = bar.row.chips()
    second.setFocus()
    remove, following = second.stop, third.stop
    QTest.keyClick(remove, Qt.Key.Key_Delete)
    assert bar.row.chips() == [first, third]
    assert following.hasFocus()


def test_clear_takes_all(bar: ChipBar, qtbot: Any):
    with qtbot.waitSignal(bar.filter_changed) as wanted:
        bar.row.clear.click()
    assert wanted.args == [Filter()]
    assert texts(bar) == []
    assert not bar.row.clear.isVisible()


def test_what_does_not_fit_is_behind_a_button(bar: ChipBar, qtbot: Any):
    bar.resize(560, 44)
    row = bar.row
    assert row.more.isVisible()
    hidden = [chip for chip in row.chips() if not chip.isVisible()]
    assert row.more.text() == f"+{len(hidden)}"
    menu = row.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [f"Remove {c.text()}" for c in hidden]
    with qtbot.waitSignal(bar.filter_changed):
        menu.actions()[0].trigger()
    assert bar.height() == 44


def test_how_many_of_how_many(bar: ChipBar):
    assert (bar.shown.text(), bar.total.text()) == ("3,906", "of 52,310")
    bar.show_amount(52_310, 52_310)
    assert bar.total.text() == "items"


def test_the_order_is_picked(bar: ChipBar, qtbot: Any):
    bar.show_order(Sort.SCORE)
    assert bar.order.text() == "Score ↓"
    actions = bar.order.menu().actions()
    with qtbot.waitSignal(bar.sort_changed) as picked:
        actions[3].trigger()
    assert picked.args == [Sort.PATH, False]
    bar.show_order(Sort.TAKEN, natural=False)
    assert bar.order.text() == "Date ↑"


def test_size_and_view_are_picked(bar: ChipBar, qtbot: Any):
    with qtbot.waitSignal(bar.size_changed) as size:
        bar.tile_size.menu().actions()[3].trigger()
    assert size.args == [320]
    with qtbot.waitSignal(bar.view_changed) as view:
        bar.list.click()
    assert view.args == ["list"]
    bar.show_view("grid")
    assert bar.grid.isChecked()


def test_every_control_of_the_bar_has_a_name(bar: ChipBar):
    stops = [
        widget
        for widget in bar.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    names = [widget.accessibleName() for widget in stops]
    assert all(names)
    assert len(set(names)) == len(names)


# The empty result.


def test_the_way_out_is_named_with_what_it_brings(qtbot: Any):
    empty = EmptyResult()
    qtbot.addWidget(empty)
    empty.show()
    chips = words_of(WANTED, CATEGORIES)
    empty.show_choices(
        [(text, left, n) for (text, left), n in zip(chips, (318, 0, 9), strict=True)]
    )
    assert empty.title.text() == "No picture matches all 3 filters"
    assert [button.text() for button in empty.buttons] == [
        "Remove “firearm or knife suggested” → 318",
        f"Remove “{chips[2][0]}” → 9",
    ]
    with qtbot.waitSignal(empty.filter_changed) as wanted:
        empty.buttons[0].click()
    assert wanted.args == [chips[0][1]]


def test_where_no_single_part_is_the_cause_it_says_so(qtbot: Any):
    empty = EmptyResult()
    qtbot.addWidget(empty)
    empty.show_choices([("a", Filter(), 0), ("b", Filter(), 0)])
    assert "several" in empty.hint.text()
    with qtbot.waitSignal(empty.filter_changed) as wanted:
        empty.clear.click()
    assert wanted.args == [Filter()]


# Search.


@pytest.fixture
def search(qtbot: Any) -> SearchField:
    search = SearchField()
    qtbot.addWidget(search)
    search.show()
    search.take_focus()
    return search


@pytest.fixture
def said(search: SearchField) -> list[str]:
    heard: list[str] = []
    search.searched.connect(heard.append)
    return heard


def test_typing_is_one_search(search: SearchField, said: list[str], qtbot: Any):
    QTest.keyClicks(search, "beach")
    assert said == []
    qtbot.waitUntil(lambda: said == ["beach"])


def test_enter_does_not_wait(search: SearchField, said: list[str]):
    QTest.keyClicks(search, "beach")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert said == ["beach"]


def test_escape_clears_and_leaves(search: SearchField, said: list[str], qtbot: Any):
    QTest.keyClicks(search, "beach")
    QTest.keyClick(search, Qt.Key.Key_Return)
    with qtbot.waitSignal(search.finished):
        QTest.keyClick(search, Qt.Key.Key_Escape)
    assert said == ["beach", ""]
    assert search.text() == ""


@pytest.mark.parametrize("between", [" ", ",", "\n"])
def test_pasted_hashes_become_a_filter(
    search: SearchField, said: list[str], qtbot: Any, between: str
):
    QGuiApplication.clipboard().setText(f" {MD5}{between}{SHA256}\n")
    with qtbot.waitSignal(search.hashes_pasted) as pasted:
        search.paste()
    assert pasted.args == [(MD5, SHA256.lower())]
    assert search.text() == ""
    assert said == []


def test_a_hash_in_place_of_words_ends_their_search(
    search: SearchField, said: list[str], qtbot: Any
):
    search.show_text("beach")
    search.selectAll()
    QGuiApplication.clipboard().setText(MD5)
    with qtbot.waitSignal(search.hashes_pasted):
        search.paste()
    assert said == [""]


def test_a_hash_in_place_of_a_longer_text_is_taken(search: SearchField, qtbot: Any):
    QTest.keyClicks(search, "x" * 51)
    search.selectAll()
    QGuiApplication.clipboard().setText(MD5)
    with qtbot.waitSignal(search.hashes_pasted) as pasted:
        search.paste()
    assert pasted.args == [(MD5,)]


def test_many_hashes_are_all_taken(search: SearchField, qtbot: Any):
    many = [f"{number:064x}" for number in range(3000)]
    QGuiApplication.clipboard().setText("\n".join(many))
    with qtbot.waitSignal(search.hashes_pasted) as pasted:
        search.paste()
    assert pasted.args == [tuple(many)]


def test_a_hash_typed_by_hand_waits_for_enter(search: SearchField, qtbot: Any):
    heard: list[tuple[str, ...]] = []
    search.hashes_pasted.connect(heard.append)
    QTest.keyClicks(search, "a" * 40)
    assert heard == []
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert heard == [("a" * 40,)]


def test_showing_a_text_says_nothing_and_typing_stays(search: SearchField, said: list[str]):
    search.show_text("beach")
    assert said == []
    QTest.keyClicks(search, "es")
    search.show_text("beach")
    assert search.text() == "beaches"


def test_a_searched_text_is_not_quoted_twice(qtbot: Any):
    empty = EmptyResult()
    qtbot.addWidget(empty)
    empty.show_choices([("“DCIM”", Filter(), 24)])
    assert [button.text() for button in empty.buttons] == ["Remove “DCIM” → 24"]


@pytest.mark.parametrize(
    ("labels", "of"),
    [
        ((), "the best of any label"),
        (("general/knife",), "Knife"),
        (("general/firearm", "general/knife"), "the best of the chosen categories"),
    ],
)
def test_the_order_says_which_score_it_is(bar: ChipBar, labels: tuple[str, ...], of: str):
    bar.show_order(Sort.SCORE)
    bar.show_filter(Filter(labels=labels))
    assert bar.order.toolTip() == f"Order: Score, highest first: {of}"
    assert bar.order.menu().actions()[0].text() == f"Score, highest first: {of}"
