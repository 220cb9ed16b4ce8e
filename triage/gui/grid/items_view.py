"""What the grid and the list share as views: where items lie, and what is brought into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Signal

from triage.gui.grid.place import Place
from triage.gui.grid.quiet_table import QuietTable
from triage.gui.grid.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt
    from PySide6.QtGui import QPixmap

    from triage.gui.grid.items import Items
    from triage.gui.grid.items_model import ItemsModel
    from triage.gui.grid.keys import Extent
    from triage.gui.grid.tiling import Span
    from triage.gui.session.facts import Shown


class ItemsView(QuietTable):
    """A view of ``Items``. "Content" is what scrolls; the viewport shows a piece of it.

    ``opened`` (item id): Enter or a double click. ``menu_wanted`` (point on the screen).
    ``reveal_changed`` (item id or None): Space is held. ``visible_changed`` (list of item id
    and hidden): what is in sight, then one page further in the direction of scrolling.
    """

    opened = Signal(object)
    menu_wanted = Signal(QPoint)
    reveal_changed = Signal(object)
    visible_changed = Signal(list)

    def __init__(self, items: Items, model: ItemsModel) -> None:
        super().__init__()
        self.items = items
        self.rows_model = model
        self.drag_picture: Callable[[npt.NDArray[np.int64]], QPixmap] | None = None
        self.place = Place(self)
        self.sight = Sight(self)
        self.quieten()
        model.setParent(self)
        model.unload()
        self.setModel(model)
        self._current = items.picked.current
        self._marks = (0, np.empty(0, dtype=np.bool_))
        items.picked.changed.connect(self._repaint_picked)
        items.picked.current_changed.connect(self._follow)
        items.touched.connect(self.repaint_items)
        model.modelAboutToBeReset.connect(self.place.hold)
        model.modelReset.connect(self.sync_current)  # after Qt's selection has dropped its index
        model.dataChanged.connect(self.viewport().update)

    def show_items(self, shown: Shown) -> None:
        """Show another order of items, here and in every other view of the same ``Items``."""
        self.items.show(shown)

    # Where things lie; each view says it in its own way.

    def extent(self) -> Extent:
        """How many items, how many a row, how many rows a page."""
        raise NotImplementedError

    def cell_of(self, position: int) -> QRect:
        """The cell of a position within the content."""
        raise NotImplementedError

    def position_at(self, point: QPoint) -> int | None:
        """The position under a point of the viewport; None in a gap or where nothing is."""
        raise NotImplementedError

    def span_in(self, rect: QRect) -> Span | None:
        """The rows and columns that a rectangle of the content touches."""
        raise NotImplementedError

    def in_sight(self) -> tuple[int, int]:
        """First position in sight and the one behind the last."""
        raise NotImplementedError

    def offset(self) -> QPoint:
        """The point of the content in the top left corner of the viewport."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def rect_of(self, position: int) -> QRect:
        """The cell of a position within the viewport."""
        return self.cell_of(position).translated(-self.offset())

    # What is brought into sight.

    def bring_into_sight(self, position: int) -> None:
        """Scroll by as little as shows the whole row of a position."""
        cell, bar = self.cell_of(position), self.verticalScrollBar()
        page, extent = self.viewport().height(), self.extent()
        rows_on = (extent.count - 1) // extent.columns - position // extent.columns
        top = cell.top() if position >= extent.columns else 0
        bottom = cell.bottom() + 1 if rows_on else bar.maximum() + page
        if bottom > bar.value() + page:
            bar.setValue(bottom - page)
        if top < bar.value():
            bar.setValue(top)

    def to_top(self) -> None:
        """Show the beginning, as after another sort."""
        self.place.forget()
        self.verticalScrollBar().setValue(0)

    def to_current(self) -> None:
        """Show the current item; the beginning where there is none, as after another filter."""
        position = self.rows_model.order.position_of(self.items.picked.current)
        if position is None:
            self.to_top()
        else:
            self.place.forget()
            self.bring_into_sight(position)

    def sync_current(self) -> None:
        """Let Qt's current index be our current item: screen readers follow it."""
        position = self.rows_model.order.position_of(self.items.picked.current)
        index = self.rows_model.index(-1, -1)
        if position is not None and position < self.rows_model.order.count:
            index = self.rows_model.index_of(position)
        if index != self.currentIndex():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flag)

    # What is painted anew.

    def repaint_items(self, ids: Iterable[int]) -> None:
        """Paint these items where they are in sight: their picture or their name has come."""
        first, behind = self.in_sight()
        order = self.rows_model.order
        for item in ids:
            position = order.position_of(item)
            if position is not None and first <= position < behind:
                self.viewport().update(self.rect_of(position))

    def note_marks(self) -> None:
        """Remember what of the selection has been painted; called at the end of painting."""
        first, behind = self.in_sight()
        self._marks = first, self.items.picked.between(first, behind)

    def _repaint_picked(self) -> None:
        first, was = self._marks
        self.note_marks()
        now_first, now = self._marks
        if first != now_first or len(was) != len(now):
            self.viewport().update()
            return
        for position in np.flatnonzero(was != now).tolist():
            self.viewport().update(self.rect_of(first + position))

    def _follow(self, current: int | None) -> None:
        before, self._current = self._current, current
        self.repaint_items([item for item in (before, current) if item is not None])
        self.sync_current()
        if self.items.busy:
            return  # nobody moved: an order was replaced, and nothing may jump
        self.place.forget()
        position = self.rows_model.order.position_of(current)
        if position is not None:
            self.bring_into_sight(position)

    def keep_quiet(self) -> bool:
        """Whether there is nothing to tell: not in sight, or no item."""
        return self.rows_model.order.count == 0 or not self.isVisible()
