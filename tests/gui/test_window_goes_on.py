"""What the window does beside its rooms: one verb is one deed, and the keys stay with pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.whole_window import MANY, Whole, imported_case, whole_window
from triage.core.filters import Filter, Sort
from triage.gui.start.new_case import NewCase

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return imported_case(tmp_path)


def begin_and_stop(whole: Whole, folder: Path) -> None:
    """Begin an import and cancel it in the middle."""
    jobs = whole.case.session.jobs
    whole.add(folder)
    whole.until(lambda: bool(jobs.views()) and jobs.views()[-1].progress.done > 2)
    jobs.cancel(len(jobs.views()))
    whole.until(whole.idle)
    whole.until(lambda: whole.sees("The import was stopped"))


def test_going_on_by_the_banner_begins_one_import(case: Path, settings: Path, more: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        begin_and_stop(whole, more)
        whole.press("Go on")
        whole.until(lambda: not whole.idle())
        whole.until(whole.idle)
        assert [view.kind for view in whole.case.session.jobs.views()] == ["import", "import"]


def test_a_case_that_was_left_unfinished_goes_on_with_one_import(
    case: Path, settings: Path, more: Path
):
    with whole_window(settings) as whole:
        whole.open(case)
        begin_and_stop(whole, more)
    with whole_window(settings) as whole:
        whole.open(case)
        whole.until(whole.case.screen.banner.text)
        whole.press("Go on")
        whole.until(lambda: not whole.idle())
        whole.until(whole.idle)
        assert [view.kind for view in whole.case.session.jobs.views()] == ["import"]


@pytest.mark.parametrize("view", ["grid", "list"])
def test_the_keys_are_back_with_the_pictures_after_a_large_one(
    case: Path, settings: Path, view: str
):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.case.show_view(view)
        shown = whole.case.pictures.view
        shown.setFocus()
        whole.case.pictures.items.picked.pick(whole.ids()[0])
        whole.case.open_large()
        assert whole.window.focusWidget() is whole.case.screen.large.picture
        whole.case.large.close()
        assert whole.window.focusWidget() is shown


def test_the_keys_are_back_with_the_pictures_after_a_page(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        assert whole.window.focusWidget() is whole.case.pictures.grid
        whole.case.pages.show_jobs()
        assert whole.window.focusWidget() is not whole.case.pictures.grid
        whole.case.pages.show_pictures()
        assert whole.window.focusWidget() is whole.case.pictures.grid


def test_a_click_on_a_button_leaves_the_keys_with_the_pictures(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        grid = whole.case.pictures.grid
        for button in (whole.case.screen.header.privacy, whole.case.screen.chips.list):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            assert whole.window.focusWidget() is whole.case.pictures.view
        assert whole.case.pictures.view is not grid


def test_the_keys_are_with_the_pictures_after_a_verb_of_the_banner(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        banner = whole.case.screen.banner
        banner.show_sentence("Done.", "info", ("Look",))
        banner._close.setFocus()
        QTest.keyClick(banner._close, Qt.Key.Key_Space)
        assert banner.isHidden()
        assert whole.window.focusWidget() is whole.case.pictures.grid


def test_the_keys_go_from_the_hint_to_the_pictures_when_they_come(
    settings: Path, more: Path, tmp_path: Path
):
    with whole_window(settings) as whole:
        path = tmp_path / "new.triage"
        whole.program.begin(None, [])
        whole.program.asks.new_chosen.emit(NewCase(path, "New", "8", "kim"))
        whole.until(lambda: whole.program.case is not None and whole.ready())
        assert whole.window.focusWidget() is whole.case.screen.drop_hint.focusProxy()
        whole.add(more)
        whole.until(lambda: len(whole.case.pictures.items.shown) > 0)
        assert whole.window.focusWidget() is whole.case.pictures.grid
        whole.until(whole.idle)


def sort_of(whole: Whole) -> Sort | None:
    arrangement = whole.case.session.views.arrangement
    return None if arrangement is None else arrangement.sort


def with_copy(whole: Whole) -> list[int]:
    """The copies that stand behind each other: sorted so that they do."""
    by_copies: dict[int, list[int]] = {}
    for item in whole.ids():
        facts = whole.case.pictures.facts_of(item)
        if facts is not None and facts.copies == 2:
            by_copies.setdefault(facts.size or 0, []).append(item)
    return next(pair for pair in by_copies.values() if len(pair) == 2)


def test_after_a_grade_the_selection_passes_over_copies_that_got_it_too(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.case.filters.ask_order(Sort.SIZE)
        whole.until(lambda: sort_of(whole) is Sort.SIZE)
        first, second = with_copy(whole)
        assert whole.ids().index(second) == whole.ids().index(first) + 1
        whole.grade(first, 1)
        assert whole.grades()[second] == 1
        assert whole.case.pictures.items.picked.current not in {first, second}


def test_an_undo_goes_back_to_its_picture(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        item = whole.singles()[0]
        whole.grade(item, 4)
        assert whole.case.pictures.items.picked.current != item
        whole.program.actions["undo"].trigger()
        whole.until(lambda: item not in whole.grades())
        assert whole.case.pictures.items.picked.current == item
        assert whole.case.pictures.items.picked.ids().tolist() == [item]


def test_a_grade_with_nothing_selected_says_so(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.case.pictures.items.picked.clear()
        whole.case.grades.grade(1)
        assert whole.grades() == {}
        assert "Nothing is selected" in whole.case.screen.toast.text()


def test_the_list_comes_back_as_the_list(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.case.show_view("list")
        whole.close_case()
        whole.open(case)
        assert whole.case.pictures.view_name == "list"
        assert whole.case.screen.chips.list.isChecked()


def test_a_case_that_is_wished_for_twice_is_opened_once(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(None)
        for _ in range(2):
            whole.program.asks.open_chosen.emit(case, "kim")
        assert not whole.program.start_page.isEnabled()
        whole.until(lambda: whole.program.case is not None)
        whole.until(whole.program._opener._pool.submit(lambda: None).done)
        whole.settle()
        assert whole.said() == []
        whole.until(whole.ready)
        whole.close_case()
        assert whole.program.start_page.isEnabled()


def filter_to(whole: Whole, wanted: Filter) -> None:
    """Ask for a filter and wait until it is shown."""
    whole.case.filters.ask(wanted)
    whole.until(lambda: arranged(whole) == wanted)


def arranged(whole: Whole) -> Filter | None:
    """The filter of the rows that are shown."""
    arrangement = whole.case.session.views.arrangement
    return None if arrangement is None else arrangement.wanted


@pytest.mark.parametrize("text", ["0", "nothing is called so"])
def test_the_keys_are_with_the_pictures_after_the_last_chip(case: Path, settings: Path, text: str):
    with whole_window(settings) as whole:
        whole.open(case)
        filter_to(whole, Filter(text=text))
        (chip,) = whole.case.screen.chips.row.chips()
        chip.setFocus()
        QTest.keyClick(chip.stop, Qt.Key.Key_Delete)
        whole.until(lambda: arranged(whole) == Filter())
        whole.settle()
        assert whole.window.focusWidget() is whole.case.pictures.view


def test_the_keys_are_with_the_pictures_after_clear(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        filter_to(whole, Filter(text="0"))
        clear = whole.case.screen.chips.row.clear
        clear.setFocus()
        QTest.keyClick(clear, Qt.Key.Key_Return)
        assert whole.window.focusWidget() is whole.case.pictures.view


def test_the_keys_are_with_the_pictures_after_escape_in_the_search(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        search = whole.case.screen.search
        search.take_focus()
        QTest.keyClicks(search, "0")
        QTest.keyClick(search, Qt.Key.Key_Escape)
        assert whole.window.focusWidget() is whole.case.pictures.view


def test_unticking_the_last_part_of_a_filter_leaves_the_keys_in_the_panel(
    case: Path, settings: Path
):
    with whole_window(settings) as whole:
        whole.open(case)
        filter_to(whole, Filter(text="0"))
        panel = whole.case.screen.filters
        panel.setFocus()
        before = whole.window.focusWidget()
        panel.filter_changed.emit(Filter())
        whole.until(lambda: arranged(whole) == Filter())
        assert whole.window.focusWidget() is before


@pytest.fixture
def long_case(tmp_path: Path) -> Path:
    """More items than go on a screen."""
    return imported_case(tmp_path, MANY)


def test_after_clear_the_current_picture_is_in_sight(long_case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(long_case)
        picked, view = whole.case.pictures.items.picked, whole.case.pictures.view
        filter_to(whole, Filter(text="jpg"))
        middle = whole.ids()[len(whole.ids()) // 2]
        picked.pick(middle)
        view.verticalScrollBar().setValue(0)
        whole.case.filters.clear()
        whole.until(lambda: arranged(whole) == Filter())
        first, behind = view.in_sight()
        position = view.rows_model.order.position_of(middle)
        assert position is not None
        assert first <= position < behind


def test_after_clear_without_a_current_picture_the_top_is_in_sight(long_case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(long_case)
        last = whole.ids()[-1]
        filter_to(whole, Filter(ids=(last,)))
        whole.case.pictures.items.picked.clear()
        whole.case.filters.clear()
        whole.until(lambda: arranged(whole) == Filter())
        assert whole.case.pictures.view.verticalScrollBar().value() == 0


def rest_of(whole: Whole) -> str:
    """How much remains, as the case counts it by now."""
    status = whole.case.session.status.latest
    return f"{status.pending} of {status.found} items remain"


def test_a_stopped_import_says_how_much_remains(case: Path, settings: Path, more: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        begin_and_stop(whole, more)
        whole.until(lambda: whole.sees("was stopped; what is done stays", rest_of(whole)))
        assert [button.text() for button in whole.case.screen.banner.verbs()] == ["Go on"]
    with whole_window(settings) as whole:
        whole.open(case)
        whole.until(lambda: whole.sees("was interrupted:", rest_of(whole)))
        assert whole.case.session.status.latest.pending


def test_privacy_says_what_it_covers_when_it_is_switched_on(case: Path, settings: Path):
    with whole_window(settings) as whole:
        whole.open(case)
        whole.program.privacy.switch(True)
        screen = whole.case.screen
        for said in (screen.toast.text(), screen.header.privacy.accessibleDescription()):
            assert "Hold Space to reveal" in said
        whole.program.privacy.switch(False)
        assert "Hold Space" not in screen.header.privacy.accessibleDescription()
