"""What is painted over a picture, or instead of one: a badge, a reason, the mark of the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from triage.gui.looks import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_BADGE_HEIGHT: Final = 28
_BADGE_INSET: Final = 12
_ICON: Final = 32
_GAP: Final = 12
_WIDEST: Final = 480


def paint_badge(painter: QPainter, over: QRectF, text: str) -> None:
    """Words on a dark ground at the lower end of ``over``: legible on any picture."""
    look = theme.current()
    font = theme.font()
    width = QFontMetricsF(font).horizontalAdvance(text) + 2 * _BADGE_INSET
    box = QRectF(QPointF(0, 0), QSizeF(width, _BADGE_HEIGHT))
    box.moveCenter(QPointF(over.center().x(), over.bottom() - _BADGE_INSET - _BADGE_HEIGHT / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.scrim)
    painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
    painter.setFont(font)
    painter.setPen(look.on_scrim)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_reason(painter: QPainter, within: QRect, icon: str, text: str, ratio: float) -> None:
    """A quiet icon over wrapped words, in the middle."""
    look = theme.current()
    font = theme.font()
    width = min(_WIDEST, within.width() - 2 * _GAP)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    flags |= Qt.TextFlag.TextWrapAnywhere if " " not in text else Qt.TextFlag(0)
    room = QRectF(0, 0, width, within.height())
    height = QFontMetricsF(font).boundingRect(room, int(flags), text).height()
    top = within.center().y() - (_ICON + _GAP + height) / 2
    picture = icons.pixmap(icon, look.secondary, _ICON, ratio)
    painter.drawPixmap(QPointF(within.center().x() - _ICON / 2, top), picture)
    painter.setFont(font)
    painter.setPen(look.text)
    left = within.center().x() - width / 2
    painter.drawText(QRectF(left, top + _ICON + _GAP, width, height + 4), int(flags), text)


def paint_focus(painter: QPainter, around: QRect) -> None:
    """A line in the accent colour around everything."""
    pen = QPen(theme.current().accent)
    pen.setWidth(2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(around.adjusted(1, 1, -1, -1))
