"""Decoded pictures kept for another look, as many as fit into a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.gui.viewing.previews import PreviewAnswer

MOST_BYTES = 256 << 20
PictureKey = tuple[str, int, bool]
"""Content, the longest side that was asked for, and whether the digest was compared."""


class PicturesHeld:
    """Least recently used goes first. A picture larger than everything allowed is not kept."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._held: OrderedDict[PictureKey, PreviewAnswer] = OrderedDict()
        self.bytes = 0

    def get(self, key: PictureKey) -> PreviewAnswer | None:
        """The answer of a content and size."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def keep(self, key: PictureKey, answer: PreviewAnswer) -> None:
        """Keep an answer that holds a picture."""
        self._drop(key)
        size = _bytes(answer)
        if not size or size > self._most:
            return
        self._held[key] = answer
        self.bytes += size
        while self.bytes > self._most:
            self._drop(next(iter(self._held)))

    def clear(self) -> None:
        """Keep nothing."""
        self._held.clear()
        self.bytes = 0

    def _drop(self, key: PictureKey) -> None:
        gone = self._held.pop(key, None)
        if gone is not None:
            self.bytes -= _bytes(gone)


def _bytes(answer: PreviewAnswer) -> int:
    return 0 if answer.image is None else answer.image.sizeInBytes()
