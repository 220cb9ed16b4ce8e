"""Labels and confidence: suggested labels, or a range of scores in their stead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.core.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.core.filters import Filter
    from triage.store.coded import Mask
    from triage.store.columns import Columns
    from triage.store.score_columns import PackScores, Scores


def by_labels(columns: Columns, wanted: Filter) -> Mask | None:
    """The items with any (``all_labels``: all) of the labels.

    A score range replaces the thresholds; without a label it tests the score of ``top``.
    """
    ranged = wanted.min_score is not None or wanted.max_score is not None
    if not wanted.labels:
        return _in_range(columns.top.score, wanted) if ranged else None
    masks = [_has_label(columns, label, wanted, ranged=ranged) for label in wanted.labels]
    join = np.logical_and if wanted.all_labels else np.logical_or
    return _joined(join, masks)


def _has_label(columns: Columns, label: str, wanted: Filter, *, ranged: bool) -> Mask:
    """A bare label is there where any pack that has it says so."""
    masks = [
        _in_range(pack.columns[number], wanted) if ranged else pack.suggested(number)
        for pack, number in find_label(columns.packs, label)
    ]
    return _joined(np.logical_or, masks)


def _joined(join: np.ufunc, masks: list[Mask]) -> Mask:
    first, *others = masks
    for mask in others:
        join(first, mask, out=first)
    return first


def _in_range(scores: Scores, wanted: Filter) -> Mask:
    """Both bounds belong to the range and are float32 as the scores are; NaN is outside."""
    mask = ~np.isnan(scores) if wanted.min_score is None else scores >= np.float32(wanted.min_score)
    if wanted.max_score is not None:
        mask &= scores <= np.float32(wanted.max_score)
    return mask


def find_label(packs: Sequence[PackScores], label: str) -> list[tuple[PackScores, int]]:
    """The columns that ``LABEL`` (in every pack that has it) or ``PACK/LABEL`` means.

    Raises KnownError, with the labels there are, where it means none.
    """
    every = [(pack, number, name.name) for pack in packs for number, name in enumerate(pack.labels)]
    bare = [(pack, number) for pack, number, name in every if name == label]
    full = [(pack, number) for pack, number, name in every if f"{pack.key}/{name}" == label]
    if bare or full:
        return full or bare
    if not every:
        raise KnownError(
            f"There is no label {label}: no model has scored this case yet, import with one first."
        )
    known = ", ".join(f"{pack.key}/{name}" for pack, _, name in every)
    raise KnownError(f"There is no label {label}; the labels are {known}.")


def best_score(columns: Columns, labels: Sequence[str]) -> Scores:
    """The best score of each item among ``labels``, suggested or not; NaN without one."""
    found = [pack.columns[n] for label in labels for pack, n in find_label(columns.packs, label)]
    best, *others = found
    for number, scores in enumerate(others):
        best = np.fmax(best, scores, out=best if number else None)
    return best
