"""Many folded texts in one buffer, searched for a word by NumPy.

The bytes are UTF-8 with ``surrogatepass``, so that a name which is no UTF-8 can be searched
as JSON shows it; texts are parted by NUL, which neither a name nor a word holds.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.store.coded import Mask

PART = "\0"
_BLOCK = 1 << 19
"""Bytes looked at in one go: small enough to stay in the processor's cache."""
_STRIDE = 256
"""Bytes that share one full text number; the step from it then fits eight bits."""
FEW = 50_000
"""Up to here it pays to copy the texts that may hold a word out and search only them."""
_Bytes = npt.NDArray[np.uint8]


def fold(text: str) -> str:
    """``text`` without case, its accents composed: a name typed on a Mac is found too."""
    folded = text.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def encode(text: str) -> bytes:
    """The bytes of a folded text as the buffer holds them."""
    return text.encode("utf-8", "surrogatepass")


class Haystack:
    """Texts by number, for substring search; no text holds NUL."""

    def __init__(self, texts: Iterable[str]) -> None:
        joined = fold(PART.join([*texts, ""]))
        self.buffer = encode(joined)
        self._bytes: _Bytes = np.frombuffer(self.buffer, dtype=np.uint8)
        ends = np.flatnonzero(self._bytes == 0)
        self._bounds = np.concatenate([np.zeros(1, np.int64), ends + 1])
        self._starts = self._bounds[:-1]
        self._bases, self._steps = _text_numbers(self._bytes)
        self._letters = _letters(self._bytes, self._bounds)
        self._seldom = np.bincount(self._bytes, minlength=256)

    def __len__(self) -> int:
        return len(self._starts)

    def text(self, number: int) -> bytes:
        """One folded text."""
        start = int(self._starts[number])
        return self.buffer[start : self.buffer.index(b"\0", start)]

    def holding(self, word: bytes) -> Mask:
        """Which texts hold the folded ``word`` (not empty); shape (texts,)."""
        marks = np.zeros(len(self), dtype=np.bool_)
        needle = np.frombuffer(word, dtype=np.uint8)
        if b"\0" in word or not self._seldom[needle].all():
            return marks
        wanted = np.bitwise_or.reduce(_BITS.take(needle))
        possible = self._letters & wanted == wanted
        if len(word) == 1 and word.isalnum():
            return possible
        numbers = np.flatnonzero(possible)
        if len(numbers) <= FEW:
            marks[numbers[self.among(word, numbers)]] = True
        else:
            marks[self._numbers(self._hits(needle, self._bytes))] = True
        return marks

    def among(self, word: bytes, numbers: npt.NDArray[np.integer]) -> Mask:
        """Which of some texts hold the folded ``word`` (not empty); parallel to ``numbers``."""
        marks = np.zeros(len(numbers), dtype=np.bool_)
        needle = np.frombuffer(word, dtype=np.uint8)
        starts = self._bounds.take(numbers)
        lengths = self._bounds.take(numbers + 1) - starts
        before = np.cumsum(lengths) - lengths
        total = int(lengths.sum())
        if b"\0" in word or len(word) >= total or not self._seldom[needle].all():
            return marks
        copied = self._bytes.take(np.repeat(starts - before, lengths) + np.arange(total))
        hits = self._hits(needle, copied)
        marks[np.searchsorted(before, hits, side="right") - 1] = True
        return marks

    def starting(self, word: bytes, within: Mask) -> Mask:
        """Which texts begin with the folded ``word`` (maybe empty), of those in ``within``."""
        numbers = np.flatnonzero(within)
        starts = self._starts[numbers]
        for offset, byte in enumerate(word):
            there = self._bytes.take(starts + offset, mode="clip") == byte
            numbers, starts = numbers[there], starts[there]
        marks = np.zeros(len(self), dtype=np.bool_)
        marks[numbers] = True
        return marks

    def _numbers(self, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """The number of the text to which each byte belongs."""
        return self._bases.take(places // _STRIDE) + self._steps.take(places)

    def _hits(self, word: _Bytes, within: _Bytes) -> npt.NDArray[np.int64]:
        """Where ``word`` begins, ascending: its two rarest bytes first, then the others."""
        order = np.argsort(self._seldom[word], kind="stable").tolist()
        parts: list[npt.NDArray[np.int64]] = []
        last = len(within) - len(word) + 1
        for start in range(0, last, _BLOCK):
            stop = min(start + _BLOCK, last)
            found = within[start + order[0] : stop + order[0]] == word[order[0]]
            if len(order) > 1:
                found &= within[start + order[1] : stop + order[1]] == word[order[1]]
            hits = np.flatnonzero(found) + start
            for offset in order[2:]:
                hits = hits[within.take(hits + offset) == word[offset]]
            parts.append(hits)
        return np.concatenate(parts)


def _bits() -> npt.NDArray[np.uint64]:
    """For each byte the bit that says "it occurs": one of its own for a-z and 0-9."""
    bits = np.left_shift(np.uint64(1), np.arange(256, dtype=np.uint64) % np.uint64(28))
    for place, byte in enumerate(b"abcdefghijklmnopqrstuvwxyz0123456789"):
        bits[byte] = np.uint64(1) << np.uint64(28 + place)
    bits[0] = 0
    return bits


_BITS = _bits()


def _letters(joined: _Bytes, bounds: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """For each text the bits of all its bytes: what lacks a letter cannot hold the word."""
    parts = [np.zeros(0, dtype=np.uint64)]
    for first in range(0, len(bounds) - 1, FEW):
        some = bounds[first : first + FEW + 1]
        bits = _BITS.take(joined[some[0] : some[-1]])
        parts.append(np.bitwise_or.reduceat(bits, some[:-1] - some[0]))
    return np.concatenate(parts)


def _text_numbers(joined: _Bytes) -> tuple[npt.NDArray[np.int32], _Bytes]:
    """For each byte its text's number, as a base for every _STRIDE bytes and steps from it."""
    numbers = np.zeros(-(-len(joined) // _STRIDE) * _STRIDE, dtype=np.int32)
    ends = joined == 0
    numbers[: len(joined)] = np.cumsum(ends, dtype=np.int32) - ends
    by_stride = numbers.reshape(-1, _STRIDE)
    bases = by_stride[:, 0].copy()
    return bases, (by_stride - bases[:, None]).astype(np.uint8).ravel()
