"""Work that an earlier session left over, and sources that are not where they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import names
from triage.gui.looks import words

if TYPE_CHECKING:
    from triage.gui.looks.notices import Kind

GO_ON = 0
LEAVE = 1
LOCATE = 0
"""Numbers of the verbs, as ``Banner.acted`` tells them."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """``pending`` of ``found`` are not read yet; ``unscored`` pictures have no score of ``packs``.

    ``interrupted``: the last import did not end by itself.
    """

    pending: int = 0
    found: int = 0
    unscored: int = 0
    packs: tuple[str, ...] = ()
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class LostSource:
    """A source whose folder is not there. ``place`` is its raw name."""

    source_id: int
    name: str
    place: bytes


@dataclass(frozen=True, slots=True)
class BannerWords:
    """One sentence and its verbs, for ``Banner.show_sentence``."""

    text: str
    verbs: tuple[str, ...]
    kind: Kind = "info"


def remaining_words(pending: int, found: int) -> str:
    """How much an import has left to do: ``1,204 of 5,300 items remain``, "" for nothing."""
    if not pending:
        return ""
    verb = "remains" if pending == 1 else "remain"
    return f"{words.count(pending)} of {words.noun(found, 'item', 'items')} {verb}"


def unfinished_words(left: Unfinished) -> BannerWords | None:
    """What remains and whether to go on; None where nothing remains."""
    parts: list[str] = []
    if left.pending:
        parts.append(remaining_words(left.pending, left.found))
    if left.unscored:
        verb = "has" if left.unscored == 1 else "have"
        packs = ", ".join(words.safe(pack) for pack in left.packs)
        of = f" of {packs}" if packs else ""
        parts.append(
            f"{words.noun(left.unscored, 'picture', 'pictures')} {verb} no suggestions{of} yet"
        )
    if not parts:
        return None
    why = "The last import was interrupted: " if left.interrupted else ""
    told = f"{why}{' and '.join(parts)}."
    return BannerWords(told, ("Go on", "Leave as is"))


def lost_words(source: LostSource) -> BannerWords:
    """A source that is not where it was; what is in the case of it stays."""
    place = words.safe(names.text(source.place))
    text = (
        f"{words.safe(source.name)} is not at {place} any more. "
        "What was read of it stays; originals cannot be opened."
    )
    return BannerWords(text, ("Locate\N{HORIZONTAL ELLIPSIS}", "Leave as is"), "warning")
