"""Scores, suggestions and top of the contents of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from triage.store.json_text import shortest, shortest_all
from triage.store.provenance import pack_keys
from triage.store.score_columns import thresholds_in_force

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from triage.store.columns import Columns
    from triage.store.provenance import PackRow
    from triage.store.score_columns import Scores

_SCORES = """
SELECT content_id, scores FROM suggestion WHERE pack_id = ? AND content_id IN ({marks})
"""

Part = dict[str, Any]
"""The keys ``scores``, ``suggestions``, ``top`` of an item."""


class ScoreReader:
    """Reads vectors of one page after another; thresholds are those of ``columns``."""

    def __init__(self, connection: sqlite3.Connection, columns: Columns) -> None:
        self._connection = connection
        self._packs = pack_keys(connection)
        self._thresholds = {pack.pack_id: pack.thresholds for pack in columns.packs}
        for pack in self._packs:
            if pack.newest and pack.id not in self._thresholds:
                self._thresholds[pack.id] = thresholds_in_force(connection, pack)
        self._parts: dict[int, Part] = {}

    def read(self, contents: Sequence[int]) -> None:
        """Make :meth:`of` know these contents and forget those before."""
        found: dict[int, list[tuple[PackRow, Scores]]] = {content: [] for content in contents}
        marks = ",".join("?" * len(contents))
        sql = _SCORES.format(marks=marks)
        for pack in self._packs:
            for content, scores in self._connection.execute(sql, (pack.id, *contents)):
                found[content].append((pack, np.frombuffer(scores, dtype="<f4")))
        self._parts = {content: self._part(scored) for content, scored in found.items()}

    def of(self, content: int | None) -> Part:
        """What is known of one content of the page; None: an item without content."""
        if content is None:
            return {"scores": {}, "suggestions": [], "top": None}
        return self._parts[content]

    def _part(self, scored: list[tuple[PackRow, Scores]]) -> Part:
        shown: dict[str, dict[str, float | None]] = {}
        suggestions: list[Part] = []
        notable: list[Part] = []
        for pack, scores in scored:
            values = shortest_all(scores)
            names = [label.name for label in pack.labels]
            shown[pack.key] = dict(zip(names, values, strict=True))
            if not pack.newest:
                continue
            thresholds = self._thresholds[pack.id]
            for number in np.flatnonzero(scores >= thresholds).tolist():
                suggestion: Part = {
                    "pack": pack.key,
                    "label": names[number],
                    "score": values[number],
                    "threshold": shortest(thresholds[number]),
                }
                suggestions.append(suggestion)
                if pack.labels[number].notable:
                    notable.append(suggestion)
        return {"scores": shown, "suggestions": suggestions, "top": _top(notable or suggestions)}


def _top(among: list[Part]) -> Part | None:
    """The first of the highest, as :mod:`triage.store.top` chooses."""
    if not among:
        return None
    best = max(among, key=lambda suggestion: suggestion["score"])
    return {key: best[key] for key in ("pack", "label", "score")}
