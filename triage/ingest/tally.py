"""Counts for the progress bar, in the terms of ``found``: every entry, read or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import names
from triage.core.records import State

if TYPE_CHECKING:
    from triage.core.job import JobContext

_STAGE = "hashing and analysing"


class Tally:
    """Items decided by this job so far, by state.

    What the scan decides alone (links, special files, what is known and unchanged) counts as
    done once the scan is over.
    """

    def __init__(self, ctx: JobContext) -> None:
        self._ctx = ctx
        self._counts = dict.fromkeys((State.ANALYSED, State.SKIPPED, State.FAILED), 0)
        self._by_scan = 0
        self._total: int | None = None

    @property
    def done(self) -> int:
        """How many items this job read and decided."""
        return sum(self._counts.values())

    @property
    def total_known(self) -> bool:
        """Whether the scan has said how many there will be."""
        return self._total is not None

    def expect(self, found: int, to_read: int) -> None:
        """The scan is over: it saw ``found`` entries, and ``to_read`` items are not done yet."""
        self._by_scan = max(0, found - self.done - to_read)
        self._total = self._by_scan + self.done + to_read
        self._report()

    def count(self, state: State) -> None:
        """One more item is in the case."""
        if state in self._counts:
            self._counts[state] += 1
        self._report()

    def wait_for(self, path: str) -> None:
        """Nothing moves, because this file is being read."""
        self._report(f"reading {names.safe(path)}")

    def _report(self, message: str = "") -> None:
        counts = tuple((state.word, n) for state, n in self._counts.items())
        self._ctx.report(_STAGE, self._by_scan + self.done, self._total, counts, message)
