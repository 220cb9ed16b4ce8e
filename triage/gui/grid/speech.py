"""What a screen reader says of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.records import Reason, State
from triage.gui.looks import words

if TYPE_CHECKING:
    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.tile_text import TileText


def spoken(named: TileText | None, facts: TileFacts, *, picked: bool = False) -> str:
    """``IMG_1111.jpg, firearm 0.97, graded 1``: the name, the machine's word, the person's."""
    parts = [] if named is None else [named.name]
    if facts.state in {State.SKIPPED, State.FAILED}:
        parts.append(words.state(facts.state))
        if facts.reason is not Reason.NONE:
            parts.append(words.reason(facts.reason))
    if facts.suggestion is not None:
        parts.append(f"{facts.suggestion.display} {words.score(facts.suggestion.score)}")
    if facts.category is not None:
        parts.append(f"graded {facts.category}")
    if facts.hidden:
        parts.append("hidden")
    if picked:
        parts.append("selected")
    return ", ".join(parts)
