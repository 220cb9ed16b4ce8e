"""The menu bar: everything that can be done, with its key beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from triage.gui.window.keymap import CASE, EDIT, GRADE, HELP, PICTURE, VIEW

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar

    from triage.gui.window.actions import Actions

ORDER = (CASE, EDIT, VIEW, PICTURE, GRADE, HELP)
_NEEDS_CASE = (PICTURE, GRADE)
_LINE_BEFORE = {
    "add-evidence",
    "case-page",
    "close-case",
    "select-all",
    "find",
    "preferences",
    "larger",
    "filters-panel",
    "privacy",
    "next-panel",
    "full-screen",
    "show-in-folder",
    "copy-originals",
    "no-grade",
}


def fill(bar: QMenuBar, actions: Actions, *, with_case: bool) -> None:
    """Make all menus anew; those about pictures only where there are pictures."""
    bar.clear()
    for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        menu.deleteLater()  # the bar lets go of its menus but ends none; one may be open now
    for title in ORDER:
        if title in _NEEDS_CASE and not with_case:
            continue
        # Made here and not by the bar: of what a bar makes, Python never lets go again.
        menu = QMenu(f"&{title}", bar)
        bar.addMenu(menu)
        fill_one(menu, title, actions)


def fill_one(menu: QMenu, title: str, actions: Actions) -> None:
    """The deeds of one menu."""
    deeds = [deed for deed in actions.deeds() if deed.menu == title]
    if title == GRADE:
        deeds.sort(key=lambda deed: deed.name == "no-grade")
    for deed in deeds:
        if deed.name in _LINE_BEFORE and not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(actions[deed.name])
