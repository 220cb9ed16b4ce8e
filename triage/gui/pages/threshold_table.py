"""Thresholds in force beside the packs' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.gui.looks import words
from triage.gui.looks.table_view import NARROW, TableView
from triage.gui.looks.text_table import Column, TextTable
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS = (
    Column("Pack"),
    Column("Label", wide=True),
    Column("In force", number=True),
    Column("Default", number=True),
    Column("Moved", number=True),
)
_NONE = "No model has scored in this case yet."
_SAME = "Every threshold is the default of its pack."


class ThresholdTable(QWidget):
    """Every label of the newest pack of each name."""

    def __init__(self) -> None:
        super().__init__()
        self._model = TextTable(_COLUMNS)
        self._view = TableView(self._model, "Thresholds")
        self._words = PlainLabel(_NONE, "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        self._view.setFixedWidth(NARROW)
        column.addWidget(self._view, 1, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        self.show_thresholds({})

    def show_thresholds(self, thresholds: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
        """``{pack: {label: {value, default}}}``."""
        rows = [
            _row(pack, label, told["value"], told["default"])
            for pack, labels in thresholds.items()
            for label, told in labels.items()
        ]
        moved = sum(bool(row[-1]) for row in rows)
        self._model.show_rows(rows)
        self._view.setVisible(bool(rows))
        self._words.setText(_told(len(rows), moved))


def _row(pack: str, label: str, value: float, default: float) -> tuple[str, ...]:
    step = value - default
    sign = "+" if step > 0 else "\N{MINUS SIGN}"
    moved = f"{sign}{words.threshold(abs(step))}" if step else ""
    return (
        words.safe(pack),
        words.safe(label),
        words.threshold(value),
        words.threshold(default),
        moved,
    )


def _told(number: int, moved: int) -> str:
    if not number:
        return _NONE
    if not moved:
        return _SAME
    verb = "was" if moved == 1 else "were"
    return f"{words.noun(moved, 'threshold', 'thresholds')} of {words.count(number)} {verb} moved."
