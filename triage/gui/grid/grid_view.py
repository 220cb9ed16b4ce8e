"""The grid: a table whose cells are tiles, painted only where they are in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyle

from triage.gui.grid.grid_model import GridModel
from triage.gui.grid.handled_view import HandledView
from triage.gui.grid.keys import Extent
from triage.gui.grid.tiles_painted import paint_tiles
from triage.gui.grid.tiling import lay_out
from triage.gui.looks import theme
from triage.gui.tiles import measures

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent

    from triage.gui.grid.items import Items
    from triage.gui.grid.items_model import Index
    from triage.gui.grid.tiling import Span

_NOTCH: Final = 120
"""One click of a wheel in Qt's eighths of a degree."""


class GridView(HandledView):
    """Tiles in reading order. The delegate that paints them is given by whoever makes the view.

    It paints each tile into a cell as wide as ``picture_box`` needs. ``tile_size_changed``: the
    chosen width of the pictures' box is another.
    """

    tile_size_changed = Signal(int)

    def __init__(self, items: Items) -> None:
        self.grid_model = GridModel(items)
        self._tiling = lay_out(measures.DEFAULT_SIZE, 0, 0)
        self._wheel = 0
        super().__init__(items, self.grid_model)
        self.setAccessibleName("Items as tiles")
        # The ground is painted by us: only then does scrolling move what is painted already.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalHeader().hide()
        for corner in self.findChildren(QAbstractButton):
            corner.hide()  # Qt's own geometries would do it
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    @property
    def tile_size(self) -> int:
        """The width of the pictures' box as it was chosen; rows are filled."""
        return self._tiling.size

    @property
    def picture_box(self) -> QSize:
        """The room that a picture really has now, in device-independent pixels."""
        return measures.measures(measures.size_of_cell(self._tiling.cell.width())).box.size()

    def set_tile_size(self, size: int) -> None:
        """Show tiles of another size; the nearest one of those that there are."""
        size = min(measures.SIZES, key=lambda one: abs(one - size))
        if size != self._tiling.size:
            self._lay_out(size)
            self.tile_size_changed.emit(size)

    def step_tile_size(self, steps: int) -> None:
        """Larger or smaller by so many sizes."""
        place = measures.SIZES.index(self._tiling.size) + steps
        self.set_tile_size(measures.SIZES[max(0, min(place, len(measures.SIZES) - 1))])

    # Where things lie.

    def extent(self) -> Extent:
        """How many items, how many a row, how many rows a page."""
        rows = self.viewport().height() // self._tiling.row_height
        return Extent(self.grid_model.order.count, self._tiling.columns, max(1, rows))

    def cell_of(self, position: int) -> QRect:
        """The cell of a position within the content."""
        return self._tiling.cell_of(position)

    def position_at(self, point: QPoint) -> int | None:
        """The tile under a point of the viewport; None in a gap."""
        return self._tiling.at(point + self.offset(), self.grid_model.order.count)

    def span_in(self, rect: QRect) -> Span | None:
        """The rows and columns whose tiles a rectangle of the content touches."""
        return self._tiling.span(rect)

    def in_sight(self) -> tuple[int, int]:
        """First position in sight and the one behind the last."""
        top = self.offset().y()
        bottom = top + self.viewport().height() - 1
        return self._tiling.rows_between(top, bottom, self.grid_model.order.count)

    def offset(self) -> QPoint:
        """Content never scrolls sideways."""
        return QPoint(0, self.verticalScrollBar().value())

    def visualRect(self, index: Index) -> QRect:
        """The cell of an item within the viewport: Qt and screen readers ask."""
        position = self.grid_model.position(index)
        return QRect() if position is None else self.rect_of(position)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The item whose tile is under a point: Qt and screen readers ask."""
        position = self.position_at(point)
        return QModelIndex() if position is None else self.grid_model.index_of(position)

    # What Qt calls.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the tiles over another width."""
        with self.place.kept(event.oldSize().height()):
            super().resizeEvent(event)
            self._lay_out()

    def updateGeometries(self) -> None:
        """Say how far can be scrolled."""
        height, page = self._tiling.height(self.grid_model.order.count), self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(page)
        bar.setSingleStep(max(1, self._tiling.row_height // (3 * _lines())))
        bar.setRange(0, max(0, height - page))
        self.sight.look()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, tiles of another size."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _NOTCH)
        self._wheel -= steps * _NOTCH
        if steps:
            self.step_tile_size(steps)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles that the event uncovers; no other is so much as asked for."""
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), theme.current().well)
            paint_tiles(self, self._tiling, painter, event)
            self.mouse.band.paint(painter)
        finally:
            # A painter that is left open on a widget takes the program down with it.
            painter.end()
        self.note_marks()

    def changeEvent(self, event: QEvent) -> None:
        """Another style may have a scroll bar of another width."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._lay_out()

    def _lay_out(self, size: int | None = None) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        steady = self.width() - 2 * self.frameWidth() - bar
        tiling = lay_out(size or self._tiling.size, self.viewport().width(), steady)
        if tiling == self._tiling:
            return
        with self.place.kept():
            self._tiling = tiling
            self.verticalHeader().setDefaultSectionSize(tiling.row_height)
            self.horizontalHeader().setDefaultSectionSize(tiling.cell.width())
            self.grid_model.set_columns(tiling.columns)
            self.updateGeometries()
        self.viewport().update()
        self.sight.look()


def _lines() -> int:
    return max(1, QApplication.wheelScrollLines())
