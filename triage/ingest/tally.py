"""Counts for the progress bar: what this job did, not what the case holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.records import State

if TYPE_CHECKING:
    from triage.core.job import JobContext

_STAGE = "hashing and analysing"


class Tally:
    """Items decided by this job so far, by state."""

    def __init__(self, ctx: JobContext) -> None:
        self._ctx = ctx
        self._counts = dict.fromkeys((State.ANALYSED, State.SKIPPED, State.FAILED), 0)
        self._total: int | None = None

    @property
    def done(self) -> int:
        """How many items were decided."""
        return sum(self._counts.values())

    @property
    def total_known(self) -> bool:
        """Whether the scan has said how many there will be."""
        return self._total is not None

    def expect(self, total: int) -> None:
        """How many there will be, once the scan knows."""
        self._total = total
        self._report()

    def count(self, state: State) -> None:
        """One more item is in the case."""
        if state in self._counts:
            self._counts[state] += 1
        self._report()

    def _report(self) -> None:
        counts = tuple((state.word, n) for state, n in self._counts.items())
        self._ctx.report(_STAGE, self.done, self._total, counts)
