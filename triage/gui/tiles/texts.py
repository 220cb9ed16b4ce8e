"""The texts of items that were on screen, bounded by their number."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from triage.gui.tiles.tile_text import TileText

MOST: Final = 20_000


class Texts:
    """Texts by item id, least recently used first to go."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._all: OrderedDict[int, TileText] = OrderedDict()
        self._stale: set[int] = set()

    def __len__(self) -> int:
        return len(self._all)

    def get(self, item_id: int) -> TileText | None:
        """The texts, which thereby count as used."""
        text = self._all.get(item_id)
        if text is not None:
            self._all.move_to_end(item_id)
        return text

    def stale(self, item_id: int) -> bool:
        """Whether the case may say something else by now."""
        return item_id in self._stale

    def put(self, item_id: int, text: TileText) -> bool:
        """Keep the texts; whether they are others than before."""
        new = self._all.get(item_id) != text
        self._all[item_id] = text
        self._all.move_to_end(item_id)
        self._stale.discard(item_id)
        while len(self._all) > self._most:
            self._stale.discard(self._all.popitem(last=False)[0])
        return new

    def forget(self, item_id: int) -> None:
        """They are shown until they are read anew, and no longer."""
        if item_id in self._all:
            self._stale.add(item_id)

    def forget_all(self) -> None:
        """They are all shown until they are read anew, and no longer."""
        self._stale.update(self._all)

    def clear(self) -> None:
        """Keep none."""
        self._all.clear()
        self._stale.clear()
