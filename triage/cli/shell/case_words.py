"""Words that only a case knows: its labels, categories and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from triage.store import provenance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_LISTED = 40


def labels(conn: sqlite3.Connection, asked: Iterable[str]) -> tuple[str, ...]:
    """``asked`` as it is, when every word is ``LABEL`` or ``PACK/LABEL`` of the case."""
    asked = tuple(asked)
    if not asked:
        return ()
    bare: dict[str, None] = {}
    full: set[str] = set()
    for pack in provenance.pack_keys(conn):
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
    """``asked`` as it is, when every word names a source of the case."""
    asked = tuple(asked)
    known = [source.name for source in provenance.sources(conn)] if asked else []
    for word in asked:
        if word not in known:
            raise click.UsageError(_unknown("source", word, known, "nothing was imported yet"))
    return asked


def _unknown(what: str, word: str, known: Iterable[str], when_none: str) -> str:
    there = list(known)
    if not there:
        return f"The case has no {what} {word!r}: {when_none}."
    shown = ", ".join(there[:_LISTED])
    more = f" and {len(there) - _LISTED} more" if len(there) > _LISTED else ""
    return f"The case has no {what} {word!r}. It has: {shown}{more}."
