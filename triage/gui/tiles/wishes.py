"""What pictures are wanted next: the newest first, and never more than about two screens."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_OF_A_PAGE: Final = 120
"""Two screens of 1600 x 1000; a page that is larger makes room for twice itself."""
MOST_ALONE: Final = 8


class Stamp(NamedTuple):
    """What a picture was made from: the same stamp, the same picture."""

    content_id: int | None
    from_peek: bool
    there: bool


class Kind(Enum):
    """What is wanted of an item."""

    OPEN = "open"
    VEILED = "veiled"
    BARE = "bare"
    """The picture of a hidden item as it is, for as long as Space is held."""
    TEXT = "text"


class WishKey(NamedTuple):
    """One wish of these can wait at a time."""

    item_id: int
    kind: Kind


def picture_key(item_id: int, *, hidden: bool) -> WishKey:
    """The wish for a picture as it may be seen."""
    return WishKey(item_id, Kind.VEILED if hidden else Kind.OPEN)


@dataclass(frozen=True, slots=True)
class Wish:
    """One picture that is wanted, at most as large as ``box`` (device pixels).

    Anything but an open or a bare one is veiled in ``style`` before it leaves the thread.
    ``epoch`` is the rule of privacy that was in force. ``known`` is what is shown already: if it
    is still that, no picture is made. ``alone``: not of the page that scrolls by, so it does not
    grow stale with it.
    """

    key: WishKey
    box: tuple[int, int]
    epoch: int
    style: str
    known: Stamp | None = None
    alone: bool = False


class Wishes:
    """The wishes that wait. No lock of its own: whoever shares it has one."""

    def __init__(self) -> None:
        self._page: OrderedDict[WishKey, Wish] = OrderedDict()
        self._alone: OrderedDict[WishKey, Wish] = OrderedDict()
        self._most = MOST_OF_A_PAGE

    def __len__(self) -> int:
        return len(self._page) + len(self._alone)

    def add(self, wish: Wish) -> list[WishKey]:
        """Want this before everything else. The keys of wishes that are dropped for it."""
        lane, most = (self._alone, MOST_ALONE) if wish.alone else (self._page, self._most)
        lane[wish.key] = wish
        lane.move_to_end(wish.key)
        return self._cut(lane, most)

    def turn_to(self, page: list[Wish], asked: set[WishKey], *, visible: int) -> list[WishKey]:
        """Want this page, its first wish first, and nothing of earlier pages any more.

        What was ``asked`` before and does not wait here is being answered: not wanted again.
        """
        self._most = max(MOST_OF_A_PAGE, 2 * visible)
        page = [wish for wish in page if wish.key not in asked or wish.key in self._page]
        wanted = {wish.key for wish in page}
        stale = [key for key in self._page if key not in wanted]
        self._page = OrderedDict((wish.key, wish) for wish in reversed(page))
        return stale

    def add_later(self, wishes: Iterable[Wish]) -> list[WishKey]:
        """Want these when nothing else is wanted; the keys of those without room."""
        without_room: list[WishKey] = []
        for wish in wishes:
            if wish.key in self._page:
                continue
            if len(self._page) >= self._most:
                without_room.append(wish.key)
                continue
            self._page[wish.key] = wish
            self._page.move_to_end(wish.key, last=False)
        return without_room

    def take(self, most: int) -> list[Wish]:
        """The newest wishes, which wait no longer."""
        taken: list[Wish] = []
        for lane in (self._alone, self._page):
            while lane and len(taken) < most:
                taken.append(lane.popitem()[1])
        return taken

    def clear(self) -> None:
        """Want nothing."""
        self._page.clear()
        self._alone.clear()

    def _cut(self, lane: OrderedDict[WishKey, Wish], most: int) -> list[WishKey]:
        cut: list[WishKey] = []
        while len(lane) > most:
            cut.append(lane.popitem(last=False)[0])
        return cut
