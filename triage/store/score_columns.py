"""Scores of the newest run of each pack name, one contiguous float32 column a label."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.core.errors import CaseError, KnownError
from triage.store.fetch import chunks

if TYPE_CHECKING:
    import sqlite3

    from triage.core.records import Label
    from triage.store.coded import Mask, Rows
    from triage.store.fetch import Integers
    from triage.store.provenance import PackRow

Scores = npt.NDArray[np.float32]
"""One float32 an item; NaN where there is no score."""
_Bins = npt.NDArray[np.uint8]

BINS = 100
"""Steps of the histograms that are shown; their 8-bit columns are made while loading."""
NO_BIN = 255
"""In an 8-bit column: no score."""


@dataclass(slots=True)
class PackScores:
    """One pack's columns. ``key`` is its name; thresholds are float32, one a label.

    ``thresholds`` and ``defaults`` are float32 arrays, ``columns`` one array an item for each
    label, in the pack's order.
    """

    pack_id: int
    key: str
    labels: tuple[Label, ...]
    defaults: Scores
    thresholds: Scores
    columns: list[Scores]
    _bins: dict[tuple[int, int], _Bins] = field(default_factory=dict[tuple[int, int], _Bins])

    def place(self, label: str) -> int:
        """The column of ``label``. Raises KnownError where the pack has none of that name."""
        for number, known in enumerate(self.labels):
            if known.name == label:
                return number
        names = ", ".join(known.name for known in self.labels)
        raise KnownError(f"The pack {self.key} has no label {label}; its labels are {names}.")

    def suggested(self, number: int) -> Mask:
        """The items that reach the threshold of one label; float32 is compared."""
        return self.columns[number] >= self.thresholds[number]

    def bins(self, number: int, count: int) -> _Bins:
        """Scores 0-1 as ``count`` (at most 254) equal steps, NO_BIN where there is none."""
        kept = self._bins.get((number, count))
        if kept is None:
            steps = np.floor(self.columns[number] * np.float32(count))
            steps = np.clip(steps, 0, count - 1)
            kept = np.where(np.isnan(steps), np.float32(NO_BIN), steps).astype(np.uint8)
            self._bins[number, count] = kept
        return kept


def thresholds_in_force(connection: sqlite3.Connection, pack: PackRow) -> Scores:
    """One a label: the one that the examiner set, else the pack's default."""
    rows = connection.execute("SELECT label, value FROM threshold WHERE pack_id = ?", (pack.id,))
    moved: dict[str, float] = dict(rows.fetchall())
    in_force = [moved.get(label.name, label.threshold) for label in pack.labels]
    return np.array(in_force, dtype=np.float32)


def load_pack(
    connection: sqlite3.Connection, pack: PackRow, content_ids: Integers, content: Rows
) -> PackScores:
    """One pack's columns. ``content_ids`` ascend; ``content`` is each item's place in them.

    Raises CaseError where a stored vector has another length than the pack's labels.
    """
    scores = PackScores(
        pack_id=pack.id,
        key=pack.key,
        labels=pack.labels,
        defaults=np.array([label.threshold for label in pack.labels], dtype=np.float32),
        thresholds=thresholds_in_force(connection, pack),
        columns=_load_scores(connection, pack, content_ids, content),
    )
    for number in range(len(pack.labels)):
        scores.bins(number, BINS)
    return scores


def _load_scores(
    connection: sqlite3.Connection, pack: PackRow, content_ids: Integers, content: Rows
) -> list[Scores]:
    labels = len(pack.labels)
    vectors = np.full((len(content_ids) + 1, labels), np.nan, dtype=np.float32)
    sql = "SELECT content_id, scores FROM suggestion WHERE pack_id = ? ORDER BY content_id"
    for ids, scores in chunks(connection, sql, pack.id):
        if any(len(vector) != 4 * labels for vector in scores):
            raise CaseError(
                f"Scores of the pack {pack.key} do not fit its labels: the case is damaged, "
                "open a backup of it."
            )
        known = np.searchsorted(content_ids, np.array(ids, dtype=np.int64))
        vectors[known] = np.frombuffer(b"".join(scores), dtype="<f4").reshape(-1, labels)
    # The last row is NaN: the place -1 of an item without content.
    return [
        np.ascontiguousarray(vectors[:, number]).take(content, mode="wrap")
        for number in range(labels)
    ]
