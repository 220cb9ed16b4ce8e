"""Texts in one buffer of bytes: a tenth of the memory of as many ``str``, and NumPy's food."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Bounds = npt.NDArray[np.signedinteger[Any]]
END = b"\0"
"""After every text; no text holds it."""
_SMALL = np.iinfo(np.int32).max


class Packed:
    """``bytes``: the texts, each ended by NUL; ``bounds``: where each begins, and the end.

    ``bounds`` has one more place than there are texts. Neither array is ever changed.
    """

    __slots__ = ("bounds", "bytes")

    def __init__(self, joined: Bytes, bounds: Bounds) -> None:
        self.bytes = joined
        self.bounds = bounds

    @classmethod
    def of(cls, joined: bytes | Bytes) -> Packed:
        """Texts that are joined already, each with its NUL."""
        buffer = joined if isinstance(joined, np.ndarray) else np.frombuffer(joined, np.uint8)
        ends = np.flatnonzero(buffer == 0)
        bounds = np.zeros(len(ends) + 1, dtype=_fitting(len(buffer)))
        bounds[1:] = ends + 1
        return cls(buffer, bounds)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def text(self, number: int) -> bytes:
        """One text."""
        return self.bytes[self.bounds[number] : self.bounds[number + 1] - 1].tobytes()

    def followed_by(self, others: Packed) -> Packed:
        """These texts and ``others`` behind them."""
        if not len(others):
            return self
        size = len(self.bytes) + len(others.bytes)
        bounds = np.empty(len(self) + len(others) + 1, dtype=_fitting(size))
        bounds[: len(self.bounds)] = self.bounds
        bounds[len(self.bounds) :] = others.bounds[1:]
        bounds[len(self.bounds) :] += len(self.bytes)
        return Packed(np.concatenate([self.bytes, others.bytes]), bounds)


def _fitting(size: int) -> type[np.signedinteger[Any]]:
    return np.int32 if size <= _SMALL else np.int64
