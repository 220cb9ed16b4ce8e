"""Suggested categories: the models' labels with their thresholds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from triage.gui.filters import label_choice
from triage.gui.filters.any_all import AnyAll
from triage.gui.filters.confidence import Confidence
from triage.gui.filters.pack_rows import PackRows
from triage.gui.filters.section import Section
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from triage.core.filters import Filter
    from triage.gui.filters.label_row import CategoryRow
    from triage.gui.session.counted import Category, Counts, LabelRow


class LabelSection(Section):
    """Rows by pack; the thresholds are told by pack and label."""

    threshold_moved = Signal(str, str, float)
    threshold_set = Signal(str, str, object)
    threshold_restored = Signal(str, str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Suggested categories", ("labels",), parent)
        self._records: tuple[LabelRow, ...] = ()
        self._unfold: set[str] = set()
        self._stops: list[QWidget] = []
        self.packs: dict[str, PackRows] = {}
        self.any_all = AnyAll()
        self.any_all.hide()
        self.any_all.changed.connect(self._join)
        self.add_beside(self.any_all)
        self.none = PlainLabel("No model has scored this case yet.", "secondary")
        self.none.setContentsMargins(8, 4, 8, 4)
        self.none.setWordWrap(True)
        self.confidence = Confidence()
        self.confidence.changed.connect(self._range)
        self.lines.addWidget(self.none)
        self.lines.addWidget(self.confidence)
        self._show_rows()

    def show_filter(self, wanted: Filter) -> None:
        """Which categories are chosen, how they are joined, and the range of scores."""
        self.wanted = wanted
        self._show_rows()

    def show_counts(self, counts: Counts, categories: tuple[Category, ...]) -> None:
        """Counts, histograms and thresholds."""
        self._records = counts.labels
        self._show_rows()

    def rows(self) -> list[CategoryRow]:
        """Every row that can be seen, from top to bottom."""
        return [row for pack in self.packs.values() for row in pack.visible_rows()]

    def unfold(self, packs: set[str]) -> None:
        """Show all categories of these packs, now or once they are known."""
        self._unfold = packs
        for pack, rows in self.packs.items():
            rows.show_all(pack in packs)

    def _show_rows(self) -> None:
        low, high = self.wanted.min_score, self.wanted.max_score
        ranged = low is not None or high is not None
        instead = (low or 0.0, 1.0 if high is None else high) if ranged else None
        by_pack: dict[str, list[LabelRow]] = {}
        for record in self._records:
            by_pack.setdefault(record.pack, []).append(record)
        for pack in [name for name in self.packs if name not in by_pack]:
            gone = self.packs.pop(pack)
            gone.hide()
            gone.deleteLater()
        for pack, records in by_pack.items():
            self._pack(pack).show_rows(records, self.wanted, instead)
            self.packs[pack].heading.setVisible(len(by_pack) > 1)
        self.none.setVisible(not by_pack)
        self.confidence.setVisible(bool(by_pack))
        self.confidence.show_range(low, high)
        chosen = sum(label_choice.is_chosen(self.wanted, record) for record in self._records)
        self.any_all.setVisible(chosen > 1 or len(self.wanted.labels) > 1)
        self.any_all.show_value(self.wanted.all_labels)
        self._order_stops()

    def _order_stops(self) -> None:
        """Tab goes from the header down the rows; what is made late would else come last."""
        stops: list[QWidget] = [self.any_all.all]
        for pack in self.packs.values():
            for row in pack.rows:
                stops += (row.slider, row.field)
            stops.append(pack.more)
        if stops != self._stops:
            self._stops = stops
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _pack(self, pack: str) -> PackRows:
        if pack not in self.packs:
            made = PackRows(pack)
            made.row_made.connect(self._connect)
            self.lines.insertWidget(self.lines.count() - 1, made)
            made.show_all(pack in self._unfold)
            self.packs[pack] = made
        return self.packs[pack]

    def _connect(self, row: CategoryRow) -> None:
        pack, label = row.record.pack, row.record.label
        row.chosen.connect(partial(self._choose, row))
        row.row_wanted.connect(partial(self._walk, row))
        row.moved.connect(partial(self.threshold_moved.emit, pack, label))
        row.settled.connect(partial(self.threshold_set.emit, pack, label))
        row.restored.connect(partial(self.threshold_restored.emit, pack, label))

    def _choose(self, row: CategoryRow, on: bool) -> None:
        self.want(label_choice.with_label(self.wanted, self._records, row.record, on=on))

    def _walk(self, row: CategoryRow, step: int) -> None:
        rows = self.rows()
        place = rows.index(row) + step
        if 0 <= place < len(rows):
            rows[place].slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _join(self, needs_all: bool) -> None:
        self.want(replace(self.wanted, all_labels=needs_all))

    def _range(self, low: float | None, high: float | None) -> None:
        self.want(replace(self.wanted, min_score=low, max_score=high))
