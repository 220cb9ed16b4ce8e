"""One filter, shown and changed in four places: panel, chips, search and the empty result."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.filters import Filter, Sort
from triage.gui.filters.chip_words import words_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from triage.gui.filters.chips import ChipBar
    from triage.gui.filters.empty_result import EmptyResult
    from triage.gui.filters.panel import FilterPanel
    from triage.gui.filters.search import SearchField
    from triage.gui.session.counted import Category, Counts
    from triage.gui.session.facts import Shown
    from triage.gui.session.thresholds import Thresholds
    from triage.gui.session.views import Views


class FilterDesk(QObject):
    """``changed`` comes with every new filter or order, for whoever remembers them.

    ``reordered``: another sort, so the eye begins at the top. ``clearing``: what took the last
    part of the filter away goes with it, so the keys need another place; ``cleared``:
    everything is shown again.
    """

    changed = Signal()
    reordered = Signal()
    clearing = Signal()
    cleared = Signal()
    emptied = Signal(bool)

    def __init__(
        self,
        views: Views,
        thresholds: Thresholds,
        parts: tuple[FilterPanel, ChipBar, SearchField, EmptyResult],
        categories: tuple[Category, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._views = views
        self._thresholds = thresholds
        self._panel, self._chips, self._search, self._empty = parts
        self._categories = categories
        self.wanted = Filter()
        self.sort = Sort.PATH
        self.natural = True
        self._clearing = False
        self._total = 0
        self._labels: dict[str, str] = {}
        self._wire()

    def ask(self, wanted: Filter) -> None:
        """Show what passes this filter."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        self._clearing = False
        self._show_filter()
        self._ask()

    def ask_order(self, sort: Sort, *, natural: bool = True) -> None:
        """Show in another order, from its beginning."""
        if (sort, natural) == (self.sort, self.natural):
            return
        self.sort, self.natural = sort, natural
        self._chips.show_order(sort, natural=natural)
        self._ask()
        self.reordered.emit()

    def begin(self, wanted: Filter, sort: Sort, *, natural: bool) -> None:
        """What was looked at last time."""
        self.wanted, self.sort, self.natural = wanted, sort, natural
        self._show_filter()
        self._chips.show_order(sort, natural=natural)
        self._ask()

    def clear(self) -> None:
        """Everything again."""
        self._take_away(Filter())

    def _wire(self) -> None:
        self._panel.filter_changed.connect(self.ask)
        for part in (self._chips, self._empty):
            part.filter_changed.connect(self._take_away)
        self._search.searched.connect(self._ask_text)
        self._search.hashes_pasted.connect(self._ask_hashes)
        self._chips.sort_changed.connect(
            lambda sort, natural: self.ask_order(sort, natural=natural)
        )
        self._panel.threshold_moved.connect(self._thresholds.move)
        self._panel.threshold_set.connect(self._thresholds.settle)
        self._panel.threshold_restored.connect(self._thresholds.restore)
        self._views.arranged.connect(self._show_amount)
        self._views.counted.connect(self._show_counts)

    def _take_away(self, left: Filter) -> None:
        """A part of the filter goes, with the button that was pressed for it."""
        self.ask(left)
        if left == Filter():
            self._clearing = True
            self.clearing.emit()

    def _ask(self) -> None:
        self._views.ask(self.wanted, self.sort, natural=self.natural)
        self.changed.emit()

    def _ask_text(self, text: str) -> None:
        self.ask(dataclasses.replace(self.wanted, text=text))

    def _ask_hashes(self, hashes: tuple[str, ...]) -> None:
        self.ask(dataclasses.replace(self.wanted, hashes=hashes))

    def _show_filter(self) -> None:
        self._panel.show_filter(self.wanted)
        self._search.show_text(self.wanted.text)
        self._chips.show_filter(self.wanted, self._categories)

    def _show_amount(self, shown: Shown) -> None:
        arrangement = self._views.arrangement
        if arrangement is None or shown is not arrangement:
            return
        self._total = len(arrangement.columns)
        self._chips.show_amount(len(shown), self._total)
        empty = len(shown) == 0 and self._total > 0
        self.emptied.emit(empty)
        if empty:
            self._look_for_way_out(arrangement.wanted)
        if self._clearing and arrangement.wanted == Filter():
            self._clearing = False
            self.cleared.emit()

    def _look_for_way_out(self, wanted: Filter) -> None:
        """What each chip less would bring, counted beside the view."""
        choices = words_of(wanted, self._categories, self._labels)
        filters = [without for _, without in choices]
        future = self._views.count_each(filters)

        def take(done: Future[list[int]]) -> None:
            if done.exception() is None and wanted == self.wanted:
                found = zip(choices, done.result(), strict=True)
                self._empty.show_choices([(word, f, n) for (word, f), n in found])

        self._views.courier.deliver(future, self, take)

    def _show_counts(self, counts: Counts) -> None:
        self._panel.show_counts(counts, self._categories)
        self._chips.show_labels(counts.labels)
        self._labels = {row.key: row.display for row in counts.labels}
