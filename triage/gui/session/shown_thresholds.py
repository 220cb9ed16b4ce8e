"""Thresholds as the window shows them: a person's while in hand, else those of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.store.case_threshold import case_threshold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.gui.session.case_reads import CaseReads
    from triage.gui.session.view_wishes import Label, Wishes
    from triage.store.query import Query
    from triage.store.score_columns import PackScores


class ShownThresholds:
    """``held`` are those in hand: they outlive a refresh of the columns."""

    def __init__(self) -> None:
        self.held: dict[Label, float | None] = {}

    def put(self, query: Query, wishes: Wishes, *, anew: bool) -> bool:
        """Move what was moved, after a refresh (``anew``) all that is in hand.

        Whether one is elsewhere now. Labels that the columns do not have are let go of: the
        pack was replaced by one without them.
        """
        self.held.update(wishes.thresholds)
        moved = False
        for label in list(self.held) if anew else list(wishes.thresholds):
            scores = _scores(query, label)
            if scores is None:
                del self.held[label]
            else:
                moved |= _place(query, scores, label, self.held[label])
        return moved

    def settle(self, query: Query, labels: Iterable[Label], reads: CaseReads) -> bool:
        """Show what the case has, by now or still; whether that is another one."""
        moved = False
        for label in labels:
            self.held.pop(label, None)
            scores = _scores(query, label)
            if scores is not None:
                name = label[1]
                value = reads.ask(lambda conn, of=scores, name=name: case_threshold(conn, of, name))
                moved |= _place(query, scores, label, value)
        return moved


def _scores(query: Query, label: Label) -> PackScores | None:
    """The columns of the label's pack, None where either is not there."""
    key, name = label
    for pack in query.columns.packs:
        if pack.key == key and any(known.name == name for known in pack.labels):
            return pack
    return None


def _place(query: Query, scores: PackScores, label: Label, value: float | None) -> bool:
    number = scores.place(label[1])
    new = scores.defaults[number] if value is None else np.float32(value)
    if scores.thresholds[number] == new:
        return False
    query.set_threshold(*label, value)
    return True
