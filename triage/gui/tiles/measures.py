"""How large everything of a tile is, in device-independent pixels.

A tile stands in a cell of the grid. The cell is as wide as the picture's box, the tile's padding
and the gap; all of it is a multiple of 4, so that a tile falls on whole device pixels at 125 %.
A person chooses one of the sizes; the grid fits the box so that its tiles fill the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QSize

SIZES: Final = (96, 160, 224, 320)
"""Widths of the picture's box that Ctrl and the wheel step through."""
STEP: Final = 4
DEFAULT_SIZE: Final = 160
GAP: Final = 6
PADDING: Final = 5
NAME_HEIGHT: Final = 18
SECOND_HEIGHT: Final = 16
TEXT_SPACE: Final = 4
BAR_HEIGHT: Final = 4
LEAST_BAR: Final = 20
BADGE: Final = 20
BADGE_INSET: Final = 4
_LEAST_WITH_SECOND_LINE: Final = 128


@dataclass(frozen=True, slots=True)
class Measures:
    """Where the parts of a tile lie; rectangles count from the corner of the cell."""

    size: int
    cell: QSize
    tile: QRect
    box: QRect
    name: QRect
    second: QRect | None

    @property
    def small(self) -> bool:
        """Whether there is room for little more than the picture."""
        return self.second is None


@lru_cache(maxsize=64)
def measures(size: int) -> Measures:
    """The measures of tiles whose picture has a box ``size`` wide, 4:3."""
    box = QRect(GAP // 2 + PADDING, GAP // 2 + PADDING, size, size * 3 // 4)
    name = QRect(box.left(), box.bottom() + 1 + TEXT_SPACE, size, NAME_HEIGHT)
    second = None
    bottom = name.bottom() + 1
    if size >= _LEAST_WITH_SECOND_LINE:
        second = QRect(box.left(), bottom, size, SECOND_HEIGHT)
        bottom = second.bottom() + 1
    height = _up_to_four(bottom + PADDING + GAP // 2)
    cell = QSize(_up_to_four(size + 2 * PADDING + GAP), height)
    tile = QRect(GAP // 2, GAP // 2, cell.width() - GAP, cell.height() - GAP)
    return Measures(size, cell, tile, box, name, second)


def cell_size(size: int) -> QSize:
    """Width and height of a cell of the grid: what its columns and rows are set to."""
    return QSize(measures(size).cell)


def size_of_cell(width: int) -> int:
    """How wide the picture's box is in a cell of this width."""
    box = max(STEP, width - 2 * PADDING - GAP)
    return box // STEP * STEP


def _up_to_four(length: int) -> int:
    return (length + STEP - 1) // STEP * STEP
