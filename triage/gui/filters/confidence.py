"""A range of scores that is asked for in place of the thresholds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage.gui.filters.score_field import ScoreField
from triage.gui.looks.widgets import IconButton, LinkButton, PlainLabel


class Confidence(QWidget):
    """A link that unfolds two fields; they stay while a range is in force."""

    changed = Signal(object, object)
    """The lowest and the highest score, each perhaps None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = LinkButton("Confidence range…")
        self.open.setAccessibleName("Confidence range")
        self.open.clicked.connect(self._unfold)
        self.low = ScoreField("Lowest score")
        self.high = ScoreField("Highest score")
        for field, hint in ((self.low, "0.00"), (self.high, "1.00")):
            field.setPlaceholderText(hint)
            field.entered.connect(self._tell)
        self.clear = IconButton("close", "Remove the confidence range")
        self.clear.clicked.connect(self._remove)
        self.fields = QWidget()
        self._arrange()

    def show_range(self, low: float | None, high: float | None) -> None:
        """What is in force; emits nothing."""
        self.low.show_value(low)
        self.high.show_value(high)
        in_force = low is not None or high is not None
        if in_force or not self._has_focus():
            self._fold(not in_force)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (PlainLabel("Score"), self.low, PlainLabel("to"), self.high):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.clear)
        quiet = PlainLabel("Counts in place of the thresholds.", "secondary")
        inner = QVBoxLayout(self.fields)
        inner.setContentsMargins(2, 4, 0, 4)
        inner.setSpacing(4)
        inner.addLayout(line)
        inner.addWidget(quiet)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 8, 0)
        column.setSpacing(0)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.fields)
        self._fold(True)

    def _fold(self, folded: bool) -> None:
        self.open.setVisible(folded)
        self.fields.setVisible(not folded)

    def _unfold(self) -> None:
        self._fold(False)
        self.low.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        had = self.low.value() is not None or self.high.value() is not None
        self.low.show_value(None)
        self.high.show_value(None)
        self._fold(True)
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)
        if had:
            self.changed.emit(None, None)

    def _tell(self) -> None:
        low, high = self.low.value(), self.high.value()
        if low is not None and high is not None and low > high:
            low, high = high, low
            self.low.show_value(low)
            self.high.show_value(high)
        self.changed.emit(low, high)

    def _has_focus(self) -> bool:
        return any(part.hasFocus() for part in (self.low, self.high, self.clear))
