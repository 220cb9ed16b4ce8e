"""A path that leads to its item; it breaks at its separators."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QMenu, QSizePolicy

from triage.gui.inspector.copy_text import breakable
from triage.gui.looks import theme
from triage.gui.looks.painted_button import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget


class PathLink(PaintedButton):
    """``clicked`` goes there. The text is painted as plain text, whatever a file is called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item_id = 0
        self._path = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_path(self, item_id: int, path: str, copied: str) -> None:
        """Lead to this item; ``copied`` is the path without escapes."""
        self.item_id = item_id
        self._path = copied
        self.setText(path)
        self.setAccessibleName(f"Go to {path}")
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the path needs it at the width that it has."""
        return QSize(300, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy the path, unbroken."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        act = menu.addAction("Copy path")
        act.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._path))
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The path, accented under the pointer."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.accent if self.underMouse() else look.text)
        self._laid_out(self.width()).draw(painter, QPointF(0, 2))
        if self.hasFocus():
            painter.setPen(QPen(look.accent, 2))
            room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(room, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.end()

    def _fit(self) -> None:
        """As many lines as the path needs, and a little room for the focus."""
        height = math.ceil(self._laid_out(self.width()).boundingRect().height()) + 4
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(breakable(self.text()), theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout
