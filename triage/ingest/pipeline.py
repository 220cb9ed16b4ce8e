"""One event loop that moves items from stage to stage; all its state belongs to one thread.

hash threads -> child (decode, metadata) -> lanes (scores) -> writer. Stages answer with an
event; only the loop decides what comes next. Everything on the way is bounded by ``limit``,
so memory stays flat.
"""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.errors import Remedy, SourceError
from triage.core.records import Examined, Reason, State
from triage.ingest.flight import Flight
from triage.ingest.hash_stage import HashBroke, Hashed, HashStage, Unhashed
from triage.ingest.record_stage import RecordStage, Written
from triage.store.worklist import find_content

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection
    from concurrent.futures import Future

    from triage.evidence.pool import ExaminerPool
    from triage.inference.lane import Scored
    from triage.ingest.hash_stage import Work
    from triage.ingest.score_stage import ScoreStage
    from triage.ingest.tally import Tally
    from triage.store.case import Case

_QUIET_S = 2.0
_SETTLE_S = 20.0
_EMPTY = Examined(State.SKIPPED, Reason.EMPTY)
_NOT_OF_THE_CONTENT = {Reason.DISAPPEARED, Reason.UNREADABLE}


@dataclass(slots=True)
class Scoring:
    """A content whose pixels wait for the scores of all packs."""

    hashed: Hashed
    examined: Examined
    scores: dict[int, tuple[int, bytes]] = field(default_factory=dict[int, tuple[int, bytes]])


@dataclass(frozen=True, slots=True)
class ExaminedEvent:
    """The child's answer on one content."""

    hashed: Hashed
    future: Future[Examined]


@dataclass(frozen=True, slots=True)
class ScoredEvent:
    """The scores of one pack for one content."""

    scoring: Scoring
    position: int
    future: Future[Scored]


Event = Hashed | Unhashed | HashBroke | ExaminedEvent | ScoredEvent | Written


class Pipeline:
    """The stages of one import, wired. Use from one thread."""

    def __init__(
        self,
        case: Case,
        connection: sqlite3.Connection,
        pool: ExaminerPool,
        scores: ScoreStage,
        tally: Tally,
        threads: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._case = case
        self._connection = connection
        self._pool = pool
        self._scores = scores
        self._tally = tally
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._records = RecordStage(case, self._events.put)
        self._hash = HashStage(threads, self._events.put, cancelled)
        self._flight = Flight()
        self._on_the_way: dict[int, Work] = {}
        self._answered = 0
        self._moved = time.monotonic()
        self._limit = 6 * threads + 32

    @property
    def has_room(self) -> bool:
        """Whether one more item may be put in."""
        return len(self._on_the_way) < self._limit

    @property
    def idle(self) -> bool:
        """Whether nothing is on the way."""
        return not self._on_the_way

    @property
    def on_the_way(self) -> Collection[int]:
        """Ids of the items that were begun and are not counted yet, the oldest first."""
        return self._on_the_way.keys()

    def put(self, work: Work) -> None:
        """Begin with one item."""
        if not self._on_the_way:
            self._moved = time.monotonic()
        self._on_the_way[work.item.id] = work
        self._hash.put(work)

    def close(self) -> None:
        """End the hash threads; the other stages belong to the caller.

        What the writer has in its hands by then is waited for and counted: where an import is
        stopped, its row in the audit log must say how many items it decided.
        """
        self._hash.close()
        while self._answered < self._records.sent:
            try:
                event = self._events.get(timeout=_SETTLE_S)
            except queue.Empty:
                return
            if isinstance(event, Written):
                self._answered += 1
                if event.future.exception() is None:
                    self._tally.count(event.state)

    def step(self, timeout_s: float) -> None:
        """Handle one event, or wait for it in vain.

        Raises KnownError where the evidence or the case fails as a whole.
        """
        try:
            event = self._events.get(timeout=timeout_s)
        except queue.Empty:
            self._tell_wait()
            return
        self._moved = time.monotonic()
        self._handle(event)

    def _tell_wait(self) -> None:
        """Say which file keeps everything waiting: a disk image takes minutes to read."""
        if self._on_the_way and time.monotonic() - self._moved > _QUIET_S:
            oldest = next(iter(self._on_the_way.values())).item
            self._tally.wait_for(names.text(names.join(oldest.folder, oldest.name)))

    def _handle(self, event: Event) -> None:
        match event:
            case Hashed():
                self._on_hashed(event)
            case Unhashed():
                self._on_unhashed(event)
            case HashBroke():
                raise event.error
            case ExaminedEvent():
                self._on_examined(event.hashed, event.future.result())
            case ScoredEvent():
                self._on_scored(event)
            case Written():
                self._on_written(event)

    def _on_unhashed(self, event: Unhashed) -> None:
        self._refuse_lost_place(event.work)
        self._records.record_unread(event.work, event.reason, event.detail)

    def _on_hashed(self, hashed: Hashed) -> None:
        if self._flight.enter(hashed):
            self._begin(hashed)

    def _begin(self, hashed: Hashed) -> None:
        known = find_content(self._connection, hashed.hashes.sha256)
        if known is not None:
            self._records.record_copy(hashed, known.state, known.media_type)
        elif hashed.hashes.size == 0:
            self._records.record(hashed, _EMPTY)
        else:
            self._examine(hashed)

    def _examine(self, hashed: Hashed) -> None:
        future = self._pool.examine(hashed.work.where, hashed.identity)
        future.add_done_callback(lambda f: self._events.put(ExaminedEvent(hashed, f)))

    def _on_examined(self, hashed: Hashed, examined: Examined) -> None:
        if examined.reason in _NOT_OF_THE_CONTENT:
            self._refuse_lost_place(hashed.work)
            self._records.record_unread(hashed.work, examined.reason, examined.detail)
            self._retry_copies(hashed)
        elif examined.state is State.ANALYSED and self._scores.packs:
            self._score(Scoring(hashed, examined))
        else:
            self._records.record(hashed, examined)

    def _score(self, scoring: Scoring) -> None:
        for position, pixels in enumerate(scoring.examined.inputs):
            future = self._scores.submit(position, pixels)
            future.add_done_callback(self._scored_listener(scoring, position))

    def _scored_listener(self, scoring: Scoring, position: int) -> Callable[[Future[Scored]], None]:
        return lambda future: self._events.put(ScoredEvent(scoring, position, future))

    def _on_scored(self, event: ScoredEvent) -> None:
        scoring = event.scoring
        scoring.scores[event.position] = self._scores.stored(event.position, event.future.result())
        if len(scoring.scores) == len(self._scores.packs):
            stored = tuple(scoring.scores.values())
            self._records.record(scoring.hashed, scoring.examined, stored)

    def _on_written(self, event: Written) -> None:
        self._answered += 1
        event.future.result()
        del self._on_the_way[event.work.item.id]
        self._tally.count(event.state)
        if event.hashed is None:
            return
        for copy in self._flight.leave(event.hashed.hashes.sha256):
            self._records.record_copy(copy, event.state, event.media_type)

    def _retry_copies(self, hashed: Hashed) -> None:
        """The first of a content could not be read again: its copies try in its stead."""
        for copy in self._flight.leave(hashed.hashes.sha256):
            self._on_hashed(copy)

    def _refuse_lost_place(self, work: Work) -> None:
        place = work.place
        if not place.still_here():
            raise SourceError(
                f"The folder {place.path} of source {place.name} is not there any more."
                " What was done is kept.",
                remedy=Remedy.GO_ON,
            )
