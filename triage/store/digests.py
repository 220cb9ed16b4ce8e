"""Lookup of contents by MD5, SHA-1 or SHA-256."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.core.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LENGTHS = (16, 20, 32)
"""Bytes of MD5, SHA-1, SHA-256."""


class Digests:
    """The three hashes of every content, in the order in which they were added."""

    def __init__(self) -> None:
        self._hashes = {length: bytearray() for length in _LENGTHS}

    def add(self, *columns: Sequence[bytes]) -> None:
        """Append the hashes of the next contents, one column a kind."""
        for column in columns:
            self._hashes[len(column[0])] += b"".join(column)

    def find(self, wanted: Iterable[str]) -> npt.NDArray[np.int64]:
        """The numbers of the contents that have one of the hex hashes, in no order.

        Raises KnownError where a text is no such hash.
        """
        by_length: dict[int, set[bytes]] = {length: set() for length in _LENGTHS}
        for text in wanted:
            digest = _digest(text)
            by_length[len(digest)].add(digest)
        found = [self._find(length, chosen) for length, chosen in by_length.items() if chosen]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def _find(self, length: int, wanted: set[bytes]) -> npt.NDArray[np.int64]:
        """The first four bytes narrow it down; the whole hash decides."""
        hashes = self._hashes[length]
        first = np.frombuffer(hashes, dtype=np.uint32)[:: length // 4]
        starts = np.frombuffer(b"".join(digest[:4] for digest in wanted), dtype=np.uint32)
        near = np.flatnonzero(np.isin(first, starts))
        return np.array(
            [n for n in near.tolist() if bytes(hashes[n * length : (n + 1) * length]) in wanted],
            dtype=np.int64,
        )


def _digest(text: str) -> bytes:
    try:
        digest = bytes.fromhex(text)
    except ValueError:
        digest = b""
    if len(digest) not in _LENGTHS:
        raise KnownError(
            f"{text!r} is no hash: give an MD5, SHA-1 or SHA-256 as 32, 40 or 64 hex digits."
        )
    return digest
