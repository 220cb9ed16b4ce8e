"""Rows sorted by a group and a text, in NumPy: no Python object a row, no grip on the GIL.

A few bytes of every text at a time, as one number together with the group: rows that differ
by then are done, the others go on with their next bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from triage.store.coded import Codes
    from triage.store.packed import Packed

_Places = npt.NDArray[np.int64]
_Words = npt.NDArray[np.uint64]
_WORD = 8
_KEPT = np.array(
    [0, *(((1 << 8 * left) - 1) << 8 * (_WORD - left) for left in range(1, _WORD + 1))],
    dtype=np.uint64,
)
"""What is left of a word when so many bytes of it belong to the text: zeros behind them."""


def sorted_rows(group: Codes, texts: Packed, tie: Codes) -> _Places:
    """All rows by ``group``, then by the bytes of their text, then by ``tie``.

    ``group`` and ``tie`` are parallel to ``texts``; no group is negative.
    """
    sorting = _Sorting(group, texts)
    while len(sorting.open):
        sorting.go_on()
    return sorting.settled(tie)


class _Sorting:
    """``order``: rows as known so far; ``open``: its places where equal rows still lie."""

    def __init__(self, group: Codes, texts: Packed) -> None:
        self._texts = texts
        self._words = _overlapping(texts)
        self._offset = 0
        self._equal: list[tuple[_Places, _Places]] = []
        self.order: _Places = np.argsort(group, kind="stable")
        of_place = group.take(self.order)
        first = _first_of_run(of_place)
        self.open: _Places = np.flatnonzero(_in_company(first))
        self._run = _numbered(np.cumsum(first, dtype=np.int64).take(self.open))

    def go_on(self) -> None:
        """Part the rows of every run by their next bytes."""
        rows = self.order.take(self.open)
        step = (64 - int(self._run[-1]).bit_length()) // 8
        keys = self._run.astype(np.uint64) << np.uint64(8 * step) if step < _WORD else 0
        keys = keys | self._next_bytes(rows, step)
        by_key = np.argsort(keys)
        keys = keys.take(by_key)
        self.order[self.open] = rows.take(by_key)
        self._offset += step
        first = _first_of_run(keys)
        together = _in_company(first)
        run = np.cumsum(first, dtype=np.int64)
        # A zero byte is no byte of a text: all that are equal up to it are equal.
        over = keys & np.uint64(0xFF) == 0
        same = np.flatnonzero(together & over)
        if len(same):
            self._equal.append((self.open.take(same), run.take(same)))
        left = np.flatnonzero(together & ~over)
        self.open = self.open.take(left)
        self._run = _numbered(run.take(left))

    def settled(self, tie: Codes) -> _Places:
        """The order, with rows of equal texts by ``tie``."""
        for places, run in self._equal:
            rows = self.order.take(places)
            self.order[places] = rows.take(np.lexsort((tie.take(rows), run)))
        return self.order

    def _next_bytes(self, rows: _Places, step: int) -> _Words:
        starts = self._texts.bounds.take(rows) + self._offset
        left = self._texts.bounds.take(rows + 1) - 1 - starts
        words = self._words[starts].astype(np.uint64)
        words &= _KEPT.take(np.minimum(left, _WORD))
        return words >> np.uint64(8 * (_WORD - step))


def _overlapping(texts: Packed) -> npt.NDArray[np.uint64]:
    """At each byte the number that it and the seven behind it make, highest first."""
    padded = np.concatenate([texts.bytes, np.zeros(_WORD, np.uint8)])
    return np.ndarray((len(texts.bytes) + 1,), dtype=">u8", buffer=padded, strides=(1,))


def _first_of_run(keys: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
    first = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return first


def _in_company(first: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which places belong to a run of two or more."""
    alone = first.copy()
    alone[:-1] &= first[1:]
    return ~alone


def _numbered(run: npt.NDArray[np.integer[Any]]) -> _Places:
    """Rising numbers of runs as 0, 1, 2, ..."""
    return np.cumsum(_first_of_run(run)) - 1
