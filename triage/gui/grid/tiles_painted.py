"""Painting the tiles of the grid: those that a paint event uncovers, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter, QPaintEvent

    from triage.gui.grid.grid_view import GridView
    from triage.gui.grid.tiling import Tiling
    from triage.gui.session.facts import TileFacts

    PaintOne = Callable[[int, QRect, tuple[bool, bool, bool]], None]


@runtime_checkable
class ItemPainter(Protocol):
    """A delegate that needs no index: what an index answers is asked at a price, cell by cell."""

    def paint_item(
        self, painter: QPainter, rect: QRect, facts: TileFacts, state: tuple[bool, bool, bool]
    ) -> None:
        """Paint one item; ``state``: selected, current, current with the focus."""
        ...


def paint_tiles(view: GridView, tiling: Tiling, painter: QPainter, event: QPaintEvent) -> None:
    """Paint what the event uncovers, each tile with its state."""
    region, top = event.region(), view.offset().y()
    order, paint = view.grid_model.order, _painting(view, painter)
    area = event.rect().translated(0, top)
    first, behind = tiling.rows_between(area.top(), area.bottom(), order.count)
    picked = view.items.picked.between(first, behind).tolist()
    current = order.position_of(view.items.picked.current)
    focused, whole = view.hasFocus(), region.rectCount() == 1
    for position in range(first, behind):
        rect = tiling.cell_of(position)
        rect.translate(0, -top)
        if whole or region.intersects(rect):
            here = position == current
            paint(position, rect, (picked[position - first], here, here and focused))


def _painting(view: GridView, painter: QPainter) -> PaintOne:
    """How the delegate paints the item at a position, with its state."""
    delegate, model = view.itemDelegate(), view.grid_model
    if isinstance(delegate, ItemPainter):
        by_item, facts = delegate.paint_item, model.order.shown.facts
        return lambda position, rect, state: by_item(painter, rect, facts(position), state)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)

    def by_index(position: int, rect: QRect, state: tuple[bool, bool, bool]) -> None:
        option.rect = rect
        option.state = QStyle.StateFlag.State_Enabled
        if state[0]:
            option.state |= QStyle.StateFlag.State_Selected
        if state[2]:
            option.state |= QStyle.StateFlag.State_HasFocus
        delegate.paint(painter, option, model.index_of(position))

    return by_index
