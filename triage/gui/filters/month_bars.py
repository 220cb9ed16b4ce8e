"""Pictures by month or year as bars to press."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from triage.gui.looks import theme, words
from triage.gui.looks.widgets import plain_tip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

_HEIGHT = 56
_BAR_HEIGHT = 28
_EDGE = 8
_MOST_MONTHS = 48
"""Longer spans are shown by year: bars stay wide enough to press."""
_YEARS_BACK = 60
"""A camera without a clock says 1904 or 2100; its pictures are in the first or last bar."""
_OWN = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a year with its first and last day."""

    name: str
    first: str
    last: str
    count: int


def bars_of(months: Mapping[str, int]) -> list[Bar]:
    """One bar a month from the first to the last, or one a year where that are too many."""
    known = sorted(month for month in months if month)
    if not known:
        return []
    span = _number(known[-1]) - _number(known[0]) + 1
    if span > _MOST_MONTHS:
        return _years(months, known)
    numbers = range(_number(known[0]), _number(known[0]) + span)
    return [_month(number, months) for number in numbers]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int, months: Mapping[str, int]) -> Bar:
    year, month = divmod(number, 12)
    name = f"{year:04}-{month + 1:02}"
    last = calendar.monthrange(max(1, year), month + 1)[1]
    return Bar(name, f"{name}-01", f"{name}-{last:02}", months.get(name, 0))


def _years(months: Mapping[str, int], known: list[str]) -> list[Bar]:
    counts: dict[int, int] = {}
    for month in known:
        year = int(month[:4])
        counts[year] = counts.get(year, 0) + months[month]
    years = sorted(counts)
    whole = range(years[0], years[-1] + 1)
    shown = list(whole) if len(whole) <= _YEARS_BACK else years
    return [
        Bar(f"{year:04}", f"{year:04}-01-01", f"{year:04}-12-31", counts.get(year, 0))
        for year in shown
    ]


class MonthBars(QWidget):
    """A press takes one bar, a drag several; left and right walk, Space takes, Shift extends."""

    chosen = Signal(str, str)
    """First and last day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[Bar] = []
        self._range: tuple[str | None, str | None] = (None, None)
        self._current = 0
        self._anchor: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.hide()

    def show_months(self, months: Mapping[str, int]) -> None:
        """Counts by ``YYYY-MM``."""
        self.bars = bars_of(months)
        self._current = min(self._current, max(0, len(self.bars) - 1))
        self.setVisible(len(self.bars) > 1)
        self._say()
        self.update()

    def show_range(self, after: str | None, before: str | None) -> None:
        """The days that the filter asks for."""
        if (after, before) != self._range:
            self._range = (after, before)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(160, _HEIGHT)

    def bar_rect(self, place: int) -> QRect:
        """The column of a bar, in which a press means it."""
        room = self.width() - 2 * _EDGE
        pitch = min(24.0, room / max(1, len(self.bars)))
        left = _EDGE + round(place * pitch)
        return QRect(left, 4, max(1, _EDGE + round((place + 1) * pitch) - left), _BAR_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Its keys are its own; its tooltip is that of the bar under the pointer."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        if isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().x())
            tip = "" if place is None else _told(self.bars[place])
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk, Home and End jump, Space and Enter take, Shift extends."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6)}
        steps[Qt.Key.Key_End] = 10**6
        key = Qt.Key(event.key())
        if key in steps:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if not shift:
                self._anchor = None
            elif self._anchor is None:
                self._anchor = self._current
            self._current = min(max(0, self._current + steps[key]), len(self.bars) - 1)
            self._say()
            self.update()
        elif key in _OWN and self.bars and not event.isAutoRepeat():
            self._take()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The bar under the pointer is the first of a range."""
        place = self._place_at(round(event.position().x()))
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._anchor = self._current = place
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the range while the button is held."""
        place = self._place_at(round(event.position().x()))
        if event.buttons() & Qt.MouseButton.LeftButton and place is not None:
            self._current = place
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the range."""
        if event.button() == Qt.MouseButton.LeftButton and self._anchor is not None:
            self._take()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Its ring shows."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Its ring goes."""
        super().focusOutEvent(event)
        self._anchor = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars in the accent colour where the filter takes them; the first and last name."""
        look = theme.current()
        painter = QPainter(self)
        most = max((bar.count for bar in self.bars), default=0)
        for place, bar in enumerate(self.bars):
            column = self.bar_rect(place)
            height = max(2, round((bar.count / most) ** 0.5 * _BAR_HEIGHT)) if bar.count else 1
            color = look.accent if self._is_taken(place) else look.secondary
            wide = max(1, column.width() - 1)
            painter.fillRect(
                QRect(column.x(), column.bottom() + 1 - height, wide, height),
                color if bar.count else look.line,
            )
        self._paint_ends(painter)
        if self.hasFocus() and self.bars:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.accent, 2))
            around = QRectF(self.bar_rect(self._current)).adjusted(-2, -2, 1, 3)
            painter.drawRoundedRect(around, 3, 3)

    def _paint_ends(self, painter: QPainter) -> None:
        """The names of the first and the last bar beneath them, as far as both fit."""
        if not self.bars:
            return
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.current().secondary)
        first, last = self.bars[0].name, self.bars[-1].name
        wide = painter.fontMetrics().horizontalAdvance
        end = self.bar_rect(len(self.bars) - 1).right() + 1
        beneath = QRect(_EDGE, _BAR_HEIGHT + 6, self.width() - 2 * _EDGE, _HEIGHT - _BAR_HEIGHT - 8)
        painter.drawText(beneath, Qt.AlignmentFlag.AlignLeft, first)
        left = max(end - wide(last), _EDGE + wide(first) + _EDGE)
        if left + wide(last) <= self.width():
            beneath.setLeft(left)
            beneath.setRight(self.width())
            painter.drawText(beneath, Qt.AlignmentFlag.AlignLeft, last)

    def _is_taken(self, place: int) -> bool:
        if self._anchor is not None:
            low, high = sorted((self._anchor, self._current))
            return low <= place <= high
        after, before = self._range
        bar = self.bars[place]
        inside = (after is None or bar.last >= after) and (before is None or bar.first <= before)
        return inside and (after is not None or before is not None)

    def _take(self) -> None:
        anchor = self._current if self._anchor is None else self._anchor
        low, high = sorted((anchor, self._current))
        self._anchor = None
        self.update()
        self.chosen.emit(self.bars[low].first, self.bars[high].last)

    def _place_at(self, x: int) -> int | None:
        for place in range(len(self.bars)):
            if self.bar_rect(place).left() <= x <= self.bar_rect(place).right():
                return place
        return None

    def _say(self) -> None:
        name = "Pictures by date"
        if self.bars:
            name = f"{name}, {_told(self.bars[self._current])}"
        self.setAccessibleName(name)


def _told(bar: Bar) -> str:
    return f"{bar.name}: {words.count(bar.count)}"
