"""To which of many texts in one buffer a byte belongs: a fifth of a byte for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from triage.store.packed import Bytes

_WORD = 64
"""Bytes whose bits make one word."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Of texts in one buffer, each ended by NUL: how many of them end before a byte.

    ``words`` have a bit for every byte, 1 where a text ends; ``counts`` how many ends there are
    before each word.
    """

    words: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int32]

    @classmethod
    def of(cls, joined: Bytes) -> Ends:
        """Look at every byte."""
        empty = cls(np.zeros(0, dtype=np.uint64), np.zeros(1, dtype=np.int32))
        return empty.followed_by(joined)

    def followed_by(self, joined: Bytes) -> Ends:
        """For ``joined``, which begins with the bytes of these."""
        # The last word may be a part of one: it is made again.
        whole = max(0, len(self.words) - 1)
        bits = np.packbits(joined[whole * _WORD :] == 0, bitorder="little")
        words = np.zeros(-(-len(bits) // 8), dtype="<u8")
        words.view(np.uint8)[: len(bits)] = bits
        counts = np.cumsum(np.bitwise_count(words), dtype=np.int32)
        counts += self.counts[whole]
        return Ends(
            np.concatenate([self.words[:whole], words]),
            np.concatenate([self.counts[: whole + 1], counts]),
        )

    def before(self, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """The number of the text to which each byte belongs."""
        of_word = places // _WORD
        below = (np.uint64(1) << (places % _WORD).astype(np.uint64)) - np.uint64(1)
        within = np.bitwise_count(self.words.take(of_word) & below)
        return self.counts.take(of_word) + within
