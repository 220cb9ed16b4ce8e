"""Whether a case is whole: its audit chain, its pages, its counts, its states."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from triage.store import audit, connections
from triage.store.faults import told

# Each asks for the ids of items or contents that contradict themselves.
_CONTRADICTIONS = {
    "items have a reason that does not belong to their state": (
        "SELECT item.id FROM item JOIN reason_word ON code = reason "
        "WHERE reason_word.state <> item.state AND NOT (item.state = 0 AND item.reason = 0)"
    ),
    "contents have a reason that does not belong to their state": (
        "SELECT content.id FROM content JOIN reason_word ON code = reason "
        "WHERE reason_word.state <> content.state"
    ),
    "items have another state or reason than their content": (
        "SELECT item.id FROM item JOIN content ON content.id = item.content_id "
        "WHERE item.state <> 0 AND (item.state, item.reason) <> (content.state, content.reason)"
    ),
    "analysed items have no content": (
        "SELECT id FROM item WHERE state = 1 AND content_id IS NULL"
    ),
    "links or special files have a content": (
        "SELECT id FROM item WHERE kind IN ('link', 'special') AND content_id IS NOT NULL"
    ),
    "items lie in a folder of another source": (
        "SELECT item.id FROM item JOIN folder ON folder.id = item.folder_id "
        "WHERE folder.source_id <> item.source_id"
    ),
    "score vectors have another length than their pack has labels": (
        "SELECT content_id FROM suggestion JOIN pack ON pack.id = pack_id "
        "WHERE length(scores) <> 4 * json_array_length(labels)"
    ),
    "score vectors stand under another pack than their run": (
        "SELECT content_id FROM suggestion JOIN model_run ON model_run.id = run_id "
        "WHERE model_run.pack_id <> suggestion.pack_id"
    ),
    "contents that are not analysed have scores": (
        "SELECT content.id FROM suggestion JOIN content ON content.id = content_id "
        "WHERE content.state <> 1"
    ),
}


def check_case(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each difference; empty for a whole case. Reads every page of it."""
    checks = (_pages, _references, audit.check, _counts, _states)
    problems: list[str] = []
    for check in checks:
        try:
            problems.extend(check(conn))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            problems.append(str(told(error, Path(connections.file_of(conn)))))
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


def _states(conn: sqlite3.Connection) -> list[str]:
    problems: list[str] = []
    for sentence, query in _CONTRADICTIONS.items():
        ids = [row[0] for row in conn.execute(query + " LIMIT 1000")]
        if ids:
            listed = ", ".join(str(one) for one in ids[:5])
            problems.append(f"{len(ids)} {sentence} (ids {listed})")
    return problems
