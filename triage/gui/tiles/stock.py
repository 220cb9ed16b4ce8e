"""What lies on the shelf: pictures as they may be seen, and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.tiles.guard import Guard
from triage.gui.tiles.kept import Kept, KeptPictures
from triage.gui.tiles.landing import pixmap_of
from triage.gui.tiles.texts import Texts
from triage.gui.tiles.wishes import Kind, WishKey, picture_key

if TYPE_CHECKING:
    from triage.gui.tiles.loader import Answer
    from triage.gui.tiles.wishes import Stamp

Wanted = tuple[WishKey, "Stamp | None"]


class Stock:
    """Nothing unveiled is kept of an item that the guard covers."""

    def __init__(self, most: int) -> None:
        self.guard = Guard()
        self.kept = KeptPictures(most)
        self.texts = Texts()

    def key(self, item_id: int, *, hidden: bool) -> WishKey:
        """The picture that may be seen: veiled if it is ``hidden``, or if the guard says so."""
        bare = picture_key(item_id, hidden=False)
        if hidden:
            # Whatever was seen before it was covered must not lie here any longer.
            self.kept.drop(bare)
        elif self._covered(bare):
            self.kept.drop(bare)
            hidden = True
        return picture_key(item_id, hidden=hidden)

    def recheck(self) -> bool:
        """Drop the pictures that are covered now and were not before; whether there were any."""
        open_ones = [key for key in self.kept.held() if key.kind is Kind.OPEN]
        covered = [key for key in open_ones if self._covered(key)]
        for key in covered:
            self.kept.drop(key)
        return bool(covered)

    def lacking(self, key: WishKey, box: tuple[int, int]) -> Wanted | None:
        """What must be asked to paint this as well as it can be; None where all is there."""
        if key.kind is Kind.TEXT:
            known = self.texts.get(key.item_id) is not None and not self.texts.stale(key.item_id)
            return None if known else (key, None)
        kept = self.kept.get(key)
        if kept is None or not kept.fills(box):
            return key, None
        if kept.stale or self.texts.stale(key.item_id) or self.texts.get(key.item_id) is None:
            return key, kept.stamp
        return None

    def changing(self, key: WishKey) -> Wanted | None:
        """What must be asked because an import that runs may have brought more of it."""
        kept = self.kept.get(key)
        if kept is not None and (kept.stamp.from_peek or kept.stamp.content_id is None):
            return key, kept.stamp
        return None

    def forget(self, item_id: int) -> None:
        """The case may have something else of this item; what lies here stays until it is read."""
        self.texts.forget(item_id)
        for hidden in (False, True):
            self.kept.forget(picture_key(item_id, hidden=hidden))

    def place(self, answer: Answer) -> bool:
        """Take an answer in; whether the item looks different now."""
        key = answer.wish.key
        new = answer.text is not None and self.texts.put(key.item_id, answer.text)
        if key.kind is Kind.TEXT:
            return new
        if key.kind is Kind.OPEN and self.guard.covers(key.item_id, answer.stamp.content_id):
            self.kept.drop(key)
            return True
        if answer.same:
            return not self.kept.confirm(key) or new
        self.kept.put(key, self._kept(answer))
        return True

    def _covered(self, bare: WishKey) -> bool:
        """Whether the picture that is known of an item is covered; unknown: its arrival tells."""
        kept = self.kept.look(bare)
        if kept is not None:
            return self.guard.covers(bare.item_id, kept.stamp.content_id)
        text = self.texts.get(bare.item_id)
        return text is not None and self.guard.covers(bare.item_id, text.content_id)

    def _kept(self, answer: Answer) -> Kept:
        drawn, wish = answer.drawn, answer.wish
        if drawn is None:
            return Kept(None, answer.stamp, wish.box, whole=True)
        size = (drawn.width, drawn.height)
        pixmap = self.kept.same(wish.key, answer.stamp, size) or pixmap_of(drawn)
        return Kept(pixmap, answer.stamp, wish.box, whole=drawn.whole)
