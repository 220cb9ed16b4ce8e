"""The menu of a picture: what can be done with what is picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from triage.gui.window.keymap import GRADE

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from triage.gui.window.actions import Actions

_BEFORE = ("open-large",)
_AFTER = (
    ("copy-path", "copy-hash"),
    ("show-in-folder", "open-with"),
    ("copy-originals",),
)


def show_item_menu(place: QPoint, actions: Actions, parent: QWidget) -> QMenu:
    """Open the menu at a point of the screen and return at once."""
    menu = QMenu(parent)
    menu.setAccessibleName("Menu of the picture")
    for name in _BEFORE:
        menu.addAction(actions[name])
    menu.addSeparator()
    deeds = [deed for deed in actions.deeds() if deed.menu == GRADE]
    deeds.sort(key=lambda deed: deed.name == "no-grade")
    for deed in deeds:
        menu.addAction(actions[deed.name])
    for group in _AFTER:
        menu.addSeparator()
        for name in group:
            menu.addAction(actions[name])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu
