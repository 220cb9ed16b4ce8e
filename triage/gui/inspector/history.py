"""What was done to this item, newest first: who, when, what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from triage.gui.inspector.fact_grid import FactGrid
from triage.gui.inspector.history_words import sentence
from triage.gui.inspector.metadata_words import Fact
from triage.gui.inspector.section import Section, link_at_left
from triage.gui.looks import words
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from triage.store.item_history import HistoryRow

SHOWN_AT_FIRST = 4


class History(Section):
    """Rows of the audit log that speak of this item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("History", parent)
        self._rows: list[HistoryRow] = []
        self._all = False
        self.add_act("copy", "Copy history", self._copied)
        self._none = PlainLabel("Nothing was done to it yet.", "secondary")
        self.facts = FactGrid()
        self._more = link_at_left()
        self._more.clicked.connect(self._switch)
        self.body.addWidget(self._none)
        self.body.addWidget(self.facts)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_history(self, rows: Sequence[HistoryRow]) -> None:
        """Show these events."""
        self._rows = list(rows)
        self._show()

    def _show(self) -> None:
        shown = self._rows if self._all else self._rows[:SHOWN_AT_FIRST]
        self.facts.show_facts([_fact(row) for row in shown])
        self._none.setVisible(not self._rows)
        self._more.setVisible(len(self._rows) > SHOWN_AT_FIRST)
        told = "fewer" if self._all else f"all {words.count(len(self._rows))}"
        self._more.setText(told)
        self._more.setAccessibleName(f"Show {told} events")

    def _switch(self) -> None:
        self._all = not self._all
        self._show()

    def _copied(self) -> None:
        lines = (f"{row.at}\t{row.by}\t{sentence(row)}" for row in self._rows)
        self.copy_wanted.emit("\n".join(lines))


def _fact(row: HistoryRow) -> Fact:
    by = f"{words.safe(row.by)} · " if row.by else ""
    day = words.date(row.at)
    clock = words.moment(row.at).removeprefix(day).strip()
    return Fact(day, f"{sentence(row)}\n{by}{clock}")
