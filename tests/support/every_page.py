"""All that the window can show, one sight after the other, looked at for what nobody may meet.

``python -m tests.support.every_page FOLDER`` prints what it found as JSON lines; the scale is the
environment's (``QT_SCALE_FACTOR``), sizes and themes are gone through here.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from tests.support.gui_checks import (
    clipped_labels,
    not_met_by_tab,
    unreachable_by_keyboard,
    without_accessible_name,
)
from tests.support.whole_window import Whole, imported_case, whole_window
from triage.core.filters import Filter
from triage.doctor import examination
from triage.doctor.examination import Check
from triage.doctor.finding import fault, fine, not_applicable, warning
from triage.gui.looks import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = ((1280, 720), (1920, 1080))
THEMES = ("dark", "light")
_PATIENCE_S = 2.0


def sights(whole: Whole, case: Path) -> Iterator[tuple[str, QWidget]]:
    """(name, what to look at) of everything; each is in sight when it is given."""
    yield "start page", whole.window
    yield from _dialogs_of_start(whole)
    yield from _front_pages(whole, with_case=False)
    whole.open(case)
    yield from _pictures(whole)
    yield from _case_pages(whole)
    yield from _dialogs_of_case(whole)
    yield from _front_pages(whole, with_case=True)
    whole.close_case()
    yield "start page with a case", whole.window


def _pictures(whole: Whole) -> Iterator[tuple[str, QWidget]]:
    case = whole.case
    first, second, *_ = whole.singles()
    whole.until(lambda: bool(case.screen.filters.labels.rows()))
    QTest.qWait(200)
    yield "grid", whole.window
    case.pictures.items.picked.pick(first)
    whole.until(lambda: case.inspect.detail is not None)
    yield "grid, one picked", whole.window
    whole.grade(first)
    whole.grade(second, 2)
    case.pictures.items.picked.pick(first)
    yield "grid, one graded, toast", whole.window
    case.screen.banner.show_sentence("The import was stopped.", "warning", ("Go on",))
    yield "banner", whole.window
    case.screen.banner.hide()
    case.pictures.items.picked.select_all()
    QTest.qWait(200)
    yield "grid, many picked", whole.window
    case.show_view("list")
    yield "list", whole.window
    case.show_view("grid")
    case.filters.ask(Filter(text="nowhere to be found", has_gps=True))
    whole.until(lambda: len(case.pictures.items.shown) == 0)
    QTest.qWait(100)
    yield "empty result", whole.window
    case.filters.clear()
    whole.until(lambda: len(case.pictures.items.shown) > 0)
    case.large.open(first)
    QTest.qWait(300)
    yield "large picture", whole.window
    case.large.close()


def _case_pages(whole: Whole) -> Iterator[tuple[str, QWidget]]:
    pages = whole.case.pages
    pages.show_case()
    QTest.qWait(200)
    yield from _tabs("case page", whole.window, pages.case_page)
    pages.show_jobs()
    QTest.qWait(200)
    yield "jobs page", whole.window
    pages.show_pictures()


def _front_pages(whole: Whole, *, with_case: bool) -> Iterator[tuple[str, QWidget]]:
    front = whole.program.front_pages
    where = " with a case" if with_case else ""
    shows: list[tuple[str, str, QWidget]] = [
        ("preferences", "preferences", front.preferences),
        ("models-page", "models", front.models),
        ("keys", "help", front.help),
        ("self-test", "self-test", whole.program.doctor.page),
    ]
    for deed, name, page in shows:
        whole.program.actions[deed].trigger()
        QTest.qWait(300)
        yield from _tabs(name + where, whole.window, page)
    front.left.emit()


def _tabs(name: str, window: QWidget, page: QWidget) -> Iterator[tuple[str, QWidget]]:
    tabs = page.findChild(QTabWidget)
    if tabs is None:
        yield name, window
        return
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        yield f"{name}, {tabs.tabText(number)}", window


def _dialogs_of_start(whole: Whole) -> Iterator[tuple[str, QWidget]]:
    program = whole.program
    yield from _dialog(whole, "new case", program.asks.ask_new)
    yield from _dialog(whole, "who", lambda: program.asks.ask_who(Path("harbour.triage")))


def _dialogs_of_case(whole: Whole) -> Iterator[tuple[str, QWidget]]:
    case = whole.case
    folder = str(case.session.case.path.parent / "evidence")
    yield from _dialog(whole, "export", case.exports.ask)
    yield from _dialog(whole, "copy originals", case.exports.ask_originals)
    yield from _dialog(whole, "add evidence", case.evidence.ask)
    yield from _dialog(whole, "add evidence twice", lambda: case.evidence.ask_for([folder]))
    yield from _dialog(whole, "close while a job runs", lambda: _ask_closing(whole))


def _ask_closing(whole: Whole) -> None:
    from triage.gui.work.closing import ask_closing

    ask_closing(whole.window, ["Importing evidence"])


def _dialog(whole: Whole, name: str, ask: Callable[[], object]) -> Iterator[tuple[str, QWidget]]:
    ask()
    whole.until(lambda: bool(whole.dialogs()))
    QTest.qWait(200)
    (dialog,) = whole.dialogs()
    yield f"{name} dialog", dialog
    dialog.reject()
    whole.settle()


def faults_of(sight: QWidget) -> list[str]:
    """Everything that is wrong with what is in sight."""
    out_of_reach = [one for one in unreachable_by_keyboard(sight) if not _stood_for(one)]
    return [
        *(f"clipped: {one}" for one in _clipped(sight)),
        *(f"without a name: {one}" for one in without_accessible_name(sight)),
        *(f"out of the keyboard's reach: {one}" for one in out_of_reach),
        *(f"not met by Tab: {one}" for one in not_met_by_tab(sight)),
        *(f"no room: {one}" for one in _beyond(sight)),
    ]


def _clipped(sight: QWidget) -> list[str]:
    """What stays clipped: a layout that just changed takes a moment."""
    end = time.monotonic() + _PATIENCE_S
    while (found := clipped_labels(sight)) and time.monotonic() < end:
        QTest.qWait(50)
    return found


def _stood_for(control: str) -> bool:
    """Parts of a category's row, which is one stop: the slider's keys do what they do."""
    return control.startswith(("NameCheck ", "NumberButton ")) and "CategoryRow" in control


def _beyond(sight: QWidget) -> list[str]:
    """A dialog larger than the screen, or a window that is not as small as was asked."""
    if isinstance(sight, QDialog):
        room = sight.screen().availableGeometry().size()
        fits = sight.width() <= room.width() and sight.height() <= room.height()
    else:
        room = QSize(*sight.property("asked"))
        fits = sight.size() == room
    return [] if fits else [f"{sight.size().toTuple()} where {room.toTuple()} are"]


def _quick_self_test() -> tuple[Check, ...]:
    """One check of each verdict, with sentences that are longer than a line."""
    long = "something was measured here, and it takes more than one line to say it; " * 3
    found = (fine(long), warning(long, long), fault(long, long), not_applicable("Not here."))
    return tuple(
        Check(f"check-{number}", f"Check {number}", lambda _patient, _ctx, one=one: one)
        for number, one in enumerate(found)
    )


def main(folder: Path) -> None:
    """One line a size and theme and sight, with its faults."""
    app = QApplication(["every-page"])
    examination.checks = _quick_self_test
    case = imported_case(folder)
    for look in THEMES:
        theme.apply(app, look)
        for size in SIZES:
            with whole_window(folder / f"{look}-{size[0]}.json") as whole:
                whole.program.begin(None, [])
                whole.window.resize(*size)
                whole.window.setProperty("asked", size)
                for name, sight in sights(whole, case):
                    told = {"theme": look, "size": size, "sight": name, "faults": faults_of(sight)}
                    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
