"""Sources and their folders as a tree, with the items in and below each."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from triage.gui.filters.folder_choice import Place

_NUMBERS = re.compile(r"(\d+)")
_DIGITS = 20


@dataclass(slots=True, eq=False)
class Node:
    """A source, or a folder in it. ``own`` items lie in it directly, ``count`` in and below."""

    place: Place
    number: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list["Node"])
    own: int = 0
    count: int = 0
    told: int = 0
    """The count that the view has painted."""

    @property
    def name(self) -> str:
        """The last part of the path, or the source's name."""
        source, folder = self.place
        return folder.rpartition("/")[2] if folder else source

    @property
    def siblings_order(self) -> tuple[str, ...]:
        """Siblings stand as people count: ``Pictures 2`` before ``Pictures 10``."""
        return tuple(
            part.zfill(_DIGITS) if part.isdigit() else part
            for part in _NUMBERS.split(self.name.casefold())
        )


class Folders:
    """Grows by what is met; a folder that nothing is in any more stays, with 0."""

    def __init__(
        self, before_put: Callable[[Node | None, int], None], after_put: Callable[[], None]
    ) -> None:
        self.sources: list[Node] = []
        self.all: list[Node] = []
        """By number; a parent is always made before its child."""
        self._nodes: dict[Place, Node] = {}
        self._before_put = before_put
        self._after_put = after_put

    def at(self, place: Place) -> Node | None:
        """The node of a place, None where it was never met."""
        return self._nodes.get(place)

    def count(self, folders: Iterable[tuple[str, str, int]]) -> list[Node]:
        """Take the items of each folder itself; the nodes whose count became another one."""
        for node in self.all:
            node.own = 0
        for source, folder, items in folders:
            self.node((source, folder)).own += items
        for node in self.all:
            node.count = node.own
        for node in reversed(self.all):
            if node.parent is not None:
                node.parent.count += node.count
        changed = [node for node in self.all if node.count != node.told]
        for node in changed:
            node.told = node.count
        return changed

    def node(self, place: Place) -> Node:
        """The node of a place, made with all above it where it is new."""
        missing: list[Place] = []
        while place not in self._nodes:
            missing.append(place)
            source, folder = place
            if not folder:
                break
            place = (source, folder.rpartition("/")[0])
        found = self._nodes.get(place)
        for below in reversed(missing):
            found = self._made(below, found)
        return found or self._nodes[place]

    def _made(self, place: Place, parent: Node | None) -> Node:
        made = Node(place, len(self.all), parent)
        self._nodes[place] = made
        self.all.append(made)
        siblings = self.sources if parent is None else parent.children
        row = bisect_right(siblings, made.siblings_order, key=lambda node: node.siblings_order)
        self._before_put(parent, row)
        siblings.insert(row, made)
        self._after_put()
        return made
