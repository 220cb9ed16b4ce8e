"""What many selected items have in common, and one grade for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.gui.inspector.fact_grid import FactGrid
from triage.gui.inspector.grade_row import GradeRow
from triage.gui.inspector.grade_words import said_of_many
from triage.gui.inspector.many_words import in_plain_words
from triage.gui.inspector.section import Section
from triage.gui.looks import words
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.gui.inspector.many_facts import ManyFacts
    from triage.gui.session.counted import Category


class Many(QWidget):
    """A heading with the count, the grade buttons, and the facts as lines."""

    grade_wanted = Signal(object)
    undo_wanted = Signal()
    copy_wanted = Signal(str)

    def __init__(self, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._heading = PlainLabel(role="heading")
        self.grade = GradeRow("Grade all")
        self.grade.grade_wanted.connect(self.grade_wanted)
        self.grade.undo_wanted.connect(self.undo_wanted)
        self._common = Section("In common")
        self._common.add_act(
            "copy", "Copy what they have in common", lambda: self.copy_wanted.emit(self._text())
        )
        self.facts = FactGrid()
        self._common.body.addWidget(self.facts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, margin, margin, margin)
        outer.setSpacing(16)
        for widget in (self._heading, self.grade, self._common):
            outer.addWidget(widget)
        outer.addStretch(1)

    def show_many(self, facts: ManyFacts, categories: Sequence[Category]) -> None:
        """Show these items together."""
        self._heading.setText(f"{words.noun(facts.count, 'item', 'items')} selected")
        self.grade.show_categories(categories)
        self.grade.show_grade(*said_of_many(facts.grades, categories))
        self.facts.show_facts(in_plain_words(facts))

    def _text(self) -> str:
        return f"{self._heading.text()}\n{self.facts.as_text()}"
