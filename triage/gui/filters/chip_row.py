"""Chips in one line; those that do not fit are behind a button. The line keeps its height."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from triage.core.filters import Filter
from triage.gui.looks.widgets import Chip, LinkButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_GAP = 8
_WIDEST = 280
_LEAST_CHIP = 96
_HEIGHT = 28
_MORE = 36


class ChipRow(QWidget):
    """Chips keep their widgets while their words stay, and with them the focus."""

    filter_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._left: list[tuple[str, Filter]] = []
        self.more = QToolButton(self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.clear = LinkButton("Clear", self)
        self.clear.setAccessibleName("Clear all filters")
        self.clear.clicked.connect(self._clear)
        self.clear.hide()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def chips(self) -> list[Chip]:
        """All chips, shown or behind the button."""
        return list(self._chips)

    def show_chips(self, chips: Sequence[tuple[str, Filter]]) -> None:
        """Show these, each with the filter that is left without it."""
        focused = next((n for n, chip in enumerate(self._chips) if _in_focus(chip)), None)
        known = {chip.text(): chip for chip in self._chips}
        kept = [known.pop(text, None) or self._made(text) for text, _ in chips]
        self._chips = kept
        self._left = list(chips)
        self._order_stops()
        self._place()
        if focused is not None and kept and not any(_in_focus(chip) for chip in kept):
            kept[min(focused, len(kept) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all."""
        chips = sum(_width(chip) + _GAP for chip in self._chips)
        return QSize(chips + self._tail() if chips else 0, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """One chip and the button for the others."""
        least = _LEAST_CHIP + _GAP + _MORE + _GAP + self._tail()
        return QSize(least if self._chips else 0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer fit."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Another font or theme, other widths."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def _made(self, text: str) -> Chip:
        chip = Chip(text, self)
        chip.removed.connect(partial(self._remove, chip))
        return chip

    def _order_stops(self) -> None:
        """Tab meets the chips where they stand: what is made late would else come last of all."""
        stops = [chip.stop for chip in self._chips]
        for before, after in pairwise([self.more, *stops, self.more]):
            if before is not after:
                QWidget.setTabOrder(before, after)

    def _place(self) -> None:
        fitting = self._fitting()
        hidden = self._chips[fitting:]
        room = self.width() - self._tail() - (_MORE + _GAP if hidden else 0)
        x = 0
        for number, chip in enumerate(self._chips):
            wide = (
                min(_width(chip), max(_LEAST_CHIP, room - _GAP)) if fitting == 1 else _width(chip)
            )
            chip.setGeometry(x, (_HEIGHT - chip.height()) // 2, wide, chip.height())
            chip.setVisible(number < fitting)
            x += wide + _GAP if number < fitting else 0
        self._offer(hidden, x)
        x += _MORE + _GAP if hidden else 0
        self.clear.setVisible(bool(self._chips))
        self.clear.setGeometry(x, 2, self.clear.sizeHint().width(), _HEIGHT - 4)

    def _fitting(self) -> int:
        """How many fit beside the button for the others; one is always shown, cut."""
        room = self.width() - self._tail()
        if sum(_width(chip) + _GAP for chip in self._chips) <= room:
            return len(self._chips)
        room -= _MORE + _GAP
        for number, chip in enumerate(self._chips):
            room -= _width(chip) + _GAP
            if room < 0:
                return max(1, number)
        return len(self._chips)

    def _tail(self) -> int:
        return self.clear.sizeHint().width()

    def _offer(self, hidden: list[Chip], x: int) -> None:
        self.more.setVisible(bool(hidden))
        self._menu.clear()
        self.more.setText(f"+{len(hidden)}")
        self.more.setAccessibleName(f"{len(hidden)} more filters")
        self.more.setToolTip(f"{len(hidden)} more filters")
        for chip in hidden:
            action = self._menu.addAction(f"Remove {chip.text().replace('&', '&&')}")
            action.triggered.connect(partial(self._remove, chip))
        self.more.setGeometry(x, 0, _MORE, _HEIGHT)

    def _clear(self) -> None:
        self.filter_changed.emit(Filter())

    def _remove(self, chip: Chip, _checked: bool = False) -> None:
        if chip in self._chips:
            self.filter_changed.emit(self._left[self._chips.index(chip)][1])


def _width(chip: Chip) -> int:
    return min(_WIDEST, chip.sizeHint().width())


def _in_focus(chip: Chip) -> bool:
    return chip.hasFocus() or chip.stop.hasFocus()
