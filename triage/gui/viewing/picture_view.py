"""A picture under the hand: the wheel zooms where it points, dragging moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPainter

from triage.gui.viewing import overlays
from triage.gui.viewing.canvas import Canvas

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

_NOTCH: Final = 120
_NOTCH_FACTOR: Final = 1.25
_BY_TAB: Final = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_DRAGS: Final = {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}


class PictureView(Canvas):
    """The canvas with a mouse over it. It has the focus, and leaves all keys to its parent."""

    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view_changed.connect(self._renew_cursor)
        self._dragged_from: QPointF | None = None
        self._came_by_tab = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, so that what is under the pointer stays there."""
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoom_by(_NOTCH_FACTOR**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() in _DRAGS and self.placement.can_pan:
            self._dragged_from = event.position()
            self._renew_cursor()
        elif event.button() not in _DRAGS:
            # The buttons that go back and forward are the view's around this one.
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture with the hand."""
        if self._dragged_from is None:
            return
        way = (event.position() - self._dragged_from) * self.devicePixelRatioF()
        self._dragged_from = event.position()
        self.placement.pan(way.x(), way.y())
        self._renew()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        if event.button() in _DRAGS:
            self._dragged_from = None
            self._renew_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """From fitted to one pixel for one at this point, and back."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle_fit(event.position())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by Tab sees where the focus is; a ring around every picture is too much."""
        self._came_by_tab = event.reason() in _BY_TAB
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that keys go elsewhere now."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark the focus."""
        super().paintEvent(event)
        if self._came_by_tab and self.hasFocus():
            painter = QPainter(self)
            overlays.paint_focus(painter, self.rect())
            painter.end()

    def event(self, event: QEvent) -> bool:
        """Two fingers on a touchpad zoom as the wheel does."""
        is_pinch = (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        )
        if isinstance(event, QNativeGestureEvent) and is_pinch:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def _renew_cursor(self) -> None:
        if self._dragged_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.placement.can_pan:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
