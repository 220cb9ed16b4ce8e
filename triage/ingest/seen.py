"""A set of item ids at one bit each: a million items take 125 KB."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class SeenIds:
    """Grows as needed; ids are small non-negative integers."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, ids: Iterable[int]) -> None:
        """Remember ids."""
        for item_id in ids:
            byte, bit = divmod(item_id, 8)
            if byte >= len(self._bits):
                self._bits.extend(bytes(byte + 1 - len(self._bits) + 4096))
            self._bits[byte] |= 1 << bit

    def holds(self, item_id: int) -> bool:
        """Whether an id was added."""
        byte, bit = divmod(item_id, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)
