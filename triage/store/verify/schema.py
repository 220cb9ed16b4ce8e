"""Tables and triggers as this program makes them: what keeps the audit log append-only."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from triage.core.names import safe
from triage.store.migrations import migrate

_COMMENT = re.compile(r"--[^\n]*")


def check_schema(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each table, index or trigger that is missing, changed or not ours."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, Path(":memory:"))
        ours = _parts(fresh)
    theirs = _parts(conn)
    missing = [f"the {_named(part)} is missing from the case" for part in ours.keys() - theirs]
    strange = [f"the case holds a {_named(part)} of others" for part in theirs.keys() - ours]
    changed = [
        f"the {_named(part)} is not as this program makes it"
        for part in ours.keys() & theirs
        if ours[part] != theirs[part]
    ]
    return sorted(missing) + sorted(changed) + sorted(strange)


def _parts(conn: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """What a schema is made of: (type, name) to its SQL without comments and blanks."""
    found = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {(kind, name): "".join(_COMMENT.sub("", sql or "").split()) for kind, name, sql in found}


def _named(part: tuple[str, str]) -> str:
    return f"{part[0]} {safe(part[1])}"
