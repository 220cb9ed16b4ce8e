"""The histogram of a category's scores: where a score stands in it, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtGui import QPainter

    from triage.gui.looks.theme import Theme

HEIGHT = 24
_BAR_HEIGHT = 16
_EDGE = 4
"""Left free at both ends, so that the handle stands whole at 0 and at 1."""
_NARROWEST = 4
"""Narrower bars run into each other; then two or more hundredths share one."""
_SHARED = (1, 2, 4, 5, 10)
_LEAST = 2
"""Of a bar that counts anything: one picture among a million is seen too."""


@dataclass(frozen=True, slots=True)
class ScorePicture:
    """Geometry for a widget of some width; 0 stands at the left edge of ``area``, 1 at its end."""

    area: QRect
    bars: int

    @classmethod
    def within(cls, width: int) -> ScorePicture:
        """As few hundredths share a bar as leave it wide enough to see."""
        room = max(10, width - 2 * _EDGE)
        bars = next((100 // n for n in _SHARED if room // (100 // n) >= _NARROWEST), 10)
        area = QRect(_EDGE, (HEIGHT - _BAR_HEIGHT) // 2, room, _BAR_HEIGHT)
        return cls(area, bars)

    def x_of(self, value: float) -> int:
        """Where a score stands."""
        return self.area.x() + round(value * self.area.width())

    def value_at(self, x: int) -> float:
        """The score that stands there; beyond 0 and 1 outside the picture."""
        return (x - self.area.x()) / self.area.width()

    def paint(
        self,
        painter: QPainter,
        counts: npt.NDArray[np.int64],
        span: tuple[float, float],
        look: Theme,
    ) -> None:
        """Bars; those of scores within ``span`` in the accent colour.

        Heights grow with the cube root: few high scores beside many low ones stay visible.
        """
        grey = _mixed(look.secondary, look.panel)
        whole = self.area
        painter.fillRect(QRect(whole.x(), whole.bottom(), whole.width(), 1), look.line)
        self._paint_bars(painter, counts, grey)
        first, last = self.x_of(span[0]), self.x_of(span[1])
        painter.save()
        painter.setClipRect(QRect(first, 0, max(0, last - first), HEIGHT))
        self._paint_bars(painter, counts, look.accent)
        painter.restore()

    def _paint_bars(self, painter: QPainter, counts: npt.NDArray[np.int64], color: QColor) -> None:
        edges = [self.x_of(place / self.bars) for place in range(self.bars + 1)]
        for place, height in enumerate(self.heights(counts)):
            if height:
                wide = edges[place + 1] - edges[place] - 1
                bar = QRect(edges[place], self.area.bottom() + 1 - height, wide, height)
                painter.fillRect(bar, color)

    def heights(self, counts: npt.NDArray[np.int64]) -> list[int]:
        """Pixels of each bar, 0 only where nothing was counted."""
        together = counts.reshape(self.bars, -1).sum(axis=1)
        most = int(together.max(initial=0))
        if not most:
            return [0] * self.bars
        scaled = np.cbrt(together / most) * _BAR_HEIGHT
        return np.where(together > 0, np.maximum(_LEAST, np.rint(scaled)), 0).astype(int).tolist()


def _mixed(ink: QColor, ground: QColor) -> QColor:
    """Half way: grey bars step back behind the accent in both themes."""
    parts = [(a + b) / 2 for a, b in zip(_rgb(ink), _rgb(ground), strict=True)]
    return QColor.fromRgbF(parts[0], parts[1], parts[2])


def _rgb(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()
