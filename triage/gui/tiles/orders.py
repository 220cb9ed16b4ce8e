"""What was asked of the loader and is not answered yet: nothing is asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.gui.tiles.measures import DEFAULT_SIZE
from triage.gui.tiles.wishes import Wish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.gui.tiles.guard import Guard
    from triage.gui.tiles.loader import Loader
    from triage.gui.tiles.wishes import Stamp, WishKey

NO_BOX: Final = (0, 0)
"""For texts alone."""

_FIRST_BOX: Final = (DEFAULT_SIZE, DEFAULT_SIZE * 3 // 4)


class Orders:
    """Between the shelf and the loader. ``box`` is what a tile of the page wants."""

    def __init__(self, loader: Loader, guard: Guard) -> None:
        self.box: tuple[int, int] = _FIRST_BOX
        self._loader = loader
        self._guard = guard
        self._asked: dict[WishKey, tuple[int, int]] = {}
        self._doubted: set[WishKey] = set()

    def waits(self, key: WishKey) -> bool:
        """Whether this is on its way."""
        return key in self._asked

    def ask(
        self, key: WishKey, box: tuple[int, int], known: Stamp | None, *, alone: bool = False
    ) -> None:
        """Ask for this before everything else, unless it is on its way."""
        if self._loader.resting or _within(box, self._asked.get(key)):
            return
        wish = self._wish(key, box, known, alone=alone)
        self._unask(self._loader.change(lambda wishes: wishes.add(wish)))

    def ask_all(self, wanted: Iterable[tuple[WishKey, tuple[int, int], Stamp | None]]) -> None:
        """Ask for these before everything else, those apart that are on their way."""
        if self._loader.resting:
            return
        made = [
            self._wish(key, box, known)
            for key, box, known in wanted
            if not _within(box, self._asked.get(key))
        ]
        if made:
            self._unask(self._loader.change(lambda w: [key for one in made for key in w.add(one)]))

    def turn_to(self, page: Iterable[tuple[WishKey, Stamp | None]], *, visible: int) -> None:
        """Ask for this page, the first of it first, and let earlier pages go."""
        if self._loader.resting:
            return
        asked = {key for key, box in self._asked.items() if _within(self.box, box)}
        made = [self._wish(key, self.box, known) for key, known in page]
        self._unask(self._loader.change(lambda w: w.turn_to(made, asked, visible=visible)))

    def add_later(self, page: Iterable[tuple[WishKey, Stamp | None]]) -> None:
        """Ask for these when nothing else is wanted."""
        if not self._loader.resting:
            new = [(key, known) for key, known in page if key not in self._asked]
            made = [self._wish(key, self.box, known) for key, known in new]
            self._unask(self._loader.change(lambda wishes: wishes.add_later(made)))

    def doubt(self) -> None:
        """The case changed: what is on its way may have been read before that."""
        self._doubted.update(self._asked)

    def answered(self, wish: Wish) -> bool:
        """A wish is on its way no longer; a later one for more of the same may be.

        True where the answer may be older than the case is by now.

        An answer may be larger than what was asked last: a page that wants little of an item
        asks nothing anew where more of it is on its way for a preview.
        """
        asked = self._asked.get(wish.key)
        if asked is not None and _within(asked, wish.box):
            del self._asked[wish.key]
        doubted = wish.key in self._doubted
        self._doubted.discard(wish.key)
        return doubted

    def forget(self) -> None:
        """Whatever was asked counts no more."""
        self._asked.clear()
        self._doubted.clear()
        self._loader.forget()

    def _wish(
        self, key: WishKey, box: tuple[int, int], known: Stamp | None, *, alone: bool = False
    ) -> Wish:
        self._asked[key] = box
        guard = self._guard
        return Wish(key, box, guard.epoch, guard.privacy.style, known, alone)

    def _unask(self, dropped: list[WishKey]) -> None:
        for key in dropped:
            self._asked.pop(key, None)
            self._doubted.discard(key)


def _within(box: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and box[0] <= other[0] and box[1] <= other[1]
