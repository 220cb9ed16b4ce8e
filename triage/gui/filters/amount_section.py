"""Sizes of files and pixel counts: ranges that are typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from triage.gui.filters.quantity import PIXELS, SIZES
from triage.gui.filters.section import Section
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from triage.core.filters import Filter
    from triage.gui.filters.quantity import Measure

_OWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class AmountField(QLineEdit):
    """One bound with its unit; empty for no bound. Enter takes, Esc restores."""

    entered = Signal()

    def __init__(
        self, measure: Measure, name: str, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._measure = measure
        self._amount: int | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setToolTip(f"{name}, for example {measure.words(1_500_000)}")
        self.setMinimumWidth(64)

    def amount(self) -> int | None:
        """What is in force."""
        return self._amount

    def show_amount(self, amount: int | None) -> None:
        """What is in force; not while the person types."""
        if amount != self._amount or not self.isModified():
            self._amount = amount
            self.setText("" if amount is None else self._measure.words(amount))
            self.setModified(False)

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are the field's, though the window has shortcuts on them."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc restores."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.show_amount(self._amount)
        elif event.key() in _OWN:
            self._take()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    def _take(self) -> None:
        if not self.isModified():
            return
        typed = self._measure.parse(self.text())
        known = typed is not None or not self.text().strip()
        self.setModified(False)
        if not known or typed == self._amount:
            self.show_amount(self._amount)
            return
        self.show_amount(typed)
        self.entered.emit()


@dataclass(frozen=True, slots=True)
class Amount:
    """A range of a filter: its two fields, how it is called and measured."""

    name: str
    low: str
    high: str
    measure: Measure


FILE_SIZE = Amount("File size", "min_size", "max_size", SIZES)
PIXEL_COUNT = Amount("Pixels", "min_pixels", "max_pixels", PIXELS)


class AmountRange(QWidget):
    """Two bounds in one line."""

    changed = Signal()

    def __init__(self, amount: Amount, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of = amount
        unit = amount.measure.usual
        self.low = AmountField(amount.measure, f"{amount.name}, at least", f"from ({unit})")
        self.high = AmountField(amount.measure, f"{amount.name}, at most", f"to ({unit})")
        label = PlainLabel(amount.name)
        label.setFixedWidth(64)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 2, 8, 2)
        line.setSpacing(8)
        line.addWidget(label)
        for field in (self.low, self.high):
            field.entered.connect(self.changed)
            line.addWidget(field, 1)

    def show_filter(self, wanted: Filter) -> None:
        """The bounds in force."""
        self.low.show_amount(getattr(wanted, self.of.low))
        self.high.show_amount(getattr(wanted, self.of.high))

    def of_filter(self, wanted: Filter) -> Filter:
        """The filter with these bounds, the lower one first."""
        low, high = self.low.amount(), self.high.amount()
        if low is not None and high is not None and low > high:
            low, high = high, low
        changes: dict[str, Any] = {self.of.low: low, self.of.high: high}
        return replace(wanted, **changes)


class AmountSection(Section):
    """File size and pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Size", (), parent)
        self.ranges = (AmountRange(FILE_SIZE), AmountRange(PIXEL_COUNT))
        for one in self.ranges:
            one.changed.connect(self._tell)
            self.lines.addWidget(one)

    def show_filter(self, wanted: Filter) -> None:
        """The bounds in force."""
        super().show_filter(wanted)
        for one in self.ranges:
            one.show_filter(wanted)

    def _tell(self) -> None:
        wanted = self.wanted
        for one in self.ranges:
            wanted = one.of_filter(wanted)
        self.want(wanted)
