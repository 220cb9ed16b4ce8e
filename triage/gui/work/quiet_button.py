"""Words in the status bar that can be pressed: quiet until the pointer or the focus is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from triage.gui.looks import theme
from triage.gui.looks.painted_button import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_HEIGHT = 24
_INSET = 4
_FOCUS = 2


class QuietButton(PaintedButton):
    """A verbless button of the status bar: its text is a fact, pressing it opens its page."""

    SPACE_PRESSES = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font("secondary"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 2 * _INSET + 1, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, cut where it is too long; underlined under the pointer."""
        look = theme.current()
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(look.text if self.underMouse() else look.secondary)
        inside = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.hasFocus():
            self._paint_focus(painter, self.rect())
        painter.end()

    @staticmethod
    def _paint_focus(painter: QPainter, around: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().accent, _FOCUS))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(around.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
