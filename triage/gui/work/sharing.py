"""Who gets how much of a line that is too short for all: by rank, and nobody by accident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a line, ``want`` wide where there is room.

    It may shrink to ``least``; where not even that is left it goes. Rank 0 is never cut: it
    gets what it wants in any case. A part that wants nothing is not there. One that is
    ``modest`` has its place by rank, but grows after all others.
    """

    want: int
    least: int
    rank: int
    modest: bool = False


def shares(room: int, parts: Sequence[Part], gap: int) -> list[int]:
    """The width of each part in ``room``, gaps between them counted; 0 for what must go."""
    given = [0] * len(parts)
    left = room + gap  # each part brings one gap, and there is one fewer than parts
    order = sorted(range(len(parts)), key=lambda place: parts[place].rank)
    for place in order:
        part = parts[place]
        width = part.want if part.rank == 0 else min(part.least, part.want)
        if part.want > 0 and (part.rank == 0 or width + gap <= left):
            given[place] = width
            left -= width + gap
    for place in sorted(order, key=lambda place: parts[place].modest):
        if given[place] and left > 0:
            more = min(left, parts[place].want - given[place])
            given[place] += more
            left -= more
    return given
