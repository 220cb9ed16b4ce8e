"""What the case is, where its evidence lies, and what became of every item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage.core import names
from triage.gui.looks import words
from triage.gui.looks.table_view import NARROW, TableView
from triage.gui.looks.text_table import Column, TextTable
from triage.gui.looks.widgets import ElidedLabel, KeyValue, PlainButton, PlainLabel
from triage.gui.pages.count_words import count_rows

if TYPE_CHECKING:
    from triage.gui.session.counted import CaseStatus
    from triage.store.case_facts import CaseFacts, SourceFacts

_SOURCES = (
    Column("Name"),
    Column("Exhibit"),
    Column("Place", wide=True),
    Column("Items", number=True),
    Column("Added"),
    Column("By"),
    Column("Now"),
)
_COUNTS = (Column("State"), Column("Why", wide=True), Column("Items", number=True))
_NO_SOURCES = "No evidence was added yet."
_GAP = 16


class CaseOverview(QWidget):
    """``locate_wanted`` bears the name of a source that is not where it was."""

    locate_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._facts = KeyValue()
        self._sources = TextTable(_SOURCES)
        self._sources_view = TableView(self._sources, "Evidence sources", fits=True)
        self._no_sources = PlainLabel(_NO_SOURCES, "secondary")
        self._gone = QVBoxLayout()
        self._gone.setSpacing(4)
        self._gone_rows: dict[str, QWidget] = {}
        self._counts = TextTable(_COUNTS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel("Case", "heading"))
        column.addWidget(self._facts)
        column.addSpacing(_GAP)
        column.addWidget(PlainLabel("Evidence sources", "heading"))
        column.addWidget(self._no_sources)
        column.addWidget(self._sources_view)
        column.addLayout(self._gone)
        column.addSpacing(_GAP)
        column.addWidget(PlainLabel("Items by state and reason", "heading"))
        counts = TableView(self._counts, "Items by state and reason", fits=True)
        counts.setFixedWidth(NARROW)
        column.addWidget(counts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """The names of the case, and its sources."""
        self._facts.show_pairs(
            [
                ("Name", words.safe(facts.name)),
                ("Number", words.safe(facts.number) or words.NOTHING),
                ("Examiner", words.safe(facts.examiner) or words.NOTHING),
                ("Made", f"{words.moment(facts.created_at)}, version {facts.app_version}"),
                ("Identity", facts.uuid),
            ],
            mono={"Identity"},
        )
        self._sources.show_rows([_source_row(source) for source in facts.sources])
        self._sources_view.setVisible(bool(facts.sources))
        self._no_sources.setVisible(not facts.sources)
        self._show_gone(facts.gone)

    def show_counts(self, status: CaseStatus, reasons: dict[str, int]) -> None:
        """How many items are in each state, and why."""
        self._counts.show_rows(count_rows(status, reasons))

    def gone(self) -> list[str]:
        """The sources that are said not to be there."""
        return list(self._gone_rows)

    def _show_gone(self, gone: tuple[SourceFacts, ...]) -> None:
        wanted = {source.name: source for source in gone}
        for name in [name for name in self._gone_rows if name not in wanted]:
            row = self._gone_rows.pop(name)
            self._gone.removeWidget(row)
            row.hide()
            row.deleteLater()
        for name, source in wanted.items():
            if name not in self._gone_rows:
                self._gone_rows[name] = self._gone_row(source)
                self._gone.addWidget(self._gone_rows[name])

    def _gone_row(self, source: SourceFacts) -> QWidget:
        shown = words.safe(source.name)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        place = words.safe(names.text(source.place))
        line.addWidget(ElidedLabel(f"{shown} is not where it was: {place}", role="warning"))
        button = PlainButton("Locate\N{HORIZONTAL ELLIPSIS}")
        button.setAccessibleName(f"Locate {shown}")
        button.clicked.connect(lambda: self.locate_wanted.emit(source.name))
        line.addWidget(button)
        line.addStretch(1)
        return row


def _source_row(source: SourceFacts) -> tuple[str, ...]:
    return (
        words.safe(source.name),
        words.safe(source.exhibit),
        words.safe(names.text(source.place)),
        words.count(source.items),
        words.moment(source.added_at),
        words.safe(source.added_by),
        "in its place" if source.here else "not there",
    )
