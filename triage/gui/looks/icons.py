"""Our icons: SVGs of ``resources/icons``, in the theme's colours, sharp at every scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from triage.gui.looks import drawings, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

_SCALES = (1.0, 1.25, 1.5, 2.0, 3.0)


def icon(name: str, *, role: str = "text", size: int = 16) -> QIcon:
    """An icon in the colour of a token, paler where its control is disabled.

    It keeps the colours of the moment: a button that outlives a change of theme wears its icon
    by :func:`wear` instead.
    """
    look = theme.current()
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, look.color(role), size, scale))
        made.addPixmap(pixmap(name, look.disabled, size, scale), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, color: QColor, size: int = 16, dpr: float = 1.0) -> QPixmap:
    """One icon in one colour, ``size`` wide and high in device-independent pixels."""
    side = max(1, round(size * dpr))
    key = f"triage-icon/{name}/{color.rgba():08x}/{side}/{dpr}"
    held = QPixmap()
    if QPixmapCache.find(key, held):
        return held
    drawn = _drawn(name, color, side)
    drawn.setDevicePixelRatio(dpr)
    QPixmapCache.insert(key, drawn)
    return drawn


def wear(button: QAbstractButton, name: str, *, role: str = "text", size: int = 16) -> None:
    """Put an icon on a button, and keep it in the theme's colours; again for another icon."""
    for earlier in button.findChildren(_Wearer, options=Qt.FindChildOption.FindDirectChildrenOnly):
        button.removeEventFilter(earlier)
        earlier.setParent(None)
    button.setIconSize(QSize(size, size))
    _Wearer(button, name, role, size).put_on()


class _Wearer(QObject):
    """Puts the icon on again when the colours change."""

    def __init__(self, button: QAbstractButton, name: str, role: str, size: int) -> None:
        super().__init__(button)
        self._button = button
        self._name = name
        self._role = role
        self._size = size
        button.installEventFilter(self)

    def put_on(self) -> None:
        """Draw the icon in the colours of now."""
        self._button.setIcon(icon(self._name, role=self._role, size=self._size))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of a new palette; nothing is kept from the button."""
        if event.type() == QEvent.Type.PaletteChange:
            self.put_on()
        return super().eventFilter(watched, event)


def _drawn(name: str, color: QColor, side: int) -> QPixmap:
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(QByteArray(drawings.svg(name, color))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn
