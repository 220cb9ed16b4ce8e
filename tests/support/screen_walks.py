"""Walks through the program with privacy on: the secret must never come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.walker import SEEN
from triage.core.filters import Sort

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.walker import Walker

_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up)


def walk_import(walker: Walker, evidence: Path) -> None:
    """From the first peek to the last score, with a restless person before the screen."""
    walker.make("walk")
    case = walker.case
    with walker.stage("import, from the first peek on"):
        walker.begin_import(evidence)
        walker.until(lambda: peeks_kept(walker), "the first peeks")
        walker.view.setFocus()
        number = 0
        while case.session.jobs.running:
            number += 1
            walker.key(_KEYS[number % 4])
            if number % 12 == 0:
                walker.key(Qt.Key.Key_Return)
                walker.rest(0.08)
                walker.key(Qt.Key.Key_PageDown)
                walker.rest(0.08)
                walker.key(Qt.Key.Key_Escape)
            if number % 17 == 0:
                case.show_view("list" if case.pictures.view_name == "grid" else "grid")
            walker.rest(0.03)
        walker.finish_jobs()
    case.show_view("grid")


def peeks_kept(walker: Walker) -> int:
    """How many pictures lie ready that come from an embedded thumbnail."""
    kept = walker.case.pictures.shelf._stock.kept._all.values()
    return sum(one.stamp.from_peek for one in kept)


def walk_views(walker: Walker) -> None:
    """Filter, scroll, sizes, list, theme."""
    case = walker.case
    bar = case.pictures.grid.verticalScrollBar()
    with walker.stage("filter change"):
        for text in ("checker", "plain", "embedded", ""):
            walker.show_only(text)
    with walker.stage("order"):
        for sort in (Sort.SCORE, Sort.SIZE, Sort.PATH):
            case.filters.ask_order(sort)
            walker.rest(0.1)
            walker.pictures_there()
    with walker.stage("scroll"):
        for value in (*range(0, bar.maximum(), 90), 0, bar.maximum(), 0):
            bar.setValue(value)
            walker.rest(0.01)
        walker.pictures_there()
    with walker.stage("tile size"):
        for steps in (1, 1, -1, -1, -1, 1):
            case.pictures.grid.step_tile_size(steps)
            walker.rest(0.08)
        walker.pictures_there()
    with walker.stage("list view"):
        case.show_view("list")
        walker.pictures_there()
        bar = case.pictures.list.verticalScrollBar()
        for value in (*range(0, bar.maximum(), 40), 0):
            bar.setValue(value)
            walker.rest(0.01)
        case.show_view("grid")
        walker.pictures_there()
    with walker.stage("theme change"):
        walker.pick("checker")
        for choice in ("light", "dark", "light", "dark"):
            walker.program.front_pages.preferences.theme_chosen.emit(choice)
            walker.rest(0.1)


def walk_large(walker: Walker) -> None:
    """Enter, next and previous, zoom, and back."""
    walker.show_only("")
    walker.pick("00_a_checker")
    walker.view.setFocus()
    with walker.stage("large picture, next, previous, zoom"):
        walker.key(Qt.Key.Key_Return)
        assert walker.case.large.open_now
        for key in (Qt.Key.Key_PageDown,) * 9 + (Qt.Key.Key_PageUp,) * 6:
            walker.key(key)
            walker.rest(0.06)
        walker.pick("00_d_checker")
        for key in (Qt.Key.Key_Z, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_R, Qt.Key.Key_Minus):
            walker.key(key)
            walker.rest(0.06)
        walker.key(Qt.Key.Key_Escape)
        walker.pictures_there()


def walk_reveal(walker: Walker) -> None:
    """Space lifts one cover and no other, and only while it is held."""
    for where in ("grid", "large"):
        walker.pick("00_e_blue")
        walker.view.setFocus()
        if where == "large":
            walker.key(Qt.Key.Key_Return)
        with walker.stage(f"Space reveals another item ({where})"):
            reveal(walker)
            walker.rest(0.2)
        walker.pick("00_d_checker")
        with walker.stage(f"Space reveals this very item ({where})", SEEN):
            reveal(walker)
        with walker.stage(f"Space was let go ({where})"):
            walker.rest(0.3)
        if where == "large":
            walker.key(Qt.Key.Key_Escape)
            assert not walker.case.large.open_now, (
                f"{walker.app.focusWidget()} {walker.app.activeWindow()}"
            )


def reveal(walker: Walker) -> None:
    """Hold Space until the picture is there."""
    with walker.held(Qt.Key.Key_Space):
        walker.until(lambda: walker.case.pictures.shelf._bare, "the revealed picture")
        walker.rest(0.3)


def walk_reveal_cut_short(walker: Walker) -> None:
    """Space is still held when a dialog comes: nobody looks at the picture any more."""
    for where in ("grid", "large"):
        walker.pick("00_d_checker")
        walker.view.setFocus()
        if where == "large":
            walker.key(Qt.Key.Key_Return)
        has_keys = walker.focus()
        QTest.keyPress(has_keys, Qt.Key.Key_Space)
        walker.until(lambda: walker.case.pictures.shelf._bare, "the revealed picture")
        walker.rest(0.1)
        dialog = walker.dialog(walker.case.exports.ask)
        with walker.stage(f"Space is held, but a dialog came ({where})"):
            walker.rest(0.2)
            dialog.reject()
            walker.activate(walker.program.window)
            walker.rest(0.2)
        QTest.keyRelease(has_keys, Qt.Key.Key_Space)
        if where == "large":
            walker.case.large.close()


def walk_carried(walker: Walker) -> None:
    """What hangs at the pointer, and what pops up beside it."""
    for view in ("grid", "list"):
        walker.case.show_view(view)
        item = walker.pick("00_d_checker")
        with walker.stage(f"drag picture ({view})"):
            walker.drag(item, lambda: walker.rest(0.2))
    walker.case.show_view("grid")
    for part in ("00_a_checker", "00_d_checker"):
        with walker.stage(f"tooltip ({part})"):
            walker.tooltip(walker.named(part))
            walker.rest(0.2)
            walker.forget_tooltip()


def walk_reopening(walker: Walker) -> None:
    """The case is closed and opened again, as it was left."""
    walker.pick("00_d_checker")
    with walker.stage("closing and opening again"):
        walker.reopen()
        walker.pictures_there()
        walker.pick("00_d_checker")
        walker.pictures_there()
