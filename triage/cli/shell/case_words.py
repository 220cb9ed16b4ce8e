"""Words that only a case knows: its labels, categories, sources, cameras, types, folders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from triage.core import names
from triage.core.filters import Filter
from triage.store import provenance
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from triage.store.query import Query

_LISTED = 15
_COMPARED = 2_000
"""Words that are ranked by likeness at most: a case may have a hundred thousand folders."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A field of a filter whose words are whatever occurs in the case.

    ``group`` is the group of queries that knows the words.
    """

    field: str
    group: str
    told: str
    when_none: str


_KINDS = (
    _Kind("cameras", "camera", "camera", "no picture names one"),
    _Kind("media_types", "media_type", "media type", "nothing was read yet"),
    _Kind("folders", "folder", "folder", "no source has one"),
    _Kind("graded_by", "grader", "grade given by", "nobody has graded yet"),
)


def labels(conn: sqlite3.Connection, asked: Iterable[str]) -> tuple[str, ...]:
    """``asked`` as it is, when every word is ``LABEL`` or ``PACK/LABEL`` of the case."""
    asked = tuple(asked)
    if not asked:
        return ()
    bare: dict[str, None] = {}
    full: set[str] = set()
    for pack in provenance.pack_keys(conn):
        if pack.newest:
            bare.update(dict.fromkeys(label.name for label in pack.labels))
            full.update(f"{pack.key}/{label.name}" for label in pack.labels)
    for word in asked:
        if word not in bare and word not in full:
            raise click.UsageError(_unknown("label", word, bare, "no model has run on it yet"))
    return asked


def grade(conn: sqlite3.Connection, word: str) -> int | None:
    """A category by its number or its name; None for ``none`` and ``0``."""
    if word.strip().lower() in {"none", "0"}:
        return None
    known = provenance.categories(conn)
    for number, name in known.items():
        if word.strip() == str(number) or word.strip().casefold() == name.casefold():
            return number
    told = [f"{number} {name}" for number, name in known.items()]
    raise click.UsageError(_unknown("category", word, told, "it has no categories"))


def sources(conn: sqlite3.Connection, asked: Iterable[str]) -> tuple[str, ...]:
    """``asked`` as the case stores it, when every word names a source of the case."""
    asked = tuple(storable(word) for word in asked)
    known = [source.name for source in provenance.sources(conn)] if asked else []
    for word in asked:
        if word not in known:
            raise click.UsageError(_unknown("source", word, known, "nothing was imported yet"))
    return asked


def occur(wanted: Filter) -> bool:
    """Whether ``wanted`` has words that :func:`strangers` must look for among the items."""
    return any(getattr(wanted, kind.field) for kind in _KINDS)


def strangers(query: Query, wanted: Filter) -> Iterator[str]:
    """A sentence for each camera, media type, folder and grader that does not occur in the case.

    It lists the words there are, the nearest first. An empty word means "none of it" and is
    never a stranger.
    """
    for kind in _KINDS:
        for word in getattr(wanted, kind.field):
            if word and not query.count(_only(kind, word)):
                known = [str(value) for value in query.facet(kind.group, Filter()) if value]
                yield _unknown(kind.told, word, known, kind.when_none)


def _only(kind: _Kind, word: str) -> Filter:
    field: dict[str, Any] = {kind.field: (word,)}
    return replace(Filter(), **field)


def _unknown(what: str, word: str, known: Iterable[str], when_none: str) -> str:
    there = list(dict.fromkeys(known))
    if not there:
        return f"The case has no {what} {word!r}: {when_none}."
    shown = ", ".join(names.safe(near) for near in _nearest(word, there)[:_LISTED])
    more = f" and {len(there) - _LISTED:,} more" if len(there) > _LISTED else ""
    return f"The case has no {what} {word!r}. It has: {shown}{more}."


def _nearest(word: str, known: list[str]) -> list[str]:
    """``known``, those most like ``word`` first; of very many only some are compared."""
    folded = word.casefold()
    last = folded.rpartition("/")[2]
    alike = [text for text in known if last in text.casefold()]
    compared = list(islice(dict.fromkeys([*alike, *known]), _COMPARED))
    likeness = {text: SequenceMatcher(None, text.casefold(), folded).ratio() for text in compared}
    return sorted(compared, key=lambda text: -likeness[text])
