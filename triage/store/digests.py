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
KEPT = 12
"""First bytes of each that are kept and compared: 96 bits, which no other file of any size of
collection shares by chance, and a third of the memory. The whole hashes are in the case."""
_Beginnings = npt.NDArray[np.uint32]


class Digests:
    """The three hashes of every content, by ascending id; never changed."""

    def __init__(self, beginnings: dict[int, _Beginnings] | None = None) -> None:
        none = np.zeros((0, KEPT // 4), dtype=np.uint32)
        self._beginnings = beginnings or dict.fromkeys(_LENGTHS, none)

    def followed_by(self, others: DigestReader) -> Digests:
        """These and the ``others`` behind them."""
        return Digests(
            {
                length: np.concatenate([known, *others.parts[length]])
                for length, known in self._beginnings.items()
            }
        )

    def find(self, wanted: Iterable[str]) -> npt.NDArray[np.int64]:
        """The numbers of the contents that have one of the hex hashes, in no order.

        Raises KnownError where a text is no such hash.
        """
        by_length: dict[int, set[bytes]] = {length: set() for length in _LENGTHS}
        for text in wanted:
            digest = _digest(text)
            by_length[len(digest)].add(digest[:KEPT])
        found = [self._find(length, chosen) for length, chosen in by_length.items() if chosen]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def _find(self, length: int, wanted: set[bytes]) -> npt.NDArray[np.int64]:
        """The first four bytes narrow it down, the others decide."""
        known = self._beginnings[length]
        starts = np.frombuffer(b"".join(digest[:4] for digest in wanted), dtype=np.uint32)
        near = np.flatnonzero(np.isin(known[:, 0], starts))
        return np.array(
            [number for number in near.tolist() if known[number].tobytes() in wanted],
            dtype=np.int64,
        )


class DigestReader:
    """Takes in hashes as the case has them; ``parts`` by their length."""

    def __init__(self) -> None:
        self.parts: dict[int, list[_Beginnings]] = {length: [] for length in _LENGTHS}

    def add(self, *columns: Sequence[bytes]) -> None:
        """Append the hashes of the next contents, one column a kind."""
        for column in columns:
            length = len(column[0])
            whole = np.frombuffer(b"".join(column), dtype=np.uint32).reshape(-1, length // 4)
            self.parts[length].append(whole[:, : KEPT // 4].copy())


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
