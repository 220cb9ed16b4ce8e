"""What a tile says of its item besides the picture and the name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from triage.core.records import Flag, Reason, State


@dataclass(frozen=True, slots=True)
class Suggested:
    """A label with the score that a model gave; ``reached``: at or above the threshold."""

    pack: str
    label: str
    display: str
    score: float
    reached: bool
    notable: bool


@dataclass(frozen=True, slots=True)
class TileFacts:
    """One item as grid and list paint it.

    ``category`` is the number of a person's grade, None without one. ``suggestion`` is the top
    suggestion, or the best of the labels that the filter chose; None without one.
    ``copies``: how many items have this content, itself included. ``hidden``: privacy covers
    the picture (never name, label or score). ``scored``: some pack has scored the content.
    """

    item_id: int
    state: State = State.PENDING
    reason: Reason = Reason.NONE
    flags: Flag = Flag.NONE
    category: int | None = None
    suggestion: Suggested | None = None
    copies: int = 1
    gps: bool = False
    hidden: bool = False
    scored: bool = False
    media_type: str = ""
    size: int | None = None


class Shown(Protocol):
    """What the grid shows: items in reading order, position 0 first."""

    def __len__(self) -> int: ...

    def id_at(self, position: int) -> int:
        """The id of the item at a position (0 <= position < len)."""
        ...

    def position_of(self, item_id: int) -> int | None:
        """Where an item stands, None where it is not shown."""
        ...

    def facts(self, position: int) -> TileFacts:
        """What is known of the item at a position; cheap: made while painting."""
        ...
