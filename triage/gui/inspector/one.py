"""One picture: preview and grade stay in sight, the rest scrolls beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from triage.core import names
from triage.gui.inspector.file_facts import FileFacts
from triage.gui.inspector.grade_row import GradeRow
from triage.gui.inspector.grade_words import said_of_one
from triage.gui.inspector.hashes import Hashes
from triage.gui.inspector.history import History
from triage.gui.inspector.kept_scroll import KeptScroll
from triage.gui.inspector.metadata_rows import MetadataRows
from triage.gui.inspector.preview import Preview
from triage.gui.inspector.same_content import SameContent
from triage.gui.inspector.suggestions import Suggestions
from triage.gui.looks import words
from triage.gui.looks.widgets import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from triage.gui.session.counted import Category
    from triage.gui.session.facts import TileFacts
    from triage.store.item_detail import ItemDetail
    from triage.store.item_history import HistoryRow

MARGIN = 12
_LOW = 760
"""A panel lower than this gets a lower preview: the rest needs room too."""
_PREVIEW = (200, 260)


class One(QWidget):
    """Everything that the case knows of one item. Signals as :class:`Inspector` has them."""

    grade_wanted = Signal(object)
    undo_wanted = Signal()
    copy_wanted = Signal(str)
    go_to = Signal(int)
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = Preview()
        self.name = ElidedLabel(role="heading")
        self.grade = GradeRow()
        self.suggestions = Suggestions()
        self.metadata = MetadataRows()
        self.hashes = Hashes()
        self.copies = SameContent()
        self.file = FileFacts()
        self.history = History()
        self.sections = (
            *(self.suggestions, self.metadata, self.hashes),
            *(self.copies, self.file, self.history),
        )
        self.below = KeptScroll(self.sections, MARGIN)
        self._lay_out()
        self._connect()

    def show_item(
        self, detail: ItemDetail, facts: TileFacts | None, categories: Sequence[Category]
    ) -> None:
        """Show one item; ``facts`` may know a newer grade than ``detail`` does."""
        category = detail.grade.category if detail.grade else None
        if facts is not None:
            category = facts.category
        self.name.setText(words.safe(names.text(detail.name)))
        self.grade.show_categories(categories)
        self.grade.show_grade(category, said_of_one(category, detail.grade))
        with self.below.kept():
            self.suggestions.show_scores(detail)
            self.metadata.show_metadata(detail)
            self.hashes.show_hashes(detail)
            self.copies.show_copies(detail)
            self.file.show_file(detail)

    def show_history(self, rows: Sequence[HistoryRow]) -> None:
        """Show what was done to the item; it comes a moment after the rest."""
        with self.below.kept():
            self.history.show_history(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview's height follows the window's, never the picture."""
        super().resizeEvent(event)
        self.preview.use_height(_PREVIEW[0] if self.height() < _LOW else _PREVIEW[1])

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 12)
        head.setSpacing(8)
        for widget in (self.preview, self.name, self.grade):
            head.addWidget(widget)
        self.grade.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, MARGIN, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self.below, 1)

    def _connect(self) -> None:
        self.preview.clicked.connect(self.open_wanted)
        self.grade.grade_wanted.connect(self.grade_wanted)
        self.grade.undo_wanted.connect(self.undo_wanted)
        self.copies.go_to.connect(self.go_to)
        for section in self.sections:
            section.copy_wanted.connect(self.copy_wanted)
