"""The line above the grid: what is shown and in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from triage.core.filters import Filter, Sort
from triage.gui.filters.chip_row import ChipRow
from triage.gui.filters.chip_words import label_names, words_of
from triage.gui.filters.order_menu import order_menu, score_words, size_menu
from triage.gui.looks import words
from triage.gui.looks.widgets import IconButton, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton

    from triage.gui.session.counted import Category, LabelRow

_HEIGHT = 44


class ChipBar(QWidget):
    """Chips to remove, how many of how many, order, size of tiles, grid or list."""

    filter_changed = Signal(object)
    sort_changed = Signal(object, bool)
    """A :class:`Sort`, and whether numbers in paths count as numbers."""
    size_changed = Signal(int)
    view_changed = Signal(str)
    """``grid`` or ``list``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Filter()
        self._categories: Sequence[Category] = ()
        self._labels: dict[str, str] = {}
        self.row = ChipRow()
        self.shown = PlainLabel("", "heading")
        self.total = PlainLabel("", "secondary")
        self.order = order_menu()
        self.tile_size = size_menu()
        self.grid = IconButton("grid", "Show as grid")
        self.list = IconButton("list", "Show as list")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._arrange()
        self._connect()

    def show_filter(self, wanted: Filter, categories: Sequence[Category] | None = None) -> None:
        """A chip for every part of the filter."""
        self._wanted = wanted
        if categories is not None:
            self._categories = categories
        self.row.show_chips(words_of(wanted, self._categories, self._labels))
        self.order.call((Sort.SCORE, True), score_words(label_names(wanted, self._labels)))

    def show_labels(self, labels: Sequence[LabelRow]) -> None:
        """How the packs of the case call their categories."""
        names = {row.key: row.display for row in labels}
        if names != self._labels:
            self._labels = names
            self.show_filter(self._wanted)

    def show_amount(self, shown: int, total: int) -> None:
        """How many of how many, or that these are all items."""
        self.shown.setText(words.count(shown))
        all_of_them = "item" if total == 1 else "items"
        self.total.setText(all_of_them if shown == total else f"of {words.count(total)}")

    def show_order(self, sort: Sort, *, natural: bool = True) -> None:
        """In which order the grid is; emits nothing."""
        self.order.show_value((sort, natural or sort is not Sort.PATH))

    def show_size(self, size: int) -> None:
        """How wide tiles are; emits nothing."""
        self.tile_size.show_value(size)

    def show_view(self, name: str) -> None:
        """Grid or list; emits nothing."""
        (self.list if name == "list" else self.grid).setChecked(True)
        self.tile_size.setVisible(name != "list")

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(self.row)
        line.addStretch(1)
        amount = QHBoxLayout()
        amount.setSpacing(4)
        amount.addWidget(self.shown)
        amount.addWidget(self.total)
        line.addLayout(amount)
        line.addSpacing(8)
        for part in (self.order, self.tile_size):
            line.addWidget(part)
        views = QHBoxLayout()
        views.setSpacing(0)
        group = QButtonGroup(self)
        for button in (self.grid, self.list):
            button.setCheckable(True)
            group.addButton(button)
            views.addWidget(button)
        self.grid.setChecked(True)
        group.buttonClicked.connect(self._switch)
        line.addLayout(views)

    def _connect(self) -> None:
        self.row.filter_changed.connect(self._want)
        self.order.picked.connect(self._sort)
        self.tile_size.picked.connect(self._resize)

    def _want(self, wanted: Filter) -> None:
        self.show_filter(wanted)
        self.filter_changed.emit(wanted)

    def _sort(self, order: tuple[Sort, bool]) -> None:
        self.sort_changed.emit(order[0], order[1])

    def _resize(self, size: int) -> None:
        self.size_changed.emit(size)

    def _switch(self, button: QAbstractButton) -> None:
        name = "list" if button is self.list else "grid"
        self.tile_size.setVisible(name != "list")
        self.view_changed.emit(name)
