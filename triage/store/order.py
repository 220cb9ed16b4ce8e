"""Orders: permutations that are kept, and score orders made of the rows at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from triage.core.filters import Sort
from triage.store.heap import trim
from triage.store.path_order import natural_rows, ranks

if TYPE_CHECKING:
    from triage.store.coded import AnyRows, Mask, Rows
    from triage.store.fetch import Integers
    from triage.store.score_columns import Scores
    from triage.store.text import TextIndex

_FIRST_BLOCK = 1 << 14
_SAMPLE = 61
"""Every how many rows a first page by score is guessed from; a prime, as rows may repeat."""
_Keys = npt.NDArray[np.uint64]


class Orders:
    """Permutations of all rows; ``by_path`` breaks every tie, nulls come last.

    ``taken_key`` and ``size`` sort ascending; a ``size`` below 0 is none. All but the order by
    path are made at the first wish, by whoever asks: :class:`triage.store.query.Query`.
    """

    def __init__(
        self,
        by_path: Rows,
        taken_key: Integers,
        size: npt.NDArray[np.signedinteger[Any]],
        texts: TextIndex,
        natural: Rows | None = None,
    ) -> None:
        self.by_path = by_path
        self.taken_key = taken_key
        self._size = size
        self._texts = texts
        self._kept: dict[Sort, Rows] = {Sort.PATH: by_path}
        self._path_rank: Rows | None = None
        self._natural = natural

    @property
    def path_rank(self) -> Rows:
        """The place of each row in the order by path."""
        if self._path_rank is None:
            self._path_rank = ranks(self.by_path)
        return self._path_rank

    @property
    def natural(self) -> Rows:
        """By path as people count."""
        if self._natural is None:
            self._natural = natural_rows(self._texts, self.path_rank)
            trim()
        return self._natural

    @property
    def made_natural(self) -> Rows | None:
        """:attr:`natural` where somebody wished for it."""
        return self._natural

    def kept(self, sort: Sort) -> Rows:
        """The permutation of an order that is not by score."""
        if sort not in self._kept:
            key = self.taken_key if sort is Sort.TAKEN else self._size.astype(np.uint64)
            self._kept[sort] = self._by(key)
        return self._kept[sort]

    def _by(self, key: npt.NDArray[np.int64] | _Keys) -> Rows:
        return self.by_path[np.argsort(key[self.by_path], kind="stable")]


def in_order(order: Rows, mask: Mask) -> Rows:
    """The rows of ``mask`` as ``order`` has them."""
    return order.take(np.flatnonzero(mask.take(order)))


def first_in_order(order: Rows, mask: Mask, count: int) -> Rows:
    """The first ``count`` of :func:`in_order`, looking no further than needed."""
    found: list[Rows] = []
    start, size, missing = 0, _FIRST_BLOCK, count
    while missing > 0 and start < len(order):
        block = order[start : start + size]
        hits = block[mask.take(block)][:missing]
        found.append(hits)
        missing -= len(hits)
        start, size = start + size, size * 4
    return np.concatenate(found) if found else order[:0]


def by_score(orders: Orders, scores: Scores, mask: Mask, count: int | None = None) -> Rows:
    """The rows of ``mask``, highest score first, ties by path, NaN last; the first ``count``."""
    rows = np.flatnonzero(mask) if count is None else _leading(scores, mask, count)
    chosen = scores.take(rows)
    # Falling scores as rising integers, then the rank by path: one sort of plain numbers, and
    # the low half of each tells the row.
    keys = _falling(chosen).astype(np.uint64) << np.uint64(32)
    keys |= orders.path_rank.take(rows).astype(np.uint64)
    if count is not None and count < len(keys):
        keys = np.partition(keys, count - 1)[:count]
    keys.sort()
    return orders.by_path.take((keys & np.uint64(0xFFFFFFFF)).astype(np.int32))


def _leading(scores: Scores, mask: Mask, count: int) -> AnyRows:
    """Rows of ``mask``, among them its ``count`` highest scores, most often not many more.

    A sample guesses a score that enough rows reach; where they do, no other row can lead.
    """
    sample = scores[::_SAMPLE][mask[::_SAMPLE]]
    least = _highest(sample, 2 * (count // _SAMPLE) + 8)
    rows = np.flatnonzero((scores >= least) & mask)
    if len(rows) >= count:
        return rows
    rows = np.flatnonzero(mask)
    chosen = scores.take(rows)
    least = _highest(chosen, count)
    return rows if np.isnan(least) else rows[chosen >= least]


def _highest(scores: Scores, place: int) -> np.float32:
    """The score at ``place`` (from 1) of the falling order; NaN, which comes last, without."""
    if not 1 <= place <= len(scores):
        return np.float32(np.nan)
    return -np.partition(-scores, place - 1)[place - 1]


def _falling(scores: Scores) -> npt.NDArray[np.uint32]:
    """Integers that rise where float32 scores fall; NaN is the highest.

    IEEE 754: the bits of positive floats rise with them, those of negative ones fall.
    """
    bits = (scores + np.float32(0)).view(np.uint32)  # -0 becomes 0: they are equal
    negative = bits >> np.uint32(31) == 1
    falling = np.where(negative, bits, ~bits & np.uint32(0x7FFFFFFF))
    return np.where(np.isnan(scores), np.uint32(0xFFFFFFFF), falling)
