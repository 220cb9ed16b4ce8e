"""What the file says about itself, and the raw tags one click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from triage.gui.inspector.fact_grid import FactGrid
from triage.gui.inspector.metadata_words import in_plain_words, of_the_file
from triage.gui.inspector.raw_tags import RawTagModel, RawTagTable
from triage.gui.inspector.section import Section, link_at_left
from triage.gui.looks import words
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from triage.store.item_detail import ItemDetail


class MetadataRows(Section):
    """Facts in plain words, then size and dates, then the raw tags."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Metadata", parent)
        self._tags: dict[str, Any] = {}
        self._open = False
        self.add_act("copy", "Copy metadata", lambda: self.copy_wanted.emit(self._as_text()))
        self.facts = FactGrid()
        self._none = PlainLabel("No metadata in the file.", "secondary")
        self.file_facts = FactGrid()
        self._switch = link_at_left("Raw tags")
        self._switch.clicked.connect(self._toggle)
        self._model = RawTagModel(self)
        self._table = RawTagTable(self._model)
        self._table.setVisible(False)
        self._copy_tags = link_at_left("copy raw tags")
        self._copy_tags.clicked.connect(lambda: self.copy_wanted.emit(self._model.as_text()))
        self._copy_tags.setVisible(False)
        for widget in (self.facts, self._none, self.file_facts):
            self.body.addWidget(widget)
        for link in (self._switch, self._copy_tags):
            self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.insertWidget(self.body.count() - 1, self._table)

    def show_metadata(self, detail: ItemDetail) -> None:
        """Show the metadata of one item."""
        facts = in_plain_words(detail)
        self.facts.show_facts(facts)
        self.file_facts.show_facts(of_the_file(detail))
        self._none.setVisible(not facts and not detail.raw_tags)
        self._tags = detail.raw_tags
        self._show_tags()

    def _toggle(self) -> None:
        self._open = not self._open
        self._show_tags()

    def _show_tags(self) -> None:
        """The table is filled only while it is open: most pictures have a hundred tags."""
        there = bool(self._tags)
        self._switch.setVisible(there)
        told = "Hide raw tags" if self._open else f"Raw tags ({words.count(len(self._tags))})"
        self._switch.setText(told)
        self._switch.setAccessibleName(told)
        is_open = there and self._open
        if is_open:
            self._model.show_tags(self._tags)
        self._table.setVisible(is_open)
        self._copy_tags.setVisible(is_open)

    def _as_text(self) -> str:
        parts = (self.facts.as_text(), self.file_facts.as_text())
        return "\n".join(part for part in parts if part)
