"""The picture of the current item; its room stays the same whatever is shown in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from triage.gui.looks import theme
from triage.gui.looks.painted_button import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_MOST_ENLARGED = 2.0
"""A small picture is not blown up beyond this: it would look like what it is not."""
_WORDS_PADDING = 12


class Preview(PaintedButton):
    """Letterboxed, never cropped. ``clicked`` (a click, or Enter) asks to open it large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._scaled: QPixmap | None = None
        self._scaled_for = (QSize(), 0.0)
        self._words = ""
        self.setAccessibleName("Preview")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(260)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_picture(self, picture: QPixmap | None, words: str = "") -> None:
        """A picture, words in its place, or words over it ("hidden, Space shows it")."""
        self._picture = None if picture is None or picture.isNull() else picture
        self._scaled = None
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def use_height(self, height: int) -> None:
        """Another height, for another height of the window alone."""
        if height != self.height():
            self._scaled = None
            self.setFixedHeight(height)

    def box(self) -> QSize:
        """The room for the picture in device pixels: what a decoder should fill."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def sizeHint(self) -> QSize:
        """As wide as the panel gives."""
        return QSize(348, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, picture, words, focus."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(room, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.fillPath(shape, look.well)
        painter.setClipPath(shape)
        self._paint_picture(painter)
        if self._words:
            self._paint_words(painter, look)
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(look.accent, 2))
            painter.drawRoundedRect(
                room.adjusted(1, 1, -1, -1), theme.SMALL_RADIUS, theme.SMALL_RADIUS
            )
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        scaled = self._fitted()
        if scaled is None:
            return
        size = scaled.deviceIndependentSize()
        painter.drawPixmap(
            round((self.width() - size.width()) / 2),
            round((self.height() - size.height()) / 2),
            scaled,
        )

    def _paint_words(self, painter: QPainter, look: theme.Theme) -> None:
        """Centred where there is no picture; over one, on a band of its own at the foot."""
        padding = _WORDS_PADDING
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = self.rect().adjusted(padding, padding, -padding, -padding)
        painter.setFont(theme.font("secondary"))
        if self._picture is None:
            painter.setPen(look.secondary)
            painter.drawText(room, flags, self._words)
            return
        needed = painter.boundingRect(room, flags, self._words)
        band = needed.adjusted(-8, -4, 8, 4)
        band.moveBottom(self.height() - padding)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.scrim)
        painter.drawRoundedRect(band, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setPen(look.on_scrim)
        painter.drawText(band, flags, self._words)

    def _fitted(self) -> QPixmap | None:
        picture = self._picture
        if picture is None:
            return None
        box, ratio = self.box(), self.devicePixelRatioF()
        if self._scaled is not None and self._scaled_for == (box, ratio):
            return self._scaled
        room = picture.size().scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
        most = picture.size() * (_MOST_ENLARGED * ratio)
        self._scaled = picture.scaled(
            room.boundedTo(most).expandedTo(QSize(1, 1)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._scaled.setDevicePixelRatio(ratio)
        self._scaled_for = (box, ratio)
        return self._scaled
