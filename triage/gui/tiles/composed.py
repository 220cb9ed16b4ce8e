"""Tiles that were painted once are painted again as one pixmap."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPixmap

from triage.gui.looks import theme
from triage.gui.tiles.measures import cell_size
from triage.gui.tiles.tile import Kit
from triage.gui.tiles.tile_paint import paint_blank, paint_tile

if TYPE_CHECKING:
    from triage.gui.tiles.tile import Tile

LEAST_BYTES: Final = 16 << 20
"""Two screens of 1600 x 1000 and some; whoever has a larger one asks for more."""

Key = tuple[object, ...]


class Composed:
    """Whole tiles by item id, least recently painted first to go, bounded by their bytes."""

    def __init__(self, most_bytes: int = LEAST_BYTES) -> None:
        self._most = most_bytes
        self._all: OrderedDict[int, tuple[Key, QPixmap]] = OrderedDict()
        self._blanks: dict[tuple[bool, bool, bool], QPixmap] = {}
        self._bytes = 0
        self._kit: Kit | None = None
        self._size = 0

    def __len__(self) -> int:
        return len(self._all)

    @property
    def memory_bytes(self) -> int:
        """What the tiles take."""
        return self._bytes

    def make_room_for(self, bytes_: int) -> None:
        """Keep so many bytes from now on, if it is more than before."""
        self._most = max(self._most, bytes_)

    def tile(self, tile: Tile, size: int, ratio: float) -> QPixmap:
        """The tile as a pixmap, painted now if it looks different from before."""
        kit = self._kit_for(size, ratio)
        if tile.text is None and tile.picture is None:
            return self._blank(tile, size, kit)
        item_id = tile.facts.item_id
        picture = 0 if tile.picture is None else tile.picture.cacheKey()
        key = (picture, tile.selected, tile.current, tile.focused, tile.text, tile.facts)
        held = self._all.get(item_id)
        if held is not None and held[0] == key and not tile.revealed:
            self._all.move_to_end(item_id)
            return held[1]
        self.drop(item_id)
        painted = composed(tile, size, kit)
        if not tile.revealed:
            self._all[item_id] = (key, painted)
            self._bytes += _bytes_of(painted)
            self._make_room()
        return painted

    def _blank(self, tile: Tile, size: int, kit: Kit) -> QPixmap:
        """A tile of which nothing has come yet: the same for every item, so that pages fly by."""
        state = (tile.selected, tile.current, tile.focused)
        if state not in self._blanks:
            painted = _ground(size, kit)
            painter = QPainter(painted)
            paint_blank(painter, size, tile, kit)
            painter.end()
            self._blanks[state] = painted
        return self._blanks[state]

    def drop(self, item_id: int) -> None:
        """Keep this tile no longer."""
        held = self._all.pop(item_id, None)
        if held is not None:
            self._bytes -= _bytes_of(held[1])

    def clear(self) -> None:
        """Keep none."""
        self._all.clear()
        self._blanks.clear()
        self._bytes = 0
        self._kit = None

    def _kit_for(self, size: int, ratio: float) -> Kit:
        kit = self._kit
        if kit is None or kit.ratio != ratio or kit.look is not theme.current():
            self.clear()
            kit = self._kit = Kit(ratio)
        if size != self._size:
            self.clear()
            self._kit = kit
            self._size = size
        return kit

    def _make_room(self) -> None:
        while self._bytes > self._most and len(self._all) > 1:
            self.drop(next(iter(self._all)))


def composed(tile: Tile, size: int, kit: Kit) -> QPixmap:
    """A tile on the ground of the grid, as large as its cell."""
    painted = _ground(size, kit)
    painter = QPainter(painted)
    paint_tile(painter, QPoint(0, 0), size, tile, kit)
    painter.end()
    return painted


def _ground(size: int, kit: Kit) -> QPixmap:
    cell = cell_size(size)
    pixels = QSize(round(cell.width() * kit.ratio), round(cell.height() * kit.ratio))
    painted = QPixmap(pixels)
    painted.setDevicePixelRatio(kit.ratio)
    painted.fill(kit.look.well)
    return painted


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
