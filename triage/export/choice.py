"""Which items an export takes, and the sentence that says so."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter and what it means, in one plain sentence."""

    filter: Filter
    sentence: str


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """What a choice depends on."""

    found: int
    graded: int
    categories: tuple[int, ...]


def choose(
    chosen: Filter | None, counts: CaseCounts, *, all_items: bool, graded_by_default: bool
) -> Choice:
    """The items to take: those of the filter, else the graded ones where that is the default."""
    if chosen is not None and chosen == Filter(ids=chosen.ids) != Filter():
        return Choice(chosen, f"Only {_picked(chosen)}.")
    if chosen is not None and chosen != Filter():
        return Choice(chosen, f"Only items that match: {described(chosen)}.")
    if all_items or not graded_by_default:
        return Choice(Filter(), f"All {counts.found:,} items of the case.")
    if not counts.graded:
        return Choice(Filter(), f"All {counts.found:,} items of the case; none is graded yet.")
    graded = Filter(grades=counts.categories)
    return Choice(
        graded,
        f"Graded items only, {counts.graded:,} of {counts.found:,} in the case;"
        " with --all every item is exported.",
    )


def described(chosen: Filter) -> str:
    """A filter in words, e.g. ``states: failed; min size: 1000``."""
    return "; ".join(
        _picked(chosen) if name == "ids" else f"{name.replace('_', ' ')}: {_words(value)}"
        for name, value in as_json(chosen).items()
    )


def _picked(chosen: Filter) -> str:
    """Thousands of ids are no sentence; the JSON beside it has them all."""
    many = len(chosen.ids)
    return f"{many:,} selected {'item' if many == 1 else 'items'}"


def as_json(chosen: Filter) -> dict[str, Any]:
    """The groups of a filter that say something, as JSON values."""
    return {
        field.name: _plain(getattr(chosen, field.name))
        for field in dataclasses.fields(chosen)
        if getattr(chosen, field.name) != field.default
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        parts: tuple[object, ...] = value
        return [_plain(part) for part in parts]
    if isinstance(value, Flag):
        return " and ".join(value.words)
    if isinstance(value, State | Reason):
        return value.word
    return value


def _words(value: object) -> str:
    if isinstance(value, list):
        parts: list[object] = value
        return " or ".join("none" if part is None else str(part) or "none" for part in parts)
    return "yes" if value is True else str(value)
