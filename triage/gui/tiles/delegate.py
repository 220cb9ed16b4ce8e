"""Paints the cells of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from triage.gui.session.facts import TileFacts
from triage.gui.tiles.composed import Composed
from triage.gui.tiles.measures import cell_size, measures, size_of_cell
from triage.gui.tiles.roles import CurrentRole, FactsRole
from triage.gui.tiles.tile import Tile
from triage.gui.tiles.tooltip import TileTip

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QRect
    from PySide6.QtGui import QHelpEvent, QPainter

    from triage.gui.tiles.shelf import Shelf

_SCREENS_KEPT = 2
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus


class TileDelegate(QStyledItemDelegate):
    """One tile a cell, by the roles of :mod:`triage.gui.tiles.roles`; nothing in an empty cell.

    Whether it is selected and has the focus is said by the option's state.
    """

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._composed = Composed()
        self._tip = TileTip(shelf, self)
        shelf.dropped.connect(self._composed.clear)

    @property
    def memory_bytes(self) -> int:
        """What the tiles take that are kept as they were painted."""
        return self._composed.memory_bytes

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a tile: as one pixmap, if it looks as it did before."""
        facts = index.data(FactsRole)
        if not isinstance(facts, TileFacts):
            return
        state = option.state
        selected, focused = bool(state & _SELECTED), bool(state & _FOCUSED)
        current = bool(index.data(CurrentRole))
        self.paint_item(painter, option.rect, facts, (selected, current, focused))

    def paint_item(
        self, painter: QPainter, rect: QRect, facts: TileFacts, state: tuple[bool, bool, bool]
    ) -> None:
        """The same, for whoever knows the facts; ``state``: selected, current, focused."""
        size = size_of_cell(rect.width())
        on = painter.device()
        ratio = on.devicePixelRatioF()
        self._composed.make_room_for(round(_SCREENS_KEPT * on.width() * on.height() * ratio**2 * 4))
        tile = self._tile(facts, size, ratio, state)
        self._tip.check(facts)
        # On a whole device pixel, wherever the grid is scrolled to.
        place = QPointF(round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio)
        painter.drawPixmap(place, self._composed.tile(tile, size, ratio))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The cell of the tile that the option's rectangle is wide enough for."""
        return cell_size(size_of_cell(option.rect.width()))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show what the tile has no room for."""
        facts = index.data(FactsRole)
        if not isinstance(facts, TileFacts):
            self._tip.hide()
            return False
        return self._tip.show(event.globalPos(), facts, view.viewport(), option.rect)

    def _tile(
        self,
        facts: TileFacts,
        size: int,
        ratio: float,
        state: tuple[bool, bool, bool],
    ) -> Tile:
        box = measures(size).box
        wanted = QSize(round(box.width() * ratio), round(box.height() * ratio))
        picture = self._shelf.picture(facts.item_id, facts.hidden, wanted)
        return Tile(
            facts,
            self._shelf.text(facts.item_id),
            picture,
            *state,
            revealed=facts.hidden and self._shelf.revealed == facts.item_id,
        )
