"""Counts of what a group could choose, among rows that the other groups let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core.records import Flag
from triage.store.groups import GROUPS
from triage.store.top import NO_LABEL

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from triage.core.filters import Filter
    from triage.store.coded import AnyRows, Coded, Mask
    from triage.store.columns import Columns

Facet = dict[Any, int]
"""Counts by value; the keys are what the fields of a Filter take, None or "" for "none"."""


def facet(
    columns: Columns, group: str, wanted: Filter, others: Mask, rows: AnyRows | None
) -> Facet:
    """The counts of ``group`` among ``others``; ``rows`` are theirs, None where all are.

    Sizes and pixels are counted by powers of two (the key is the lower bound, None unknown),
    dates by month ``YYYY-MM``, labels by ``PACK/LABEL`` (None: nothing suggested). A group
    without values of its own counts what passes (True) and what does not.
    """
    if group in _BY_VALUE:
        return _BY_VALUE[group](columns).counts(rows)
    if group in _BY_ROWS:
        return _BY_ROWS[group](columns, rows)
    if group == "labels":
        return label_facet(columns, others)
    yes = _YES_OR_NO[group](columns) if group in _YES_OR_NO else GROUPS[group].mask(columns, wanted)
    return _yes_and_no(others if yes is None else yes, others)


_BY_VALUE: dict[str, Callable[[Columns], Coded[Any]]] = {
    "state": lambda columns: columns.state,
    "reason": lambda columns: columns.reason,
    "grade": lambda columns: columns.grades.category,
    "grader": lambda columns: columns.grades.grader,
    "source": lambda columns: columns.source,
    "folder": lambda columns: columns.folder,
    "media_type": lambda columns: columns.media_type,
    "taken": lambda columns: columns.taken_month,
    "modified": lambda columns: columns.modified_month,
}


def camera_facet(columns: Columns, rows: AnyRows | None) -> Facet:
    """How many items each camera has, as one text of maker and model; "" without a camera."""
    counts: Facet = {}
    for camera, count in columns.camera.counts(rows).items():
        counts[camera.shown] = counts.get(camera.shown, 0) + count
    return counts


def label_counts(columns: Columns, others: Mask) -> dict[str, dict[str, int]]:
    """How many items each label is suggested for, by pack and label, zeros included."""
    return {
        pack.key: {
            label.name: int(np.count_nonzero(pack.suggested(number) & others))
            for number, label in enumerate(pack.labels)
        }
        for pack in columns.packs
    }


def label_facet(columns: Columns, others: Mask) -> Facet:
    """:func:`label_counts` in one, with None for items without any suggestion."""
    counts: Facet = {
        f"{key}/{label}": count
        for key, of_pack in label_counts(columns, others).items()
        for label, count in of_pack.items()
    }
    counts[None] = int(np.count_nonzero((columns.top.code == NO_LABEL) & others))
    return counts


def flag_facet(columns: Columns, rows: AnyRows | None) -> Facet:
    """How many items have each flag; Flag.NONE for those without any."""
    flags = columns.flags if rows is None else columns.flags.take(rows)
    by_combination = np.bincount(flags)
    counts: Facet = {Flag.NONE: int(by_combination[:1].sum())}
    combinations = np.arange(len(by_combination))
    for flag in Flag:
        counts[flag] = int(by_combination[combinations & int(flag) != 0].sum())
    return counts


def _yes_and_no(passing: Mask, others: Mask) -> Facet:
    yes = int(np.count_nonzero(passing & others))
    return {True: yes, False: int(np.count_nonzero(others)) - yes}


def _by_magnitude(numbers: npt.NDArray[np.int64], rows: AnyRows | None, *, least: int) -> Facet:
    """Numbers below ``least`` are unknown. frexp: ``number = m * 2**e`` with 0.5 <= m < 1."""
    chosen = numbers if rows is None else numbers.take(rows)
    known = chosen[chosen >= least]
    counts: Facet = {None: len(chosen) - len(known)}
    found = np.bincount(np.frexp(known.astype(np.float64))[1])
    for exponent in np.flatnonzero(found).tolist():
        counts[2 ** (exponent - 1) if exponent else 0] = int(found[exponent])
    return counts


_BY_ROWS: dict[str, Callable[[Columns, AnyRows | None], Facet]] = {
    "camera": camera_facet,
    "flags": flag_facet,
    "size": lambda columns, rows: _by_magnitude(columns.size, rows, least=0),
    "pixels": lambda columns, rows: _by_magnitude(columns.pixels, rows, least=1),
}
_YES_OR_NO: dict[str, Callable[[Columns], Mask]] = {
    "gps": lambda columns: columns.gps,
    "copies": lambda columns: columns.copies >= 2,
}
