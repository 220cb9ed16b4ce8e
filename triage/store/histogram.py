"""Histograms of scores, from 8-bit columns; a picture, no verdict: thresholds use float32."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.core.errors import BugError
from triage.store.score_columns import NO_BIN, PackScores

if TYPE_CHECKING:
    from triage.store.coded import AnyRows

MOST_BINS = NO_BIN - 1
Counts = npt.NDArray[np.int64]


def histogram(pack: PackScores, number: int, rows: AnyRows | None, bins: int) -> Counts:
    """How many of ``rows`` (None: all items) fall into each of ``bins`` equal steps of 0-1.

    Shape (bins,). Items without a score are left out.
    """
    if not 1 <= bins <= MOST_BINS:
        raise BugError(f"a histogram has 1 to {MOST_BINS} bins, not {bins}")
    column = pack.bins(number, bins)
    return _counted(column if rows is None else column.take(rows))[:bins]


def _counted(steps: npt.NDArray[np.uint8]) -> Counts:
    """How often each of the 256 values occurs; two at a time, which takes half as long."""
    even = len(steps) // 2 * 2
    pairs = np.bincount(steps[:even].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    counts = pairs.sum(axis=0) + pairs.sum(axis=1)
    counts[steps[even:]] += 1
    return counts
