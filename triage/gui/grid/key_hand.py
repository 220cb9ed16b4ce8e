"""What keys do in the grid and in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt

from triage.gui.grid.keys import MOVES, destination, how
from triage.gui.grid.picked import How

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from triage.gui.grid.items_view import ItemsView
    from triage.gui.grid.reveal import Reveal

_NONE: Final = Qt.KeyboardModifier.NoModifier
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_SAME_KEY_MS: Final = 200
"""The menu key comes twice on some platforms: as a key, and as a wish for the menu."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class KeyHand(QObject):
    """Takes the keys of moving, picking, opening and revealing; leaves every other alone."""

    def __init__(self, view: ItemsView, reveal: Reveal) -> None:
        super().__init__(view)
        self._view = view
        self._reveal = reveal
        self._asked = QElapsedTimer()

    def owns(self, event: QKeyEvent) -> bool:
        """Whether no shortcut of the window may take a key while the items have the focus."""
        held = _held(event)
        key = Qt.Key(event.key())
        if key in MOVES:
            return held in {_NONE, _CTRL, _SHIFT, _CTRL | _SHIFT}
        return (key == Qt.Key.Key_Space and held in {_NONE, _CTRL}) or (
            key in _ENTER and held == _NONE
        )

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; False where it is not one of ours."""
        key, held = Qt.Key(event.key()), _held(event)
        picked = self._view.items.picked
        if key in MOVES and self.owns(event):
            self._move(key, held)
        elif key == Qt.Key.Key_A and held == _CTRL:
            picked.select_all()
        elif key == Qt.Key.Key_Space and held == _CTRL:
            self._toggle(event)
        elif key == Qt.Key.Key_Space and held == _NONE:
            if not event.isAutoRepeat():
                self._reveal.begin(picked.current)
        elif key in _ENTER and held == _NONE:
            self._open(event)
        elif key == Qt.Key.Key_Escape and held == _NONE and picked.count > 1:
            picked.only_current()
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and held == _SHIFT):
            self.ask_menu()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Cover again what Space revealed."""
        if event.key() != Qt.Key.Key_Space:
            return False
        if not event.isAutoRepeat():
            self._reveal.let_go()
        return True

    def ask_menu(self) -> None:
        """Ask for the menu of what is picked, at the current item."""
        if self._asked.isValid() and self._asked.elapsed() < _SAME_KEY_MS:
            return
        self._asked.start()
        view, picked = self._view, self._view.items.picked
        position = view.rows_model.order.position_of(picked.current)
        point = QPoint(8, 8)
        if position is not None:
            if not picked.count:
                picked.reach(position)
            view.bring_into_sight(position)
            point = view.rect_of(position).intersected(view.viewport().rect()).center()
        view.menu_wanted.emit(view.viewport().mapToGlobal(point))

    def arrive(self) -> None:
        """The focus came by Tab: something has to be current for the keys to start from."""
        picked = self._view.items.picked
        first, behind = self._view.in_sight()
        if picked.current is None and first < behind:
            picked.reach(first, How.MOVE)

    def _move(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        picked, extent = self._view.items.picked, self._view.extent()
        if not extent.count:
            return
        position = self._view.rows_model.order.position_of(picked.current)
        if position is None:
            first, _behind = self._view.in_sight()
            target = extent.count - 1 if key == Qt.Key.Key_End else first
        else:
            target = destination(key, position, extent)
        picked.reach(target, how(held))
        self._view.bring_into_sight(target)

    def _toggle(self, event: QKeyEvent) -> None:
        picked = self._view.items.picked
        position = self._view.rows_model.order.position_of(picked.current)
        if position is not None and not event.isAutoRepeat():
            picked.reach(position, How.TOGGLE)

    def _open(self, event: QKeyEvent) -> None:
        current = self._view.items.picked.current
        if current is not None and not event.isAutoRepeat():
            self._view.opened.emit(current)


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
