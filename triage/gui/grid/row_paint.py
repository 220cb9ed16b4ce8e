"""Paints one row of the list: the same signs as a tile has, in words and in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from triage.core.records import State
from triage.gui.grid.list_columns import Column, Key, cell_text
from triage.gui.looks import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QPixmap

    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.tile_text import TileText

MARGIN = 8
_SECONDARY = {Key.FOLDER, Key.SOURCE, Key.STATE, Key.MEDIA_TYPE, Key.FLAGS}
_CHIP = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One item as its row shows it."""

    facts: TileFacts
    text: TileText | None
    selected: bool
    current: bool
    focused: bool


class RowPainter:
    """Made for one paint event: fonts, colours and the columns with where they lie."""

    def __init__(
        self,
        painter: QPainter,
        columns: list[tuple[Column, int, int]],
        picture: Callable[[int, bool, QSize], QPixmap | None] | None,
        ratio: float,
    ) -> None:
        self._painter = painter
        self._columns = columns
        self._picture = picture
        self._ratio = ratio
        self._look = theme.current()
        self._font = theme.font("base")
        self._metrics = QFontMetrics(self._font)
        painter.setFont(self._font)

    def paint(self, rect: QRect, row: Row) -> None:
        """Paint a row into its rectangle; ``rect`` is as wide as what the person sees."""
        painter = self._painter
        if row.selected:
            painter.fillRect(rect, self._look.selection)
        for column, left, width in self._columns:
            cell = QRect(left, rect.top(), width, rect.height())
            if column.key is Key.PICTURE:
                self._paint_picture(cell, row.facts)
            elif column.key is Key.GRADE:
                self._paint_grade(cell, row.facts.category)
            else:
                self._paint_text(cell, column, row)
        if row.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._look.accent if row.focused else self._look.secondary)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_text(self, cell: QRect, column: Column, row: Row) -> None:
        text = cell_text(column.key, row.facts, row.text)
        if not text:
            return
        room = cell.adjusted(MARGIN, 0, -MARGIN, 0)
        middle = column.key in {Key.NAME, Key.FOLDER}
        mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._painter.setPen(self._ink(column.key, row))
        shown = self._metrics.elidedText(text, mode, room.width())
        left = room.left()
        if column.number:
            left = room.right() + 1 - self._metrics.horizontalAdvance(shown)
        # At a point: a rectangle with flags costs more, for every cell of every row.
        self._painter.drawText(left, cell.top() + self._baseline(cell.height()), shown)

    def _baseline(self, height: int) -> int:
        return (height + self._metrics.ascent() - self._metrics.descent()) // 2

    def _ink(self, key: Key, row: Row) -> QColor:
        if key is Key.STATE and row.facts.state is State.FAILED and not row.selected:
            return self._look.bad
        if key in _SECONDARY:
            return self._look.selection_secondary if row.selected else self._look.secondary
        return self._look.text

    def _paint_grade(self, cell: QRect, category: int | None) -> None:
        if category is None:
            return
        painter = self._painter
        ground, ink = self._look.grade(category)
        chip = QRect(cell.left() + MARGIN, 0, _CHIP, _CHIP)
        chip.moveTop(cell.top() + (cell.height() - _CHIP) // 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(ink)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(category))

    def _paint_picture(self, cell: QRect, facts: TileFacts) -> None:
        if self._picture is None:
            return
        room = cell.adjusted(MARGIN, 2, -2, -2)
        box = QSize(round(room.width() * self._ratio), round(room.height() * self._ratio))
        picture = self._picture(facts.item_id, facts.hidden, box)
        if picture is None or picture.isNull():
            self._painter.fillRect(room, self._look.panel)
            return
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawPixmap(QRectF(place), picture, QRectF(picture.rect()))
