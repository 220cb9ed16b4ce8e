"""The order of paths: by the path as JSON shows it, code point by code point.

A path is the text before its name (the folder and ``/``) and the name. Sorting is done by
folder, which needs no path in one piece: the names of a folder that has folders below it are
parted where these come in. That is right because a name holds no ``/``, so that against a
folder below it is decided within the first part of that folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from triage.store.byte_order import sorted_rows
from triage.store.counted import counted
from triage.store.haystack import encode
from triage.store.packed import END, Packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from triage.store.coded import Codes, Rows
    from triage.store.text import TextIndex


def path_rows(folders: Sequence[str], folder: Codes, names: Packed, source_rank: Codes) -> Rows:
    """Rows by path, ties by the rank of their source's name.

    ``folders`` are texts by code, ``folder`` the code of each row, ``names`` one a row.
    """
    fronts = [front(encode(text)) for text in folders]
    return tree_rows(fronts, folder, names, source_rank)


def natural_rows(texts: TextIndex, path_rank: Rows) -> Rows:
    """Rows as people count (``img_2`` before ``img_10``), case aside, ties by path."""
    fronts = [front(folder) for folder in texts_of(counted(texts.folders.texts))]
    return tree_rows(fronts, texts.folder, counted(texts.names.texts), path_rank)


def front(folder: bytes) -> bytes:
    """What comes before a name in this folder."""
    return folder + b"/" if folder else b""


def texts_of(packed: Packed) -> list[bytes]:
    """Each text of a few."""
    return packed.bytes.tobytes().split(END)[: len(packed)]


def ranks(rows: Rows) -> Rows:
    """The place of each row in an order: the inverse permutation."""
    places = np.empty_like(rows)
    places[rows] = np.arange(len(rows), dtype=np.int32)
    return places


def tree_rows(fronts: Sequence[bytes], folder: Codes, names: Packed, tie: Codes) -> Rows:
    """Rows by front and name, ties by ``tie``; ``fronts`` by code, equal ones are one folder."""
    tree = Tree(fronts)
    parents, parts = tree.partings()
    of_code = np.array([tree.numbers[front] for front in fronts], dtype=np.int32)
    group = np.concatenate([of_code.take(folder), parents])
    order = sorted_rows(
        group,
        names.followed_by(Packed.of(b"".join(part + END for part in parts))),
        np.concatenate([tie, np.zeros(len(parts), tie.dtype)]),
    )
    parting = order >= len(names)
    if not len(parts):
        return order.astype(np.int32)
    # Names of one folder between the same two partings are one section, in order already.
    section = group.take(order) + np.cumsum(parting)
    rank = np.array(tree.section_ranks(), dtype=np.int32).take(section[~parting])
    return order[~parting].take(np.argsort(rank, kind="stable")).astype(np.int32)


class Section(NamedTuple):
    """Names of one folder from ``start`` up to ``stop``, a parting; None at the folder's end."""

    folder: int
    start: bytes
    stop: bytes | None


class Tree:
    """Folders by front. Those below a folder part its names into sections.

    A folder has one section more than partings; a parting is the first part of the fronts
    below it, ``/`` included, each once.
    """

    def __init__(self, fronts: Iterable[bytes]) -> None:
        self._fronts = sorted(set(fronts))
        self.numbers = {front: number for number, front in enumerate(self._fronts)}
        self._parts: list[list[bytes]] = [[] for _ in self._fronts]
        self._ranks: list[list[int]] = [[] for _ in self._fronts]
        self._walk()

    def partings(self) -> tuple[Codes, list[bytes]]:
        """The number of the folder that each parting is in, and the partings."""
        counts = [len(parts) for parts in self._parts]
        numbers = np.arange(len(counts), dtype=np.int32)
        return np.repeat(numbers, counts), [part for parts in self._parts for part in parts]

    def section_ranks(self) -> list[int]:
        """The place of each section among all, folder by folder."""
        return [rank for ranks in self._ranks for rank in ranks]

    def sections(self) -> list[Section]:
        """All in order of paths."""
        found: dict[int, Section] = {}
        for folder, (parts, ranks) in enumerate(zip(self._parts, self._ranks, strict=True)):
            bounds = zip([b"", *parts], [*parts, None], strict=True)
            for rank, (start, stop) in zip(ranks, bounds, strict=True):
                found[rank] = Section(folder, start, stop)
        return [found[rank] for rank in range(len(found))]

    def _walk(self) -> None:
        """Sections in the order of their paths: fronts are sorted, so each comes after its own."""
        above: list[int] = []
        count = 0
        for number, front in enumerate(self._fronts):
            while above and not front.startswith(self._fronts[above[-1]]):
                count = self._end(above.pop(), count)
            if above:
                count = self._part(above[-1], front, count)
            self._ranks[number].append(count)
            count += 1
            above.append(number)
        while above:
            count = self._end(above.pop(), count)

    def _part(self, number: int, below: bytes, count: int) -> int:
        rest = below[len(self._fronts[number]) :]
        part = rest[: rest.index(b"/") + 1]
        parts = self._parts[number]
        if parts and parts[-1] == part:
            return count
        if parts:
            count = self._end(number, count)
        parts.append(part)
        return count

    def _end(self, number: int, count: int) -> int:
        """The section after the last parting comes behind all that is below it."""
        if not self._parts[number]:
            return count
        self._ranks[number].append(count)
        return count + 1
