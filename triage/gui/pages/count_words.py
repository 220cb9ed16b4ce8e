"""Counts by state and reason as the rows of a table, the sum beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import plain_words
from triage.core.records import Reason, State
from triage.gui.looks import words

if TYPE_CHECKING:
    from triage.gui.session.counted import CaseStatus


def count_rows(status: CaseStatus, reasons: dict[str, int]) -> list[tuple[str, str, str]]:
    """State, reason and number; the reasons of a state stand below it, the most frequent first."""
    skipping = {reason.word for reason in Reason if reason.state is State.SKIPPED}
    of_skipped = {word: n for word, n in reasons.items() if word in skipping}
    of_failed = {word: n for word, n in reasons.items() if word not in skipping}
    rows = [_state(State.ANALYSED, status.analysed)]
    rows += [_state(State.SKIPPED, status.skipped), *_reasons(of_skipped)]
    rows += [_state(State.FAILED, status.failed), *_reasons(of_failed)]
    if status.pending:
        rows.append(_state(State.PENDING, status.pending))
    return [*rows, ("found", "", words.count(status.found))]


def _state(state: State, number: int) -> tuple[str, str, str]:
    return words.state(state), "", words.count(number)


def _reasons(reasons: dict[str, int]) -> list[tuple[str, str, str]]:
    order = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
    return [("", plain_words.REASONS.get(word, word), words.count(n)) for word, n in order if n]
