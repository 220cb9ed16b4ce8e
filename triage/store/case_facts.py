"""What a case is made of: its names, the categories a person may give, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.longpath import openable
from triage.store import provenance
from triage.store.snapshot import snapshot
from triage.store.thumbnails import reading

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """An evidence source; ``place`` is a raw name, ``here`` whether a folder is there now."""

    id: int
    name: str
    exhibit: str
    place: bytes
    added_at: str
    added_by: str
    items: int
    here: bool


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """``categories`` are number and name, in order; ``sources`` as they were added."""

    uuid: str
    name: str
    number: str
    examiner: str
    created_at: str
    app_version: str
    categories: tuple[tuple[int, str], ...]
    sources: tuple[SourceFacts, ...]

    @property
    def gone(self) -> tuple[SourceFacts, ...]:
        """The sources that are not where they were."""
        return tuple(source for source in self.sources if not source.here)


def case_facts(conn: sqlite3.Connection) -> CaseFacts:
    """The facts as they stand. Looks at the sources' places, which may be slow: not while painting.

    Raises CaseError for faults of the case.
    """
    with reading(conn):
        with snapshot(conn):
            info = provenance.case_info(conn)
            categories = tuple(provenance.categories(conn).items())
            rows = provenance.sources(conn)
            sql = "SELECT source_id, count(*) FROM item GROUP BY source_id"
            items = dict(conn.execute(sql).fetchall())
        sources = tuple(
            SourceFacts(
                *(row.id, row.name, row.exhibit, row.place, row.added_at, row.added_by),
                items=items.get(row.id, 0),
                here=is_here(row.place),
            )
            for row in rows
        )
    return CaseFacts(**info, categories=categories, sources=sources)


def is_here(place: bytes) -> bool:
    """Whether the folder is there now; a place of another system never is."""
    try:
        return Path(openable(Path(names.native(place)))).is_dir()
    except (OSError, ValueError):
        return False
