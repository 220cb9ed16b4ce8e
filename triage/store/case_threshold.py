"""The threshold of one label as the case has it now, without loading anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from triage.store.score_columns import PackScores


def case_threshold(connection: sqlite3.Connection, pack: PackScores, label: str) -> float | None:
    """What an examiner set in the case, None where the pack's default holds."""
    row = connection.execute(
        "SELECT value FROM threshold WHERE pack_id = ? AND label = ?", (pack.pack_id, label)
    ).fetchone()
    return None if row is None else float(row[0])
