"""The pictures that are ready to be painted: the newest used, bounded by their number."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from triage.gui.tiles.wishes import Kind, Stamp, WishKey

MOST: Final = 2000
MOST_BYTES: Final = 256 << 20
"""2,000 pictures of 160 x 120 take 154 MB; the largest tiles at 200 % would take four times it."""


@dataclass(slots=True)
class Kept:
    """One picture, None where the case has none. ``box`` is what it was made to fit into.

    ``whole``: the case has no larger one. ``stale``: the case may have another one by now.
    """

    pixmap: QPixmap | None
    stamp: Stamp
    box: tuple[int, int]
    whole: bool
    stale: bool = False

    @property
    def memory_bytes(self) -> int:
        """What it takes."""
        return 0 if self.pixmap is None else self.pixmap.width() * self.pixmap.height() * 4

    def fills(self, box: tuple[int, int]) -> bool:
        """Whether no larger picture is to be had for this box."""
        if self.pixmap is None or self.whole:
            return True
        return box[0] <= self.box[0] and box[1] <= self.box[1]


class KeptPictures:
    """Pictures by wish key, least recently used first to go. Used by the shelf alone."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._bytes = 0  # copies counted each: never less than is really taken
        self._all: OrderedDict[WishKey, Kept] = OrderedDict()
        self._of_content: dict[tuple[int, Kind], WishKey] = {}

    def __len__(self) -> int:
        return len(self._all)

    @property
    def memory_bytes(self) -> int:
        """What the pictures take; copies that share one count once."""
        shared = {
            kept.pixmap.cacheKey(): kept.memory_bytes
            for kept in self._all.values()
            if kept.pixmap is not None
        }
        return sum(shared.values())

    def held(self) -> list[WishKey]:
        """Whatever is kept, the longest unused first."""
        return list(self._all)

    def get(self, key: WishKey) -> Kept | None:
        """The picture, which thereby counts as used."""
        kept = self._all.get(key)
        if kept is not None:
            self._all.move_to_end(key)
        return kept

    def look(self, key: WishKey) -> Kept | None:
        """The picture, which does not count as used by that."""
        return self._all.get(key)

    def put(self, key: WishKey, kept: Kept) -> None:
        """Keep a picture; the one longest unused goes where there are too many."""
        self.drop(key)
        self._all[key] = kept
        self._bytes += kept.memory_bytes
        if kept.stamp.content_id is not None:
            self._of_content[kept.stamp.content_id, key.kind] = key
        while len(self._all) > self._most or (self._bytes > MOST_BYTES and len(self._all) > 1):
            self._let_go(*self._all.popitem(last=False))

    def same(self, key: WishKey, stamp: Stamp, size: tuple[int, int]) -> QPixmap | None:
        """The picture of a copy, if there is one of this size and equally hidden."""
        if stamp.content_id is None or stamp.from_peek:
            return None
        other = self._of_content.get((stamp.content_id, key.kind))
        kept = None if other is None else self._all.get(other)
        if kept is None or kept.pixmap is None or kept.stamp != stamp:
            return None
        pixmap = kept.pixmap
        return pixmap if (pixmap.width(), pixmap.height()) == size else None

    def forget(self, key: WishKey) -> None:
        """The case may have another one; until it is read, this is shown."""
        if key in self._all:
            self._all[key].stale = True

    def forget_all(self) -> None:
        """The case may have another one of each; until they are read, these are shown."""
        for kept in self._all.values():
            kept.stale = True

    def confirm(self, key: WishKey) -> bool:
        """The case has no other one. False where there is none here either, by now."""
        kept = self._all.get(key)
        if kept is not None:
            kept.stale = False
        return kept is not None

    def drop(self, key: WishKey) -> None:
        """Keep this one no longer."""
        kept = self._all.pop(key, None)
        if kept is not None:
            self._let_go(key, kept)

    def clear(self) -> None:
        """Keep none."""
        self._all.clear()
        self._of_content.clear()
        self._bytes = 0

    def _let_go(self, key: WishKey, kept: Kept) -> None:
        self._bytes -= kept.memory_bytes
        if kept.stamp.content_id is not None:
            named = (kept.stamp.content_id, key.kind)
            if self._of_content.get(named) == key:
                del self._of_content[named]
