"""Titles left, values right; rows are made once and used again for the next picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from triage.gui.inspector.copy_text import CopyText
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.gui.inspector.metadata_words import Fact

_TITLE_WIDTH = 88


class FactGrid(QWidget):
    """Facts as lines. Nothing is built while a person leafs through pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[PlainLabel, CopyText]] = []
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these and no others."""
        self._facts = tuple(facts)
        while len(self._rows) < len(facts):
            self._add_row()
        for number, (title, value) in enumerate(self._rows):
            wanted = number < len(facts)
            title.setVisible(wanted)
            value.setVisible(wanted)
            if wanted:
                fact = facts[number]
                title.setText(fact.title)
                value.setAccessibleName(fact.title)
                value.show_value(fact.shown, fact.copied)
        self.setVisible(bool(facts))

    def as_text(self) -> str:
        """All of them for the clipboard, one a line."""
        return "\n".join(f"{fact.title}: {fact.to_copy}" for fact in self._facts)

    def _add_row(self) -> None:
        title = PlainLabel(role="secondary")
        value = CopyText()
        row = len(self._rows)
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._rows.append((title, value))
