"""Scores of the newest run of each pack name, one contiguous float32 column a label."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.core.errors import CaseError, KnownError
from triage.store.fetch import chosen
from triage.store.spliced import spliced

if TYPE_CHECKING:
    import sqlite3

    from triage.core.records import Label
    from triage.store.coded import AnyRows, Mask
    from triage.store.fetch import Integers, Wanted
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
            kept = _binned(self.columns[number], count)
            self._bins[number, count] = kept
        return kept

    def followed_by(self, scored: Scored, thresholds: Scores) -> PackScores:
        """These scores with those of some items in their place, in columns of their own."""
        pack = PackScores(
            self.pack_id, self.key, self.labels, self.defaults, thresholds, columns=[]
        )
        for number, column in enumerate(self.columns):
            scores = scored.scores(number)
            pack.columns.append(spliced(column, scored.rows, scores, scored.size))
            bins = self.bins(number, BINS)
            made = spliced(bins, scored.rows, _binned(scores, BINS), scored.size)
            pack._bins[number, BINS] = made
        return pack


def _binned(scores: Scores, count: int) -> _Bins:
    steps = np.floor(scores * np.float32(count))
    steps = np.clip(steps, 0, count - 1)
    return np.where(np.isnan(steps), np.float32(NO_BIN), steps).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Scored:
    """Vectors of contents, for the items at ``rows`` (ascending) among ``size``.

    ``vectors`` has one row a content and a last one of NaN; ``content`` is the place of each
    item's content among them, -1 without.
    """

    rows: AnyRows
    size: int
    vectors: Scores
    content: AnyRows

    def scores(self, number: int) -> Scores:
        """The scores of one label, parallel to ``rows``."""
        column = np.ascontiguousarray(self.vectors[:, number])
        return column.take(self.content, mode="wrap")


def thresholds_in_force(connection: sqlite3.Connection, pack: PackRow) -> Scores:
    """One a label: the one that the examiner set, else the pack's default."""
    rows = connection.execute("SELECT label, value FROM threshold WHERE pack_id = ?", (pack.id,))
    moved: dict[str, float] = dict(rows.fetchall())
    in_force = [moved.get(label.name, label.threshold) for label in pack.labels]
    return np.array(in_force, dtype=np.float32)


def no_scores(pack: PackRow) -> PackScores:
    """A pack of a case without items; its thresholds are the defaults."""
    defaults = np.array([label.threshold for label in pack.labels], dtype=np.float32)
    none = [np.zeros(0, dtype=np.float32) for _ in pack.labels]
    return PackScores(pack.id, pack.key, pack.labels, defaults, defaults, none)


def load_vectors(
    connection: sqlite3.Connection, pack: PackRow, wanted: Wanted, content_ids: Integers
) -> Scores:
    """What a pack says of the wanted contents; ``content_ids`` ascend and hold all of them.

    One row a content, NaN where it has no score, and a last one of NaN. Raises CaseError where
    a stored vector has another length than the pack's labels.
    """
    labels = len(pack.labels)
    vectors = np.full((len(content_ids) + 1, labels), np.nan, dtype=np.float32)
    sql = "SELECT content_id, scores FROM suggestion WHERE pack_id = ?"
    for ids, scores in chosen(connection, sql, "content_id", wanted, pack.id):
        if any(len(vector) != 4 * labels for vector in scores):
            raise CaseError(
                f"Scores of the pack {pack.key} do not fit its labels: the case is damaged, "
                "open a backup of it."
            )
        known = np.searchsorted(content_ids, np.array(ids, dtype=np.int64))
        vectors[known] = np.frombuffer(b"".join(scores), dtype="<f4").reshape(-1, labels)
    return vectors
