"""Every check of a case, one after another."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from triage.store import audit, connections
from triage.store.faults import told
from triage.store.verify.replay import check_log
from triage.store.verify.schema import check_schema
from triage.store.verify.scores import check_scores
from triage.store.verify.states import check_states


def check_case(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each difference; empty for a whole case. Reads every page of it.

    What the audit log says is compared with the tables. A log whose end was cut off together
    with what it told shows only against a head that was noted elsewhere.
    """
    checks = (
        *(_pages, _references, check_schema, audit.check, check_log),
        *(_counts, check_states, check_scores),
    )
    problems: list[str] = []
    for check in checks:
        try:
            problems.extend(check(conn))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            problems.append(str(told(error, Path(connections.file_of(conn)))))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # Text where a number belongs, say: SQLite keeps what it is given.
            problems.append(f"the case holds values that this program never writes ({error})")
    return list(dict.fromkeys(problems))


def _pages(conn: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in conn.execute("PRAGMA quick_check(20)")]
    return [] if found == ["ok"] else [f"the case file is damaged: {text}" for text in found]


def _references(conn: sqlite3.Connection) -> list[str]:
    return [
        f"table {table}, row {row}: its {parent} is missing"
        for table, row, parent, _ in conn.execute("PRAGMA foreign_key_check")
    ]


def _counts(conn: sqlite3.Connection) -> list[str]:
    """Items found = analysed + skipped + failed + pending, whatever else a state may hold."""
    found, placed = conn.execute(
        "SELECT count(*), coalesce(sum(state IN (0, 1, 2, 3)), 0) FROM item"
    ).fetchone()
    if found == placed:
        return []
    return [f"{found} items were found but only {placed} have a state"]
