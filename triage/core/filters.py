"""What an examiner can ask for. The rules are contract.md's; the store answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.core.records import Flag, Reason, State


@dataclass(frozen=True, slots=True)
class Filter:
    """AND between groups, OR within one; a group left empty lets everything pass.

    ``labels`` are ``LABEL`` (in every pack that has it) or ``PACK/LABEL``; ``all_labels``
    asks for all of them instead of any. ``min_score``/``max_score`` replace the threshold;
    without a label they test the score of ``top``. ``grades`` holds category numbers, None
    in it means "not graded". ``cameras`` holds texts as the camera facet shows them, "" for
    no camera. ``after``/``before``: dates ``YYYY-MM-DD`` on ``taken``, the day included;
    ``undated`` adds items without one. ``modified_*`` are the same on the file system's date.
    Sizes are bytes, pixels are width x height. ``hashes`` are hex MD5, SHA-1 or SHA-256.
    ``ids`` are items that a person picked one by one.
    """

    labels: tuple[str, ...] = ()
    all_labels: bool = False
    min_score: float | None = None
    max_score: float | None = None
    states: tuple[State, ...] = ()
    reasons: tuple[Reason, ...] = ()
    grades: tuple[int | None, ...] = ()
    graded_by: tuple[str, ...] = ()
    text: str = ""
    sources: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None
    undated: bool = False
    modified_after: str | None = None
    modified_before: str | None = None
    has_gps: bool = False
    flags: tuple[Flag, ...] = ()
    copies: bool = False
    hashes: tuple[str, ...] = ()
    min_size: int | None = None
    max_size: int | None = None
    min_pixels: int | None = None
    max_pixels: int | None = None
    ids: tuple[int, ...] = ()


class Sort(StrEnum):
    """Orders of the grid and of ``list``: score descends, the others ascend, nulls last."""

    SCORE = "score"
    PATH = "path"
    TAKEN = "taken"
    SIZE = "size"
