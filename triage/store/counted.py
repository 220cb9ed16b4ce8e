"""Numbers in names made comparable byte by byte, as people count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.store.packed import Bytes, Packed

if TYPE_CHECKING:
    import numpy.typing as npt

_BLOCK = 1 << 20
"""Bytes rewritten in one go: what is needed beside them stays small."""
_ZERO, _NINE = 48, 57
_MOST = 200
"""Digits that are told apart by their number; longer ones compare as texts."""


def counted(texts: Packed) -> Packed:
    """Every number led by how many digits it has, zeros before it left out.

    The count follows ``0``, so that numbers keep their place among other characters, and is
    above every digit and ``/``, so that no separator comes in.
    """
    parts: list[Bytes] = []
    first = 0
    while first < len(texts):
        last = int(np.searchsorted(texts.bounds, texts.bounds[first] + _BLOCK))
        last = min(max(last, first + 1), len(texts))
        parts.append(_counted(texts.bytes[texts.bounds[first] : texts.bounds[last]]))
        first = last
    return Packed.of(np.concatenate(parts) if parts else np.zeros(0, np.uint8))


def _counted(joined: Bytes) -> Bytes:
    """Some texts with their NULs."""
    starts, ends = _numbers(joined)
    if not len(starts):
        return joined
    firsts = _first_digits(joined, starts, ends)
    kept = np.ones(len(joined), dtype=np.bool_)
    kept[_ranges(starts, firsts)] = False
    steps = kept.astype(np.int32)
    steps[firsts] += 2
    places = np.cumsum(steps, dtype=np.int32) - 1
    made = np.empty(int(places[-1]) + 1, dtype=np.uint8)
    made[places[kept]] = joined[kept]
    made[places[firsts] - 2] = _ZERO
    made[places[firsts] - 1] = np.minimum(ends - firsts, _MOST) + _ZERO
    return made


def _numbers(joined: Bytes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where runs of digits begin and end; a NUL is last, so each ends."""
    digit = (joined >= _ZERO) & (joined <= _NINE)
    starts = digit.copy()
    starts[1:] &= ~digit[:-1]
    ends = ~digit
    ends[0] = False
    ends[1:] &= digit[:-1]
    return np.flatnonzero(starts), np.flatnonzero(ends)


def _first_digits(
    joined: Bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Where each number begins without its zeros; of zeros alone the last one stays."""
    others = np.flatnonzero(joined != _ZERO)
    firsts = others.take(np.searchsorted(others, starts), mode="clip")
    return np.minimum(firsts, ends - 1)


def _ranges(starts: npt.NDArray[np.int64], stops: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All numbers from each start up to its stop."""
    lengths = stops - starts
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
