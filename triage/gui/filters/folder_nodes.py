"""Sources and their folders as a tree that grows only where somebody looks.

A disk has hundreds of thousands of folders: nodes are made for sources, and below whatever was
unfolded; one pass over all folders counts them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from triage.gui.filters.folder_choice import Place

Counted = tuple[str, str, int]
"""A source, a folder, and the items in the folder itself."""

_NUMBERS = re.compile(r"(\d+)")
_DIGITS = 20


@dataclass(slots=True, eq=False)
class Node:
    """A source, or a folder in it. ``count``: the items in it and below.

    ``loaded``: its folders are made; ``has_below``: there are some.
    """

    place: Place
    number: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list["Node"])
    named: dict[str, Node] = field(default_factory=dict[str, "Node"])
    count: int = 0
    loaded: bool = False
    has_below: bool = False

    @property
    def name(self) -> str:
        """The last part of the path, or the source's name."""
        source, folder = self.place
        return folder.rpartition("/")[2] if folder else source

    @property
    def order(self) -> tuple[str, ...]:
        """Siblings stand as people count: ``Pictures 2`` before ``Pictures 10``."""
        parts = _NUMBERS.split(self.name.casefold())
        return tuple(part.zfill(_DIGITS) if part.isdigit() else part for part in parts)


class Folders:
    """What is met stays: a folder that nothing passes the filter in counts 0.

    ``before_put`` hears the parent, the first and the last row of new nodes, then
    ``after_put`` is called.
    """

    def __init__(
        self,
        before_put: Callable[[Node | None, int, int], None],
        after_put: Callable[[], None],
    ) -> None:
        self.top = Node(("", ""), -1, loaded=True)
        self.all: list[Node] = []
        """By number."""
        self._folders: Sequence[Counted] = ()
        self._before_put = before_put
        self._after_put = after_put

    def count(self, folders: Sequence[Counted]) -> bool:
        """Take newer numbers; folders that are new get their nodes.

        Whether a node that was a leaf can be unfolded now.
        """
        self._folders = folders
        leaves = [node for node in self.all if not node.has_below]
        for node in self.all:
            node.count = 0
        new = self._counted(self.top, folders)
        for parent, node in new:
            if parent is self.top or parent.loaded:
                self._put(parent, [node])
        return any(leaf.has_below for leaf in leaves)

    def load(self, node: Node) -> None:
        """Make the folders directly below a node."""
        if node.loaded:
            return
        node.loaded = True
        source, folder = node.place
        start = f"{folder}/" if folder else ""
        below = [one for one in self._folders if one[0] == source and one[1].startswith(start)]
        counted = node.count
        node.count = 0
        new = self._counted(node, below)
        node.count = counted
        self._put(node, sorted((child for _, child in new), key=lambda child: child.order))

    def at(self, place: Place) -> Node | None:
        """The node of a place, all above it loaded; None where there is no such place."""
        source, folder = place
        node = self.top.named.get(source)
        for part in folder.split("/") if folder else ():
            if node is None:
                return None
            self.load(node)
            node = node.named.get(part)
        return node

    def _counted(self, above: Node, folders: Sequence[Counted]) -> list[tuple[Node, Node]]:
        """Add the items of folders at or below ``above``; the nodes that are new, by parent."""
        new: list[tuple[Node, Node]] = []
        cut = len(above.place[1]) + 1 if above.place[1] else 0
        for source, folder, items in folders:
            node = above
            rest = folder[cut:]
            if above is self.top:
                node = self._child(above, source, (source, ""), new)
            node.count += items
            start = cut
            while rest and node.loaded:
                name, _, rest = rest.partition("/")
                start += len(name) + 1
                node = self._child(node, name, (source, folder[: start - 1]), new)
                node.count += items
            if rest:
                node.has_below = True
        return new

    def _child(self, parent: Node, name: str, place: Place, new: list[tuple[Node, Node]]) -> Node:
        known = parent.named.get(name)
        if known is not None:
            return known
        made = Node(place, len(self.all), None if parent is self.top else parent)
        self.all.append(made)
        parent.named[name] = made
        parent.has_below = True
        new.append((parent, made))
        return made

    def _put(self, parent: Node, nodes: list[Node]) -> None:
        """Let new nodes be seen: at once below a node without any, else each in its place."""
        if not nodes:
            return
        shown = None if parent is self.top else parent
        if not parent.children:
            self._before_put(shown, 0, len(nodes) - 1)
            parent.children.extend(nodes)
            self._after_put()
            return
        for node in nodes:
            row = bisect_right(parent.children, node.order, key=lambda sibling: sibling.order)
            self._before_put(shown, row, row)
            parent.children.insert(row, node)
            self._after_put()
