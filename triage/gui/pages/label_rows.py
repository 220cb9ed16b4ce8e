"""Labels to hide by: a box to check, and the score from which on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QWidget

from triage.core.names import safe
from triage.gui.looks.widgets import PlainLabel, padded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from triage.gui.pages.privacy_rule import LabelChoice

_STEP = 0.01
_HALF_STEP = 0.0051
_SPIN = 88


class LabelRow:
    """The two controls of a label, which lie in the grid of all rows."""

    def __init__(self, choice: LabelChoice) -> None:
        self.key = choice.key
        self._exact = choice.from_score
        told = safe(choice.display)
        self.box = QCheckBox(told.replace("&", "&&"))
        self.box.setAccessibleName(f"Hide {told}, {safe(choice.pack)}")
        self.score = padded(QDoubleSpinBox())
        self.score.setAccessibleName(f"Hide {told} from score, {safe(choice.pack)}")
        self.score.setRange(0.0, 1.0)
        self.score.setSingleStep(_STEP)
        self.score.setDecimals(2)
        self.score.setKeyboardTracking(False)
        self.score.setFixedWidth(_SPIN)
        self.box.toggled.connect(self.score.setEnabled)
        self.show_score(None)

    def show_score(self, score: float | None) -> None:
        """Listed from this score on, or not listed."""
        for control in (self.box, self.score):
            control.blockSignals(True)
        if score is not None:
            self._exact = score
        self.score.setValue(self._exact)
        self.box.setChecked(score is not None)
        self.score.setEnabled(score is not None)
        for control in (self.box, self.score):
            control.blockSignals(False)

    def value(self) -> float:
        """The score: exactly the rule's where the field, which has two digits, shows the same."""
        shown = self.score.value()
        return self._exact if abs(shown - self._exact) < _HALF_STEP else shown


class LabelRows(QWidget):
    """``edited`` comes when a person checked a box or set a score."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LabelRow] = []
        self._choices: tuple[LabelChoice, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(4, 1)

    def show_labels(self, choices: Sequence[LabelChoice]) -> None:
        """One row for each label, in this order."""
        if tuple(choices) == self._choices:
            return
        self._clear()
        self._choices = tuple(choices)
        several = len({choice.pack for choice in choices}) > 1
        for number, choice in enumerate(choices):
            row = LabelRow(choice)
            row.box.toggled.connect(self.edited)
            row.score.valueChanged.connect(self.edited)
            self._rows.append(row)
            self._grid.addWidget(row.box, number, 0)
            self._grid.addWidget(PlainLabel("from", "secondary"), number, 1)
            self._grid.addWidget(row.score, number, 2)
            notes = [safe(choice.pack)] * several + ["notable"] * choice.notable
            note = PlainLabel(" \N{MIDDLE DOT} ".join(notes), "secondary")
            note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(note, number, 3)

    def show_scores(self, scores: Mapping[str, float]) -> None:
        """Those that a rule lists."""
        for row in self._rows:
            row.show_score(scores.get(row.key))

    def scores(self) -> dict[str, float]:
        """The labels that are listed, and from which score on."""
        return {row.key: row.value() for row in self._rows if row.box.isChecked()}

    def row(self, key: str) -> LabelRow:
        """The controls of a label."""
        return next(row for row in self._rows if row.key == key)

    def _clear(self) -> None:
        self._rows = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
