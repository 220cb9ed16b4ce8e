"""The right panel: nothing, one picture, or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QWidget

from triage.gui.inspector.many import Many
from triage.gui.inspector.one import MARGIN, One
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPixmap

    from triage.gui.inspector.many_facts import ManyFacts
    from triage.gui.session.counted import Category
    from triage.gui.session.facts import TileFacts
    from triage.store.item_detail import ItemDetail
    from triage.store.item_history import HistoryRow

WIDTH = 372


class Inspector(QStackedWidget):
    """Passive: it shows records, and its signals say what a person wants.

    ``grade_wanted``: a category's number, or None for "no grade". ``open_wanted``: the picture
    large. ``copy_wanted``: text for the clipboard. ``go_to``: an item id.
    """

    grade_wanted = Signal(object)
    undo_wanted = Signal()
    copy_wanted = Signal(str)
    go_to = Signal(int)
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName("Picture")
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._item_id: int | None = None
        self._nothing = PlainLabel("Select a picture to see what is known of it.", "secondary")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(MARGIN)
        self.one = One()
        self.many = Many(MARGIN)
        self._many_area = _scrolling(self.many)
        for page in (self._nothing, self.one, self._many_area):
            self.addWidget(page)
        for page in (self.one, self.many):
            page.grade_wanted.connect(self.grade_wanted)
            page.undo_wanted.connect(self.undo_wanted)
            page.copy_wanted.connect(self.copy_wanted)
        self.one.go_to.connect(self.go_to)
        self.one.open_wanted.connect(self.open_wanted)

    def sizeHint(self) -> QSize:
        """As wide as the drawings have it."""
        return QSize(WIDTH, 800)

    @property
    def item_id(self) -> int | None:
        """The one item that is shown."""
        return self._item_id

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self._item_id = None
        self.one.preview.show_picture(None)
        self.setCurrentWidget(self._nothing)

    def show_item(
        self, detail: ItemDetail, facts: TileFacts | None, categories: Sequence[Category]
    ) -> None:
        """One item. The preview stays until :meth:`show_preview` is called for it."""
        if detail.item_id != self._item_id:
            self.one.history.show_history(())
        self._item_id = detail.item_id
        self.one.show_item(detail, facts, categories)
        self.setCurrentWidget(self.one)

    def show_history(self, item_id: int, rows: Sequence[HistoryRow]) -> None:
        """What was done to an item; ignored where another one is shown by now."""
        if item_id == self._item_id:
            self.one.show_history(rows)

    def show_many(self, facts: ManyFacts, categories: Sequence[Category]) -> None:
        """Several items together."""
        self._item_id = None
        self.one.preview.show_picture(None)
        self.many.show_many(facts, categories)
        self.setCurrentWidget(self._many_area)

    def show_preview(self, picture: QPixmap | None, words: str = "") -> None:
        """The picture, or words in its place (hidden, loading, why it failed), or both."""
        self.one.preview.show_picture(picture, words)

    def show_undo(self, what: str) -> None:
        """What an undo would take back; "" where there is nothing."""
        self.one.grade.show_undo(what)
        self.many.grade.show_undo(what)

    def preview_box(self) -> QSize:
        """The room of the preview in device pixels."""
        return self.one.preview.box()

    def folded(self) -> list[str]:
        """The titles of the sections that are folded, to be remembered."""
        return [section.title for section in self.one.sections if section.is_folded()]

    def fold(self, titles: Sequence[str]) -> None:
        """Fold these sections, open the others."""
        for section in self.one.sections:
            section.fold(section.title in titles)


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
