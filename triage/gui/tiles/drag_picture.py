"""What hangs at the pointer while items are dragged: up to three tiles, and how many they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from triage.gui.looks import theme, words
from triage.gui.looks.theme import RADIUS
from triage.gui.tiles.measures import SIZES, measures
from triage.gui.tiles.tile import Kit, Tile
from triage.gui.tiles.tile_paint import paint_tile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.shelf import Shelf

MOST_TILES: Final = 3
_SIZE: Final = SIZES[0]
_STEP: Final = 8
_COUNT_HEIGHT: Final = 24
_COUNT_PADDING: Final = 10


def drag_picture(
    shelf: Shelf, items: Sequence[TileFacts], count: int, ratio: float = 1.0
) -> QPixmap:
    """The first of ``items`` stacked, the first on top; ``count`` of them are dragged.

    The pictures pass the shelf's guard, and what is hidden stays so even while Space is held.
    """
    kit = Kit(ratio, theme.current().panel)
    tiles = [_tile(shelf, facts, ratio) for facts in items[:MOST_TILES]]
    places = measures(_SIZE)
    spread = _STEP * max(0, len(tiles) - 1)
    whole = places.cell + QSize(spread, spread)
    painted = QPixmap(QSize(round(whole.width() * ratio), round(whole.height() * ratio)))
    painted.setDevicePixelRatio(ratio)
    painted.fill(Qt.GlobalColor.transparent)
    painter = QPainter(painted)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, tile in reversed(list(enumerate(tiles))):
        corner = QPoint(_STEP * number, _STEP * number)
        painter.setPen(kit.look.line)
        painter.setBrush(kit.look.panel)
        painter.drawRoundedRect(QRectF(places.tile.translated(corner)), RADIUS, RADIUS)
        paint_tile(painter, corner, _SIZE, tile, kit)
    if count > 1:
        _paint_count(painter, count, places.tile.center(), kit)
    painter.end()
    return painted


def _tile(shelf: Shelf, facts: TileFacts, ratio: float) -> Tile:
    picture = None
    if shelf.revealed != facts.item_id:
        box = measures(_SIZE).box
        wanted = QSize(round(box.width() * ratio), round(box.height() * ratio))
        picture = shelf.picture(facts.item_id, facts.hidden, wanted, alone=True)
    return Tile(facts, shelf.text(facts.item_id), picture)


def _paint_count(painter: QPainter, count: int, centre: QPoint, kit: Kit) -> None:
    said = words.count(count)
    width = max(_COUNT_HEIGHT, kit.strong_metrics.horizontalAdvance(said) + 2 * _COUNT_PADDING)
    place = QRectF(0, 0, width, _COUNT_HEIGHT)
    place.moveCenter(QRectF(centre, QSize(1, 1)).center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(kit.look.accent)
    painter.drawRoundedRect(place, _COUNT_HEIGHT / 2, _COUNT_HEIGHT / 2)
    painter.setFont(kit.strong)
    painter.setPen(kit.look.on_accent)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)
