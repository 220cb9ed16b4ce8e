"""A part of the filter panel that folds away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage.core.filters import Filter
from triage.gui.looks.widgets import SectionHeader

if TYPE_CHECKING:
    from triage.gui.session.counted import Category, Counts


class Section(QWidget):
    """Head and body. It shows a filter and counts, and emits the filter that a person wants.

    ``groups`` are the facets that it shows when it is unfolded (see :class:`Counts`).
    """

    filter_changed = Signal(object)
    toggled = Signal(bool)

    def __init__(
        self, title: str, groups: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.groups = groups
        self.wanted = Filter()
        self.header = SectionHeader(title)
        self.header.toggled.connect(self._fold)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(6, 0, 8, 0)
        self._head.addWidget(self.header, 1)
        self.body = QWidget()
        self.lines = QVBoxLayout(self.body)
        self.lines.setContentsMargins(0, 0, 0, 8)
        self.lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.body)

    @property
    def title(self) -> str:
        """What the section is called; its name in a remembered layout."""
        return self.header.title()

    def is_open(self) -> bool:
        """Whether the body is to be seen."""
        return self.header.is_open()

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold."""
        self.header.set_open(is_open)

    def add_beside(self, widget: QWidget) -> None:
        """A control at the right end of the head."""
        self._head.addWidget(widget)

    def show_filter(self, wanted: Filter) -> None:
        """Show what is chosen; emits nothing."""
        self.wanted = wanted

    def show_counts(self, counts: Counts, categories: tuple[Category, ...]) -> None:
        """Show newer numbers, in place."""

    def want(self, wanted: Filter) -> None:
        """The person chose: show it and tell it."""
        if wanted != self.wanted:
            self.show_filter(wanted)
            self.filter_changed.emit(wanted)

    def _fold(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.toggled.emit(is_open)
