"""The window ends as it began: no thread, timer, handle or process outlives it."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.support.many_openings import Left, Rounds, look
from tests.support.whole_window import Whole, imported_case, whole_window

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 15
WARM_UP = 10
MOST_MB = 8.0
"""A case that stayed would be 15 times its size; 200 rounds within 10 MB are a command of its own:
``python -m tests.support.many_openings``."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")


def ours() -> list[str]:
    """Threads of this process that are ours to end."""
    return [thread.name for thread in threading.enumerate() if thread.name != "MainThread"]


def timers() -> list[QTimer]:
    """Timers that are running, of any object that Python knows."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, QTimer) and isValid(one) and one.isActive()
    ]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return imported_case(tmp_path)


def used(whole: Whole, case: Path) -> None:
    """Open a case and touch what starts threads, timers and children."""
    whole.open(case)
    open_case = whole.case
    open_case.large.open(open_case.pictures.items.shown.id_at(0))
    whole.until(lambda: open_case.inspect.detail is not None)
    open_case.screen.toast.show_text("Graded.", "Undo")
    open_case.pages.show_case()
    whole.settle()


@pytest.mark.usefixtures("qtbot")
def test_no_thread_and_no_timer_outlives_the_window(case: Path, tmp_path: Path):
    with whole_window(tmp_path / "settings.json") as whole:
        used(whole, case)
        assert {"case-view", "case-writer", "tile-loader"} <= set(ours())
    gc.collect()
    assert [timer.interval() for timer in timers()] == []
    whole.until(lambda: ours() == [])


@pytest.mark.usefixtures("qtbot")
def test_no_widget_outlives_the_window(case: Path, tmp_path: Path):
    before = set(map(id, QApplication.topLevelWidgets()))
    with whole_window(tmp_path / "settings.json") as whole:
        used(whole, case)
    left = [one for one in QApplication.topLevelWidgets() if id(one) not in before]
    assert [type(one).__name__ for one in left] == []


@pytest.mark.usefixtures("qtbot")
def test_a_closed_case_leaves_no_thread_of_its_own(case: Path, tmp_path: Path):
    with whole_window(tmp_path / "settings.json") as whole:
        whole.open(None)
        before = set(ours())
        used(whole, case)
        whole.close_case()
        # One each for opening and for looking at disks waits for the next case.
        assert {name.partition("_")[0] for name in set(ours()) - before} <= {"case-open"}


@pytest.mark.usefixtures("qtbot")
def test_the_columns_of_a_closed_case_do_not_wait_for_the_next_one(case: Path, tmp_path: Path):
    with whole_window(tmp_path / "settings.json") as whole:
        used(whole, case)
        columns = whole.case.session.columns()
        assert columns is not None
        ids = weakref.ref(columns.ids)
        del columns
        gc.disable()
        try:
            whole.close_case()
            whole.until(lambda: ids() is None)
        finally:
            gc.enable()


@linux
@pytest.mark.usefixtures("qtbot")
def test_opening_and_closing_again_and_again_leaves_nothing(tmp_path: Path):
    with whole_window(tmp_path / "settings.json") as whole:
        course = Rounds(whole, tmp_path)
        before = course.go(WARM_UP)
        after = course.go(ROUNDS)
    assert after.grown(before) == {}
    assert after.megabytes - before.megabytes < MOST_MB


@linux
@pytest.mark.usefixtures("qtbot")
def test_what_is_left_is_seen(tmp_path: Path):
    before = look()
    held = [QObject() for _ in range(3)]
    with (tmp_path / "held").open("w", encoding="ascii"):
        grown = look().grown(before)
    assert grown == {"handles": 1, "QObject": len(held)}
    assert isinstance(before, Left)
