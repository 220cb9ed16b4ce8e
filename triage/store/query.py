"""What the window and the command line ask: masks, rows, counts, facets, histograms.

AND between groups, OR within one. Counts of a group are taken under all *other* groups, the
grid and the total under all.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from triage.core.errors import KnownError
from triage.core.filters import Sort
from triage.store import facets, histogram, order
from triage.store.grade_columns import regrade
from triage.store.groups import GROUPS
from triage.store.label_group import best_score
from triage.store.score_columns import BINS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from triage.core.filters import Filter
    from triage.store.coded import AnyRows, Mask, Rows
    from triage.store.columns import Columns
    from triage.store.score_columns import PackScores, Scores

_KEPT_A_GROUP = 4
"""Masks kept for each group: going back and forth between two choices costs nothing."""

_Part = tuple[object, ...]


class Query:
    """Questions to one set of columns, by one thread. The masks it answers are read-only."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._masks: dict[str, OrderedDict[_Part, Mask | None]] = {
            group: OrderedDict() for group in GROUPS
        }
        self._joins: OrderedDict[tuple[tuple[str, ...], Filter], Mask] = OrderedDict()
        self._all = _frozen(np.ones(len(columns), dtype=np.bool_))
        self._last: tuple[Mask, AnyRows | None] = (self._all, None)

    def mask(self, wanted: Filter) -> Mask:
        """The items that pass every group; shape (items,).

        Raises KnownError for an unknown label or source, a text that is no date or no hash.
        """
        return self._joined(wanted, tuple(GROUPS))

    def others(self, group: str, wanted: Filter) -> Mask:
        """The items that pass every group but ``group``."""
        if self._group(group, wanted) is None:
            return self.mask(wanted)
        return self._joined(wanted, tuple(name for name in GROUPS if name != group))

    def count(self, wanted: Filter) -> int:
        """How many items pass every group."""
        return int(np.count_nonzero(self.mask(wanted)))

    def rows(self, wanted: Filter, sort: Sort = Sort.PATH, *, natural: bool = False) -> Rows:
        """All rows that pass, in order. ``natural``: paths as people count them."""
        mask = self.mask(wanted)
        if sort is Sort.SCORE:
            return order.by_score(self.columns.orders, self._scores(wanted), mask)
        return order.in_order(self._order(sort, natural=natural), mask)

    def first_page(
        self, wanted: Filter, sort: Sort = Sort.PATH, count: int = 200, *, natural: bool = False
    ) -> Rows:
        """The first ``count`` of :meth:`rows`, without ordering the others."""
        mask = self.mask(wanted)
        if sort is Sort.SCORE:
            return order.by_score(self.columns.orders, self._scores(wanted), mask, count)
        return order.first_in_order(self._order(sort, natural=natural), mask, count)

    def facet(self, group: str, wanted: Filter) -> facets.Facet:
        """What ``group`` could choose and how many items that has, under all other groups."""
        others = self.others(group, wanted)
        return facets.facet(self.columns, group, wanted, others, self._places(others))

    def label_counts(self, wanted: Filter) -> dict[str, dict[str, int]]:
        """How many items each label is suggested for, under all other groups."""
        return facets.label_counts(self.columns, self.others("labels", wanted))

    def histogram(
        self, pack: str, label: str, wanted: Filter, bins: int = BINS
    ) -> histogram.Counts:
        """Scores of one label under all other groups; shape (bins,), from 0 to 1."""
        scores = self.pack(pack)
        rows = self._places(self.others("labels", wanted))
        return histogram.histogram(scores, scores.place(label), rows, bins)

    def pack(self, key: str) -> PackScores:
        """The columns of a pack by its key. Raises KnownError where there is none."""
        for pack in self.columns.packs:
            if pack.key == key:
                return pack
        known = ", ".join(pack.key for pack in self.columns.packs) or "none yet"
        raise KnownError(f"No pack {key} has scored this case; those that have: {known}.")

    def set_threshold(self, pack: str, label: str, value: float | None) -> None:
        """Move a threshold in memory (None: back to the default): labels and top follow.

        The case itself changes by the command ``SetThreshold`` alone.
        """
        scores = self.pack(pack)
        number = scores.place(label)
        old = scores.thresholds[number]
        new = scores.defaults[number] if value is None else np.float32(value)
        scores.thresholds[number] = new
        self.columns.top.moved(scores, number, old)
        self._forget("labels")

    def refresh_grades(self, connection: sqlite3.Connection, ids: Sequence[int]) -> None:
        """Read the grades of these items anew, after a person's command."""
        self.columns.grades = regrade(connection, self.columns.grades, self.columns.ids, ids)
        self._forget("grade", "grader")

    def _scores(self, wanted: Filter) -> Scores:
        if not wanted.labels:
            return self.columns.top.score
        return best_score(self.columns, wanted.labels)

    def _order(self, sort: Sort, *, natural: bool) -> Rows:
        if natural and sort is Sort.PATH:
            return self.columns.orders.natural
        return self.columns.orders.kept(sort)

    def _joined(self, wanted: Filter, groups: tuple[str, ...]) -> Mask:
        kept = self._joins.get((groups, wanted))
        if kept is not None:
            return kept
        found = [self._group(name, wanted) for name in groups]
        masks = [mask for mask in found if mask is not None]
        if len(masks) < 2:
            return masks[0] if masks else self._all
        joined = masks[0] & masks[1]
        for mask in masks[2:]:
            joined &= mask
        self._joins[groups, wanted] = _frozen(joined)
        if len(self._joins) > len(GROUPS) + 1:
            self._joins.popitem(last=False)
        return self._joins[groups, wanted]

    def _places(self, mask: Mask) -> AnyRows | None:
        """The rows of a mask, None for all; those of the last mask are kept."""
        if mask is not self._last[0]:
            self._last = (mask, None if mask.all() else np.flatnonzero(mask))
        return self._last[1]

    def _forget(self, *groups: str) -> None:
        for group in groups:
            self._masks[group].clear()
        self._joins.clear()

    def _group(self, name: str, wanted: Filter) -> Mask | None:
        group = GROUPS[name]
        kept = self._masks[name]
        part = group.part(wanted)
        if part in kept:
            kept.move_to_end(part)
            return kept[part]
        mask = group.mask(self.columns, wanted)
        kept[part] = None if mask is None else _frozen(mask)
        if len(kept) > _KEPT_A_GROUP:
            kept.popitem(last=False)
        return kept[part]


def _frozen(mask: Mask) -> Mask:
    view = mask.view()
    view.flags.writeable = False
    return view
