"""The top label of each item: the one that decides its colour and its place.

Among the suggested labels that their pack marks notable the highest score; without one,
among all suggested; else none. Between equal scores the earlier pack and label wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.score_columns import PackScores, Scores

NO_LABEL = -1
_BLOCK = 1 << 15
"""Items looked at in one go: their columns stay in the processor's cache."""
_Codes = npt.NDArray[np.int16]
_Places = npt.NDArray[np.int64]


class TopLabels:
    """``score``: float32, NaN without; ``code``: place in :attr:`labels`, NO_LABEL without."""

    def __init__(self, packs: Sequence[PackScores], items: int) -> None:
        self.labels = [(pack, number) for pack in packs for number in range(len(pack.labels))]
        notable = [pack.labels[number].notable for pack, number in self.labels]
        # One more for NO_LABEL, which as an index is the last one.
        self._notable = np.array([*notable, False], dtype=np.bool_)
        self.score: Scores = np.full(items, np.nan, dtype=np.float32)
        self.code: _Codes = np.full(items, NO_LABEL, dtype=np.int16)
        for start in range(0, items, _BLOCK):
            part = slice(start, start + _BLOCK)
            self._choose(part, self.score[part], self.code[part])

    def taken(self) -> tuple[Scores, _Codes]:
        """Copies of ``score`` and ``code`` as they are now; :meth:`moved` changes these."""
        return self.score.copy(), self.code.copy()

    def moved(self, pack: PackScores, number: int, old: np.float32) -> None:
        """Follow the threshold of one label, which was ``old``: few items change their top."""
        place = next(
            n for n, label in enumerate(self.labels) if label[0] is pack and label[1] == number
        )
        column, new = pack.columns[number], pack.thresholds[number]
        if new < old:
            self._gain(place, column, np.flatnonzero((column >= new) & (column < old)))
            return
        lost = np.flatnonzero((self.code == place) & (column < new))
        for start in range(0, len(lost), _BLOCK):
            self._choose_anew(lost[start : start + _BLOCK])

    def _gain(self, place: int, column: Scores, rows: _Places) -> None:
        """``rows`` got the suggestion at ``place``: it wins over lower or less notable ones."""
        mine, score, code = column[rows], self.score[rows], self.code[rows]
        without = code == NO_LABEL
        notable = self._notable[code]
        higher = without | (mine > score) | ((mine == score) & (place < code))
        wins = higher | ~notable if self._notable[place] else higher & ~notable
        rows = rows[wins]
        self.score[rows] = mine[wins]
        self.code[rows] = place

    def _choose_anew(self, rows: _Places) -> None:
        score = np.full(len(rows), np.nan, dtype=np.float32)
        code = np.full(len(rows), NO_LABEL, dtype=np.int16)
        self._choose(rows, score, code)
        self.score[rows] = score
        self.code[rows] = code

    def _choose(self, part: slice | _Places, score: Scores, code: _Codes) -> None:
        """Notable labels first; the others only where none of those is suggested."""
        self._best(part, score, code, notable=True)
        if self._notable[:-1].all():
            return
        plain_score = np.full_like(score, np.nan)
        plain_code = np.full_like(code, NO_LABEL)
        self._best(part, plain_score, plain_code, notable=False)
        without = code == NO_LABEL
        np.copyto(score, plain_score, where=without)
        np.copyto(code, plain_code, where=without)

    def _best(self, part: slice | _Places, score: Scores, code: _Codes, *, notable: bool) -> None:
        best = np.full_like(score, -np.inf)
        for place, (pack, number) in enumerate(self.labels):
            if self._notable[place] != notable:
                continue
            column = pack.columns[number][part]
            higher = column >= pack.thresholds[number]
            higher &= column > best
            np.copyto(best, column, where=higher)
            np.copyto(code, np.int16(place), where=higher)
        np.copyto(score, best, where=code != NO_LABEL)
