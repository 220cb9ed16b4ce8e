"""The threshold of a category as a handle in the picture of its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from triage.gui.filters.score_picture import HEIGHT, ScorePicture
from triage.gui.filters.threshold_move import ThresholdMove
from triage.gui.looks import theme

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtGui import QFocusEvent, QHideEvent, QMouseEvent, QPaintEvent, QWheelEvent

_REACH = 6
"""So near to the handle a press takes it in hand where it is."""
_DRAG_FROM = 3
_UNITS = 1000
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Plus: 1,
}
_ENDS = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_OWN = {*_STEPS, *_ENDS, *_ROWS, *_ENTER, Qt.Key.Key_Space}
_WITH_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ThresholdSlider(QAbstractSlider):
    """The one stop of a category's row: it has the keys of the whole row.

    A slider for readers of the screen too, in thousandths. What becomes of the threshold is
    told by ``hand``.
    """

    toggle_wanted = Signal()
    edit_wanted = Signal()
    row_wanted = Signal(int)
    """-1: the row above, 1: the one below."""
    focus_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hand = ThresholdMove(self)
        self._histogram: npt.NDArray[np.int64] = np.zeros(100, dtype=np.int64)
        self._range: tuple[float, float] | None = None
        self._press: int | None = None
        self._grip = 0
        self._dragging = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, _UNITS)
        self.setSingleStep(_UNITS // 100)
        self.setPageStep(_UNITS // 10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hand.changed.connect(self._follow)
        self.valueChanged.connect(self._on_value)
        self._follow()

    def show_scores(
        self, histogram: npt.NDArray[np.int64], instead: tuple[float, float] | None = None
    ) -> None:
        """Scores in equal steps from 0 to 1, shape (100,).

        ``instead`` is a range of scores that the filter asks for in place of the threshold.
        """
        if histogram is not self._histogram or instead != self._range:
            self._histogram = histogram
            self._range = instead
            self.update()

    def picture(self) -> ScorePicture:
        """Where what stands at the present width."""
        return ScorePicture.within(self.width())

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(160, HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Keys of the row are the row's, though the window has shortcuts on some of them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escapes = event.key() == Qt.Key.Key_Escape and self.hand.moving
            plain = not event.modifiers() & ~_WITH_PLAIN
            if escapes or (event.key() in _OWN and plain):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move it, up and down leave it, Space chooses, Enter takes a number."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~_WITH_PLAIN:
            event.ignore()
        elif key in _STEPS:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.hand.step(_STEPS[key] * (10 if shift else 1))
        elif key in _ENDS:
            self.hand.jump(_ENDS[key])
        elif key in _ROWS:
            self.row_wanted.emit(_ROWS[key])
        elif key == Qt.Key.Key_Escape and self.hand.moving:
            self._drop()
            self.hand.restore()
        elif key in _ENTER and not event.isAutoRepeat():
            self.edit_wanted.emit()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.toggle_wanted.emit()
        elif key not in _OWN:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press alone moves nothing: only a drag does, so that a double click is no change."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = round(event.position().x())
            beside = self._press - self.picture().x_of(self.hand.value)
            self._grip = beside if abs(beside) <= _REACH else 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle; taken from afar it comes under the pointer."""
        x = round(event.position().x())
        near = abs(x - self.picture().x_of(self.hand.value)) <= _REACH
        shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        if self._press is None or (not self._dragging and abs(x - self._press) < _DRAG_FROM):
            return
        if not self._dragging:
            self._dragging = True
            self.hand.begin()
        self.hand.to(self.picture().value_at(x - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """At rest: written once."""
        if event.button() == Qt.MouseButton.LeftButton and self._drop():
            self.hand.settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the pack's default."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.to_default()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the panel; a threshold is nothing to change by accident."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row shows it."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was moved by keys is at rest now."""
        super().focusOutEvent(event)
        if not self._dragging:
            self.hand.settle()
        self.focus_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """A drag that nobody sees any more ends as if it had not been; keys were meant."""
        super().hideEvent(event)
        if self._drop():
            self.hand.restore()
        self.hand.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, the tick of the default, the handle."""
        look = theme.current()
        picture = self.picture()
        painter = QPainter(self)
        span = self._range or (self.hand.value, 1.0)
        picture.paint(painter, self._histogram, span, look)
        below = picture.area.bottom() + 2
        painter.fillRect(QRect(picture.x_of(self.hand.default) - 1, below, 2, 3), look.secondary)
        if self._range is None:
            wide = 4 if self._dragging else 2
            x = picture.x_of(self.hand.value) - wide // 2
            painter.fillRect(QRect(x, 1, wide, HEIGHT - 2), look.text)

    def _drop(self) -> bool:
        """Let the mouse go; whether it was dragging."""
        dragged = self._dragging
        self._press = None
        self._dragging = False
        self.update()
        return dragged

    def _follow(self) -> None:
        self.blockSignals(True)  # a value of our own is no wish of a reader of the screen
        self.setValue(round(self.hand.value * _UNITS))
        self.blockSignals(False)
        self.update()

    def _on_value(self, value: int) -> None:
        """A reader of the screen set it, as keys would."""
        self.hand.jump(value / _UNITS)
