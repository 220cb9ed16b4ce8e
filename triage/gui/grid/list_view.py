"""The list: the same items with the same hands, one row each."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip

from triage.gui.grid.handled_view import HandledView
from triage.gui.grid.keys import Extent
from triage.gui.grid.list_columns import COLUMNS
from triage.gui.grid.list_header import ListHeader
from triage.gui.grid.list_model import ListModel
from triage.gui.grid.row_paint import MARGIN, Row, RowPainter
from triage.gui.grid.tiling import Span
from triage.gui.looks import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent
    from PySide6.QtWidgets import QMenu

    from triage.core.filters import Sort
    from triage.gui.grid.items import Items
    from triage.gui.grid.list_columns import Column

ROW_HEIGHT = 32


class ListView(HandledView):
    """Columns can be chosen, moved, widened, and some of them sorted by.

    ``sort_wanted`` (Sort): the head of a column was clicked; nothing is sorted here.
    ``layout_changed``: other columns, to be remembered by :meth:`layout_state`.
    """

    sort_wanted = Signal(object)
    layout_changed = Signal()

    def __init__(self, items: Items) -> None:
        self.list_model = ListModel(items)
        super().__init__(items, self.list_model)
        self.picture: Callable[[int, bool, QSize], QPixmap | None] | None = None
        self.setAccessibleName("Items as list")
        # The ground is painted by us: only then does scrolling move what is painted already.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.header = ListHeader(self)
        self.setHorizontalHeader(self.header)
        self.header.lay_out()
        self.header.sort_wanted.connect(self.sort_wanted)
        self.header.columns_changed.connect(self.layout_changed)
        self.header.columns_changed.connect(self.viewport().update)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)

    def show_sort(self, sort: Sort | None) -> None:
        """Mark the column that the items are sorted by."""
        self.header.show_sort(sort)

    def fill_columns_menu(self, menu: QMenu) -> None:
        """Add the choice of columns to a menu of the window."""
        self.header.fill_menu(menu)

    def layout_state(self) -> dict[str, Any]:
        """Columns, widths and their order, for :meth:`restore_layout`."""
        return self.header.columns_state()

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up a remembered layout; what makes no sense is passed over."""
        self.header.restore_columns(state)

    # Where things lie.

    def extent(self) -> Extent:
        """Rows of one item each."""
        return Extent(self.list_model.order.count, 1, self.viewport().height() // ROW_HEIGHT)

    def cell_of(self, position: int) -> QRect:
        """The row of a position within the content."""
        width = max(self.header.length(), self.viewport().width())
        return QRect(0, position * ROW_HEIGHT, width, ROW_HEIGHT)

    def position_at(self, point: QPoint) -> int | None:
        """The row under a point of the viewport; None below the last and beside the columns."""
        place = point + self.offset()
        row = place.y() // ROW_HEIGHT
        inside = place.y() >= 0 and row < self.list_model.order.count
        return row if inside and 0 <= place.x() < self.header.length() else None

    def span_in(self, rect: QRect) -> Span | None:
        """The rows that a rectangle of the content touches."""
        top, bottom = max(0, rect.top() // ROW_HEIGHT), rect.bottom() // ROW_HEIGHT
        if rect.left() >= self.header.length() or bottom < top:
            return None
        return Span(top, bottom, 0, 0)

    def in_sight(self) -> tuple[int, int]:
        """First position in sight and the one behind the last."""
        count, top = self.list_model.order.count, self.offset().y()
        bottom = top + self.viewport().height() - 1
        return min(count, top // ROW_HEIGHT), min(count, bottom // ROW_HEIGHT + 1)

    # What Qt calls.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows are in sight."""
        with self.place.kept():
            super().resizeEvent(event)
        self.sight.look()

    def updateGeometries(self) -> None:
        """Qt lays the head out and says how far can be scrolled."""
        super().updateGeometries()
        self.sight.look()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that the event uncovers."""
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), theme.current().well)
            self._paint_rows(painter, event)
            self.mouse.band.paint(painter)
        finally:
            painter.end()
        self.note_marks()

    def _paint_rows(self, painter: QPainter, event: QPaintEvent) -> None:
        view, order = self.viewport(), self.list_model.order
        rows = RowPainter(painter, self._seen(event.rect()), self.picture, view.devicePixelRatioF())
        picked, top, focused = self.items.picked, self.offset().y(), self.hasFocus()
        first = (event.rect().top() + top) // ROW_HEIGHT
        last = (event.rect().bottom() + top) // ROW_HEIGHT
        for position in range(max(0, first), min(order.count, last + 1)):
            rect = QRect(0, position * ROW_HEIGHT - top, view.width(), ROW_HEIGHT)
            if event.region().intersects(rect):
                facts = order.shown.facts(position)
                current = facts.item_id == picked.current
                text = self.list_model.text(facts.item_id)
                rows.paint(rect, Row(facts, text, picked.holds_at(position), current, focused))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of a cell that has no room for it, never as anything but text."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        text, rect = str(index.data() or ""), self.visualRect(index)
        if self.fontMetrics().horizontalAdvance(text) > rect.width() - 2 * MARGIN:
            QToolTip.showText(event.globalPos(), f"<p>{html.escape(text)}</p>", self, rect)
        else:
            QToolTip.hideText()
        return True

    def _seen(self, area: QRect) -> list[tuple[Column, int, int]]:
        seen: list[tuple[Column, int, int]] = []
        for place, column in enumerate(COLUMNS):
            left, width = self.columnViewportPosition(place), self.columnWidth(place)
            shown = not self.header.isSectionHidden(place)
            if shown and left <= area.right() and left + width > area.left():
                seen.append((column, left, width))
        return seen
