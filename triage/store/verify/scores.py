"""Score vectors: one number from 0 to 1 for every label of their pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.store.verify.offenders import Offenders

if TYPE_CHECKING:
    import sqlite3

_CHUNK = 20_000


def check_scores(conn: sqlite3.Connection) -> list[str]:
    """Looks at every vector of every pack; memory holds a few thousand of them."""
    lengths = Offenders("score vectors have another length than their pack has labels", "contents")
    values = Offenders("score vectors hold what is no number from 0 to 1", "contents")
    packs = conn.execute("SELECT id, json_array_length(labels) FROM pack").fetchall()
    for pack_id, labels in packs:
        cursor = conn.execute(
            "SELECT content_id, scores FROM suggestion WHERE pack_id = ?", (pack_id,)
        )
        while rows := cursor.fetchmany(_CHUNK):
            _look(rows, labels or 0, lengths, values)
    return [*lengths.told(), *values.told()]


def _look(
    rows: list[tuple[int, object]], labels: int, lengths: Offenders, values: Offenders
) -> None:
    whole: list[bytes] = []
    ids: list[int] = []
    for content_id, scores in rows:
        if isinstance(scores, bytes) and len(scores) == 4 * labels:
            whole.append(scores)
            ids.append(content_id)
        else:
            lengths.add(content_id)
    if not whole or not labels:
        return
    vectors = np.frombuffer(b"".join(whole), dtype="<f4").reshape(len(whole), labels)
    sound = ((vectors >= 0) & (vectors <= 1)).all(axis=1)  # false for what is not a number
    for position in np.flatnonzero(~sound):
        values.add(ids[position])
