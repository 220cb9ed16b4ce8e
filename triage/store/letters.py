"""Which letters each of many texts has: what lacks one of a word cannot hold the word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from triage.store.coded import Mask
    from triage.store.packed import Bytes, Packed

_Bits = npt.NDArray[np.unsignedinteger[Any]]
BLOCK = 50_000
"""Texts looked at in one go."""


class Alphabet:
    """A bit for each of ``own``, the bits that are left are shared by all other bytes."""

    def __init__(self, own: bytes, dtype: type[np.unsignedinteger[Any]]) -> None:
        self.own = frozenset(own)
        shared = np.iinfo(dtype).bits - len(own)
        numbers = np.arange(256) % shared
        numbers[list(own)] = shared + np.arange(len(own))
        self.table: _Bits = np.left_shift(dtype(1), numbers.astype(dtype))
        self.table[0] = 0


NAMES = Alphabet(b"abcdefghijklmnopqrstuvwxyz0123456789", np.uint64)
DATES = Alphabet(b"0123456789", np.uint16)
"""Where nearly all letters are digits; a quarter of the memory."""


class Letters:
    """The bits of the bytes of each text."""

    def __init__(self, alphabet: Alphabet, bits: _Bits) -> None:
        self.alphabet = alphabet
        self._bits = bits

    @classmethod
    def of(cls, texts: Packed, alphabet: Alphabet) -> Letters:
        """Look at every byte of ``texts``."""
        table = alphabet.table
        parts = [table[:0]]
        for first in range(0, len(texts), BLOCK):
            some = texts.bounds[first : first + BLOCK + 1]
            bits = table.take(texts.bytes[some[0] : some[-1]])
            parts.append(np.bitwise_or.reduceat(bits, some[:-1] - some[0]))
        return cls(alphabet, np.concatenate(parts))

    def followed_by(self, others: Letters) -> Letters:
        """Of these texts and others behind them."""
        return Letters(self.alphabet, np.concatenate([self._bits, others._bits]))

    def maybe(self, word: Bytes) -> Mask:
        """The texts that have every letter of ``word``, as far as the bits tell."""
        wanted = np.bitwise_or.reduce(self.alphabet.table.take(word))
        return self._bits & wanted == wanted

    def decides(self, word: bytes) -> bool:
        """Whether :meth:`maybe` is the whole answer: one letter with a bit of its own."""
        return len(word) == 1 and word[0] in self.alphabet.own
