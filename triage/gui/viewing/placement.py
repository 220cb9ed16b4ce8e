"""Where a picture lies in a view: zoom, the point in the middle, and what keeps it in sight.

Lengths are device pixels of the view and pixels of the whole picture, as it is turned now. A
zoom of 1 shows one pixel of the picture on one of the screen.
"""

from __future__ import annotations

from typing import Final

MOST_ZOOM: Final = 32.0
FIT_MOST: Final = 2.0
"""A small picture is enlarged to fit no further than this, times the screen's own ratio."""
_STEPS: Final = (
    *(0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67),
    *(1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, MOST_ZOOM),
)
_NEARLY: Final = 0.004


class Placement:
    """``fitted``: the picture goes on filling the view whatever size that takes."""

    def __init__(self) -> None:
        self.size = (1.0, 1.0)
        self.zoom = 1.0
        self.fitted = True
        self._view = (1.0, 1.0)
        self._ratio = 1.0
        self._middle = (0.5, 0.5)

    def show(self, width: float, height: float) -> None:
        """Another picture: it fits."""
        self.size = (max(1.0, width), max(1.0, height))
        self.fit()

    def correct_size(self, width: float, height: float) -> None:
        """The same picture is larger or smaller than was thought; on the screen it stays."""
        scale = max(1.0, width) / self.size[0]
        self.size = (max(1.0, width), max(1.0, height))
        self._middle = (self._middle[0] * scale, self._middle[1] * scale)
        self.zoom /= scale
        self._settle()

    def set_view(self, width: float, height: float, ratio: float) -> None:
        """Another size of the view, in device pixels."""
        self._view = (max(1.0, width), max(1.0, height))
        self._ratio = ratio
        self._settle()

    @property
    def fit_zoom(self) -> float:
        """The zoom at which all of the picture is seen."""
        fills = min(self._view[0] / self.size[0], self._view[1] / self.size[1])
        return min(fills, FIT_MOST * self._ratio)

    @property
    def can_pan(self) -> bool:
        """Whether a part of the picture is out of sight."""
        return any(
            side * self.zoom > room + 0.5 for side, room in zip(self.size, self._view, strict=True)
        )

    def fit(self) -> None:
        """Show all of it."""
        self.fitted = True
        self._settle()

    def zoom_to(self, zoom: float, at: tuple[float, float] | None = None) -> None:
        """Zoom so that the point of the picture at a point of the view stays there."""
        least = min(self.fit_zoom, 1.0)
        wanted = min(max(zoom, least), MOST_ZOOM)
        x, y = at or (self._view[0] / 2, self._view[1] / 2)
        apart = (x - self._view[0] / 2, y - self._view[1] / 2)
        change = 1 / self.zoom - 1 / wanted
        self._middle = (
            self._middle[0] + apart[0] * change,
            self._middle[1] + apart[1] * change,
        )
        self.fitted = zoom <= least == self.fit_zoom
        self.zoom = wanted
        self._settle()

    def zoom_by(self, factor: float, at: tuple[float, float] | None = None) -> None:
        """Zoom by a factor, with a stop at 1."""
        wanted = self.zoom * factor
        passes = (self.zoom < 1 - _NEARLY) == (wanted > 1) and abs(self.zoom - 1) > _NEARLY
        self.zoom_to(1.0 if passes else wanted, at)

    def step(self, up: bool) -> None:
        """The next of the usual zooms."""
        now = self.zoom
        if up:
            self.zoom_to(next((step for step in _STEPS if step > now * (1 + _NEARLY)), MOST_ZOOM))
        else:
            smaller = [step for step in _STEPS if step < now * (1 - _NEARLY)]
            self.zoom_to(smaller[-1] if smaller else 0.0)

    def turn(self, clockwise: bool) -> None:
        """Turn by a quarter; the point in the middle stays there."""
        x, y = self._middle
        width, height = self.size
        self._middle = (height - y, x) if clockwise else (y, width - x)
        self.size = (height, width)
        self._settle()

    def pan(self, x: float, y: float) -> None:
        """Move the picture over the view, as far as it goes."""
        self._middle = (self._middle[0] - x / self.zoom, self._middle[1] - y / self.zoom)
        self._settle()

    @property
    def view(self) -> tuple[float, float]:
        """Width and height of the view."""
        return self._view

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the picture in the view; it begins on a whole pixel."""
        left, top = (
            float(round(room / 2 - middle * self.zoom))
            for room, middle in zip(self._view, self._middle, strict=True)
        )
        return left, top, self.size[0] * self.zoom, self.size[1] * self.zoom

    def _settle(self) -> None:
        if self.fitted:
            self.zoom = self.fit_zoom
        kept = [
            _kept_in_sight(middle, side, room / self.zoom)
            for middle, side, room in zip(self._middle, self.size, self._view, strict=True)
        ]
        self._middle = (kept[0], kept[1])


def _kept_in_sight(middle: float, side: float, room: float) -> float:
    """The middle of the view so that nothing but picture is seen, or all of it, centred."""
    if side <= room:
        return side / 2
    return min(max(middle, room / 2), side - room / 2)
