"""What the window does beside its rooms: one verb is one deed, and the keys stay with pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.pictures import jpeg_bytes
from tests.support.whole_window import Whole, imported_case, whole_window
from triage.core.filters import Sort
from triage.gui.start.new_case import NewCase

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qtbot")
MANY = 120


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return imported_case(tmp_path)


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """Evidence that is not in the case yet."""
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:03}.jpg").write_bytes(jpeg_bytes(1000 + number, 320, 240))
    return folder


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
