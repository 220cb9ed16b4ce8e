"""Many folded texts in one buffer, searched for a word by NumPy.

The bytes are UTF-8 with ``surrogatepass``, so that a name which is no UTF-8 can be searched
as JSON shows it; texts are parted by NUL, which neither a name nor a word holds.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.store.ends import Ends
from triage.store.letters import NAMES, Alphabet, Letters
from triage.store.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.store.coded import Mask
    from triage.store.packed import Bytes

PART = "\0"
_BLOCK = 1 << 19
"""Bytes looked at in one go: small enough to stay in the processor's cache."""
FEW = 50_000
"""Up to here it pays to copy the texts that may hold a word out and search only them."""


def fold(text: str) -> str:
    """``text`` without case, its accents composed: a name typed on a Mac is found too."""
    folded = text.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def encode(text: str) -> bytes:
    """The bytes of a folded text as the buffer holds them."""
    return text.encode("utf-8", "surrogatepass")


def folded(texts: Iterable[str]) -> Packed:
    """Texts without case, in one buffer."""
    return Packed.of(encode(fold(PART.join([*texts, ""]))))


@dataclass(frozen=True, slots=True)
class Haystack:
    """Texts by number, for substring search; no text holds NUL. It never changes.

    ``ends``, ``letters`` and ``seldom`` (how often each byte occurs) are made of ``texts``.
    """

    texts: Packed
    ends: Ends
    letters: Letters
    seldom: npt.NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[str], alphabet: Alphabet = NAMES) -> Haystack:
        """Of texts as they are; they are folded here."""
        none = Packed.of(b"")
        counts = np.zeros(256, dtype=np.int64)
        empty = cls(none, Ends.of(none.bytes), Letters.of(none, alphabet), counts)
        return empty.followed_by(folded(texts))

    def followed_by(self, others: Packed) -> Haystack:
        """These texts and folded ``others`` behind them."""
        if not len(others):
            return self
        texts = self.texts.followed_by(others)
        letters = Letters.of(others, self.letters.alphabet)
        seldom = self.seldom + np.bincount(others.bytes, minlength=256)
        return Haystack(
            texts, self.ends.followed_by(texts.bytes), self.letters.followed_by(letters), seldom
        )

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, number: int) -> bytes:
        """One folded text."""
        return self.texts.text(number)

    def holding(self, word: bytes) -> Mask:
        """Which texts hold the folded ``word`` (not empty); shape (texts,)."""
        marks = np.zeros(len(self), dtype=np.bool_)
        needle = np.frombuffer(word, dtype=np.uint8)
        if b"\0" in word or not self.seldom[needle].all():
            return marks
        possible = self.letters.maybe(needle)
        if self.letters.decides(word):
            return possible
        numbers = np.flatnonzero(possible)
        if len(numbers) <= FEW:
            marks[numbers[self.among(word, numbers)]] = True
        else:
            marks[self.ends.before(self._hits(needle, self.texts.bytes))] = True
        return marks

    def among(self, word: bytes, numbers: npt.NDArray[np.integer]) -> Mask:
        """Which of some texts hold the folded ``word`` (not empty); parallel to ``numbers``."""
        marks = np.zeros(len(numbers), dtype=np.bool_)
        needle = np.frombuffer(word, dtype=np.uint8)
        starts = self.texts.bounds.take(numbers).astype(np.int64)
        lengths = self.texts.bounds.take(numbers + 1) - starts
        before = np.cumsum(lengths) - lengths
        total = int(lengths.sum())
        if b"\0" in word or len(word) >= total or not self.seldom[needle].all():
            return marks
        copied = self.texts.bytes.take(np.repeat(starts - before, lengths) + np.arange(total))
        hits = self._hits(needle, copied)
        marks[np.searchsorted(before, hits, side="right") - 1] = True
        return marks

    def starting(self, word: bytes, within: Mask) -> Mask:
        """Which texts begin with the folded ``word`` (maybe empty), of those in ``within``."""
        numbers = np.flatnonzero(within)
        starts = self.texts.bounds.take(numbers).astype(np.int64)
        for offset, byte in enumerate(word):
            there = self.texts.bytes.take(starts + offset, mode="clip") == byte
            numbers, starts = numbers[there], starts[there]
        marks = np.zeros(len(self), dtype=np.bool_)
        marks[numbers] = True
        return marks

    def _hits(self, word: Bytes, within: Bytes) -> npt.NDArray[np.int64]:
        """Where ``word`` begins, ascending: its two rarest bytes first, then the others."""
        order = np.argsort(self.seldom[word], kind="stable").tolist()
        parts = [np.zeros(0, dtype=np.int64)]
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
