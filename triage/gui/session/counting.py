"""The numbers of the filter panel, from the columns; runs in the view thread.

Counted in small steps, so that a newer filter never waits for the numbers of an older one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core.errors import KnownError
from triage.gui.session.counted import Counts, LabelRow
from triage.store.groups import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from triage.core.filters import Filter
    from triage.store.columns import Columns
    from triage.store.query import Query
    from triage.store.score_columns import PackScores

_BY_VALUE = tuple(
    name for name in GROUPS if name not in {"labels", "text", "hash", "folder", "ids"}
)


class Counter:
    """Counts one set of columns; keeps histograms, which no threshold changes."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._histograms: dict[tuple[str, str], npt.NDArray[np.int64]] = {}
        self._of: Filter | None = None

    def steps(self, wanted: Filter, shown: int) -> Iterator[Counts | None]:
        """Every label with its histogram first, then the same with all facets and folders.

        A step that has nothing to show yet answers None. A filter that cannot be answered
        (a label that no pack has) leaves out what it would have to be asked for.
        """
        if self._of is None or not _same_others(self._of, wanted):
            self._histograms.clear()
        self._of = wanted
        try:
            yield from self._missing_histograms(wanted)
            labels = self._labels(wanted)
        except KnownError:
            return
        total = len(self._query.columns)
        yield Counts(wanted, shown, total, labels)
        facets: dict[str, dict[Any, int]] = {}
        try:
            for group in _BY_VALUE:
                facets[group] = self._query.facet(group, wanted)
                yield None
            folders = folder_counts(self._query, wanted)
            yield None
            without = self._query.facet("labels", wanted).get(None, 0)
        except KnownError:
            return
        yield Counts(wanted, shown, total, labels, without, facets, folders)

    def grades_changed(self) -> None:
        """Histograms under a filter of grades are others by now."""
        of = self._of
        if of is not None and (of.grades or of.graded_by):
            self._histograms.clear()

    def _missing_histograms(self, wanted: Filter) -> Iterator[None]:
        for pack in self._query.columns.packs:
            for label in pack.labels:
                key = (pack.key, label.name)
                if key not in self._histograms:
                    self._histograms[key] = self._query.histogram(pack.key, label.name, wanted)
                    yield None

    def _labels(self, wanted: Filter) -> tuple[LabelRow, ...]:
        found = self._query.label_counts(wanted)
        return tuple(
            self._row(pack, number, found[pack.key])
            for pack in self._query.columns.packs
            for number in range(len(pack.labels))
        )

    def _row(self, pack: PackScores, number: int, found: dict[str, int]) -> LabelRow:
        label = pack.labels[number]
        return LabelRow(
            pack=pack.key,
            label=label.name,
            display=label.display,
            description=label.description,
            notable=label.notable,
            threshold=float(pack.thresholds[number]),
            default=float(pack.defaults[number]),
            count=found[label.name],
            histogram=self._histograms[pack.key, label.name],
        )


def folder_counts(query: Query, wanted: Filter) -> tuple[tuple[str, str, int], ...]:
    """(source, folder, items) of every folder that holds an item, under all other groups."""
    columns = query.columns
    mask = query.others("folder", wanted)
    codes = columns.folder.codes[mask]
    found = np.bincount(codes, minlength=len(columns.folder.values))
    source_of = _source_of_folders(columns)
    return tuple(
        (source_of[code], columns.folder.values[code], count)
        for code, count in enumerate(found.tolist())
        if code in source_of
    )


def _source_of_folders(columns: Columns) -> dict[int, str]:
    """The source's name of every folder that holds an item."""
    codes, first = np.unique(columns.folder.codes, return_index=True)
    sources = columns.source.codes[first].tolist()
    names = columns.source.values
    return {code: names[source] for code, source in zip(codes.tolist(), sources, strict=True)}


def _same_others(one: Filter, other: Filter) -> bool:
    """Whether the groups beside the labels are the same, thus the histograms too."""
    return all(
        group.part(one) == group.part(other) for name, group in GROUPS.items() if name != "labels"
    )
