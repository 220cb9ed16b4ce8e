"""What looks the same on many tiles: drawn once, then put on as a pixmap."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from triage.gui.looks.theme import SMALL_RADIUS
from triage.gui.tiles.measures import BADGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor

_MOST_BADGES: Final = 500
"""Numbers of copies differ; all else is a few dozen."""


class Stamps:
    """Badges, and the corners that round pictures, for one ratio of device pixels."""

    def __init__(self, ratio: float) -> None:
        self._ratio = ratio
        self._corners: dict[int, tuple[QPixmap, ...]] = {}
        self._badges: dict[tuple[str, int, int], QPixmap] = {}

    def corners(self, ground: QColor) -> tuple[QPixmap, ...]:
        """The ground around a round corner, clockwise from the top left."""
        found = self._corners.get(ground.rgba())
        if found is None:
            found = self._corners[ground.rgba()] = _corners(ground, self._ratio)
        return found

    def badge(
        self,
        name: str,
        colours: tuple[QColor, QColor],
        width: int,
        paint: Callable[[QPainter, QRect], None],
    ) -> QPixmap:
        """A badge by its name and colours, painted by ``paint`` when it is seen first."""
        key = (name, colours[0].rgba(), colours[1].rgba())
        found = self._badges.get(key)
        if found is None:
            if len(self._badges) >= _MOST_BADGES:
                self._badges.clear()
            found = self._badges[key] = self._painted(width, paint)
        return found

    def _painted(self, width: int, paint: Callable[[QPainter, QRect], None]) -> QPixmap:
        made = QPixmap(round(width * self._ratio), round(BADGE * self._ratio))
        made.setDevicePixelRatio(self._ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRect(0, 0, width, BADGE))
        painter.end()
        return made


def _corners(ground: QColor, ratio: float) -> tuple[QPixmap, ...]:
    side = math.ceil(SMALL_RADIUS * ratio)
    whole = QPixmap(2 * side, 2 * side)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    painter.fillRect(whole.rect(), ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)  # opaque: what it is put on is cut out
    painter.drawEllipse(0, 0, 2 * side, 2 * side)
    painter.end()
    parts = tuple(
        whole.copy(x, y, side, side) for x, y in ((0, 0), (side, 0), (side, side), (0, side))
    )
    for part in parts:
        part.setDevicePixelRatio(ratio)
    return parts
