"""Where the tiles of the grid lie: arithmetic alone, so that a million of them cost nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

from triage.gui.tiles import measures

EDGE: Final = 4
"""Free space around all tiles: above the first row, below the last one, at both ends of a row."""

_LEAST: Final = 64
"""A tile is no narrower than this, whatever becomes of the window."""


@dataclass(frozen=True, slots=True)
class Span:
    """Rows and columns from the first to the last one, both within."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """Cells of one size that fill rows as wide as the view.

    ``size`` is what a person chose; a cell has about that for a picture's box.
    ``lefts`` is where the cells of each column begin. Heights count from the top of the content.
    """

    size: int
    cell: QSize
    lefts: tuple[int, ...]

    @property
    def columns(self) -> int:
        """Tiles in a row."""
        return len(self.lefts)

    @property
    def row_height(self) -> int:
        """From the top of a row to that of the next one."""
        return self.cell.height()

    def rows(self, count: int) -> int:
        """Rows that so many items fill."""
        return -(-count // self.columns)

    def height(self, count: int) -> int:
        """How high so many items are."""
        return self.rows(count) * self.row_height + 2 * EDGE if count else 0

    def top_of(self, position: int) -> int:
        """Where the row of a position begins."""
        return EDGE + position // self.columns * self.row_height

    def cell_of(self, position: int) -> QRect:
        """The cell of a position."""
        corner = QPoint(self.lefts[position % self.columns], self.top_of(position))
        return QRect(corner, self.cell)

    def tile_of(self, position: int) -> QRect:
        """The tile of a position: what is clicked on, without the gap around it."""
        return inside(self.cell_of(position))

    def at(self, point: QPoint, count: int) -> int | None:
        """The position whose tile lies under a point; None in a gap or behind the last."""
        row, column = (point.y() - EDGE) // self.row_height, self._column_near(point.x())
        position = row * self.columns + column
        if row < 0 or not 0 <= position < count:
            return None
        return position if self.tile_of(position).contains(point) else None

    def span(self, rect: QRect) -> Span | None:
        """The rows and columns whose tiles a rectangle touches; None for none of them."""
        half = measures.GAP // 2
        tops = rect.top() - EDGE + half, rect.bottom() - EDGE - half
        top = max(0, tops[0] // self.row_height)
        bottom = tops[1] // self.row_height
        columns = [
            column
            for column, left in enumerate(self.lefts)
            if left + half <= rect.right() and left + self.cell.width() - half > rect.left()
        ]
        if bottom < top or not columns:
            return None
        return Span(top, bottom, columns[0], columns[-1])

    def rows_between(self, top: int, bottom: int, count: int) -> tuple[int, int]:
        """First position and the one behind the last of the rows between two heights."""
        first = max(0, (top - EDGE) // self.row_height)
        last = max(0, (bottom - EDGE) // self.row_height)
        return min(count, first * self.columns), min(count, (last + 1) * self.columns)

    def _column_near(self, x: int) -> int:
        return sum(left <= x for left in self.lefts[1:])


def lay_out(size: int, width: int, steady: int) -> Tiling:
    """Tiles of about this size in a viewport so wide: as many as come nearest to it.

    ``steady`` is the width that is there even beside a scroll bar: it decides how many fit in a
    row and how wide they are, so that a bar that comes or goes never changes a tile. The few
    pixels that are still left over (all of the bar's, where it is away) stand between the tiles.
    """
    room = max(0, steady - 2 * EDGE)
    columns = max(1, room // measures.cell_size(size).width())
    wider, narrower = (measures.size_of_cell(room // number) for number in (columns, columns + 1))
    if size * size < wider * narrower:  # the narrower one is nearer, as parts of the size
        columns, wider = columns + 1, narrower
    cell = measures.cell_size(max(wider, _LEAST))
    free = max(0, width - 2 * EDGE - columns * cell.width())
    gaps = max(1, columns - 1)
    lefts = (EDGE + place * cell.width() + free * place // gaps for place in range(columns))
    return Tiling(size, cell, tuple(lefts))


def inside(cell: QRect) -> QRect:
    """The tile within its cell."""
    half = measures.GAP // 2
    return cell.adjusted(half, half, -half, -half)
