"""Every score of one content, each with the pack, the run and the threshold it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from triage.store.json_text import shortest
from triage.store.provenance import pack_keys
from triage.store.score_columns import thresholds_in_force

if TYPE_CHECKING:
    import sqlite3

    from triage.store.columns import Columns
    from triage.store.provenance import PackRow
    from triage.store.score_columns import Scores

_SCORED = (
    "SELECT suggestion.pack_id, suggestion.scores, model_run.runtime, model_run.provider, "
    "model_run.device, model_run.started_at, model_run.app_version, model_run.note "
    "FROM suggestion JOIN model_run ON model_run.id = suggestion.run_id "
    "WHERE suggestion.content_id = ? AND suggestion.pack_id = ?"
)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One label of one pack. ``pack`` is its key: an older one under a name has ``@`` in it.

    ``score`` is None where the model gave no number. ``newest``: suggestions, counts and
    filters use this pack; an older one is history. ``default`` is the pack's own threshold.
    """

    pack: str
    pack_sha256: str
    version: str
    label: str
    display: str
    notable: bool
    score: float | None
    threshold: float
    default: float
    newest: bool = True
    reached: bool = False


@dataclass(frozen=True, slots=True)
class RunFacts:
    """How the scores of a pack came about; ``started_at`` is when that run began."""

    pack: str
    pack_sha256: str
    version: str
    runtime: str
    provider: str
    device: str
    started_at: str
    app_version: str = ""
    note: str = ""


def item_scores(
    conn: sqlite3.Connection, columns: Columns | None, content_id: int | None
) -> tuple[tuple[ScoreRow, ...], tuple[RunFacts, ...]]:
    """All scores and the runs that gave them, newest packs first, labels in the packs' order.

    Thresholds are those of ``columns`` where they are given: a handle may be on the move.
    """
    if content_id is None:
        return (), ()
    moved = {} if columns is None else {pack.pack_id: pack.thresholds for pack in columns.packs}
    scores: list[ScoreRow] = []
    runs: list[RunFacts] = []
    for pack in sorted(pack_keys(conn), key=lambda pack: not pack.newest):
        row = conn.execute(_SCORED, (content_id, pack.id)).fetchone()
        if row is None:
            continue
        thresholds = moved.get(pack.id)
        if thresholds is None:
            thresholds = thresholds_in_force(conn, pack)
        scores += _rows(pack, np.frombuffer(row[1], dtype="<f4"), thresholds)
        runs.append(RunFacts(pack.key, pack.sha256, pack.version, *row[2:]))
    return tuple(scores), tuple(runs)


def _rows(pack: PackRow, scores: Scores, thresholds: Scores) -> list[ScoreRow]:
    """A vector that does not fit its labels is shown as far as it goes."""
    reached = (scores[: len(thresholds)] >= thresholds[: len(scores)]).tolist()
    return [
        ScoreRow(
            pack=pack.key,
            pack_sha256=pack.sha256,
            version=pack.version,
            label=label.name,
            display=label.display or label.name,
            notable=label.notable,
            score=shortest(score),
            threshold=shortest(threshold) or 0.0,
            default=label.threshold,
            newest=pack.newest,
            reached=over,
        )
        for label, score, threshold, over in zip(
            pack.labels, scores, thresholds, reached, strict=False
        )
    ]
