"""What the mouse does in the grid and in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from triage.gui.grid import dragged
from triage.gui.grid.band import Band
from triage.gui.grid.picked import How

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from triage.gui.grid.items_view import ItemsView

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class MouseHand(QObject):
    """Clicks pick, a drag from an item carries what is picked, one from a gap draws a band.

    A press on what is picked already decides nothing: it may be the beginning of a drag.
    ``_at_release`` is then what the release does.
    """

    def __init__(self, view: ItemsView) -> None:
        super().__init__(view)
        self._view = view
        self.band = Band(view)
        self._pressed: QPoint | None = None
        self._position: int | None = None
        self._at_release: How | None = None

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        point = event.position().toPoint()
        position = self._view.position_at(point)
        if event.button() == Qt.MouseButton.RightButton:
            self._press_for_menu(position)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._position, self._at_release = point, position, None
        if position is None:
            self._press_in_gap(point, event.modifiers())
        else:
            self._press_on_item(position, event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved; only with the left button down it means anything."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self.band.active:
            self.band.move(point)
            return
        far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and self._position is not None and self._is_picked(self._position):
            self._pressed = self._at_release = None
            self._drag()

    def release(self, event: QMouseEvent) -> None:
        """A button came up."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._at_release is not None and self._position is not None:
            self._view.items.picked.reach(self._position, self._at_release)
        self._pressed = self._at_release = None
        self.band.end()

    def double(self, event: QMouseEvent) -> None:
        """A double click opens what it hits."""
        position = self._view.position_at(event.position().toPoint())
        plain = not event.modifiers() & (_CTRL | _SHIFT)
        if event.button() == Qt.MouseButton.LeftButton and position is not None and plain:
            self._pressed = self._at_release = None
            self._view.opened.emit(self._view.rows_model.order.id_at(position))
        else:
            self.press(event)

    def _press_for_menu(self, position: int | None) -> None:
        if position is None:
            self._view.items.picked.clear()
        else:
            self._reach(position, How.MOVE if self._is_picked(position) else How.ONLY)

    def _press_in_gap(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        keeps = bool(modifiers & (_CTRL | _SHIFT))
        if not keeps:
            self._view.items.picked.clear()
        self.band.begin(point, add=keeps)

    def _press_on_item(self, position: int, modifiers: Qt.KeyboardModifier) -> None:
        ctrl, shift = bool(modifiers & _CTRL), bool(modifiers & _SHIFT)
        if shift:
            self._reach(position, How.ADD_RANGE if ctrl else How.RANGE)
        elif self._is_picked(position):
            self._at_release = How.TOGGLE if ctrl else How.ONLY
        else:
            self._reach(position, How.TOGGLE if ctrl else How.ONLY)

    def _reach(self, position: int, how: How) -> None:
        self._view.items.picked.reach(position, how)

    def _is_picked(self, position: int) -> bool:
        return self._view.items.picked.holds_at(position)

    def _drag(self) -> None:
        ids = self._view.items.picked.ids()
        drag = QDrag(self._view)
        drag.setMimeData(dragged.pack(ids))
        if self._view.drag_picture is not None:
            picture = self._view.drag_picture(ids)
            drag.setPixmap(picture)
            drag.setHotSpot(QPoint(picture.deviceIndependentSize().toSize().width() // 2, 16))
        self._launch(drag)

    def _launch(self, drag: QDrag) -> None:
        drag.exec(Qt.DropAction.CopyAction)
