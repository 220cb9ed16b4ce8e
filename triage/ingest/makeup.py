"""Scores that earlier imports left out: contents that a chosen pack has not seen yet.

Each file is hashed again first: a score must belong to the bytes that the case knows.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.records import State
from triage.evidence.hashing import first_with
from triage.store import provenance
from triage.store.commands import RecordScores
from triage.store.worklist import count_unscored, unscored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from concurrent.futures import Executor, Future

    from triage.core.job import JobContext
    from triage.core.records import Examined, Identity, Pixels, Where
    from triage.evidence.pool import ExaminerPool
    from triage.inference.lane import Scored
    from triage.ingest.place import Place
    from triage.ingest.score_stage import ScoreStage
    from triage.store.case import Case
    from triage.store.commands import Changes
    from triage.store.worklist import Unscored

_PAGE = 200
_AHEAD = 48
_WAIT_S = 0.2
_STAGE = "scoring"


@dataclass(frozen=True, slots=True)
class _Located:
    content_id: int
    future: Future[tuple[Where, Identity] | None]


@dataclass(frozen=True, slots=True)
class _Examined:
    content_id: int
    future: Future[Examined]


@dataclass(frozen=True, slots=True)
class _Scored:
    content_id: int
    future: Future[Scored]


@dataclass(frozen=True, slots=True)
class _Written:
    future: Future[Changes]


class Makeup:
    """Runs one pack after another over what it has not scored."""

    def __init__(
        self,
        ctx: JobContext,
        case: Case,
        connection: sqlite3.Connection,
        pool: ExaminerPool,
        scores: ScoreStage,
        here: Mapping[int, Place],
        readers: Executor,
    ) -> None:
        self._ctx = ctx
        self._case = case
        self._connection = connection
        self._pool = pool
        self._scores = scores
        self._here = here
        self._readers = readers
        self._events: queue.SimpleQueue[_Located | _Examined | _Scored | _Written] = (
            queue.SimpleQueue()
        )
        self._on_the_way = 0
        self._done = 0
        self._without_file = 0

    def run(self) -> list[str]:
        """Score what is missing; sentences about contents whose file is not here any more."""
        for position, pack in enumerate(self._scores.packs):
            self._score_with(position, provenance.pack_id(self._connection, pack.info.sha256))
        if not self._without_file:
            return []
        return [
            (
                f"{self._without_file} pictures could not be scored: their files are not here,"
                " or are not what they were. Connect the source and import again."
            )
        ]

    def _score_with(self, position: int, pack_id: int | None) -> None:
        total = count_unscored(self._connection, pack_id)
        self._done = 0
        last_id = 0
        while page := unscored(self._connection, pack_id, last_id, _PAGE):
            for content in page:
                self._ctx.checkpoint()
                self._begin(content)
                while self._on_the_way >= _AHEAD:
                    self._step(position)
            last_id = page[-1].content_id
            self._ctx.report(_STAGE, self._done, total)
        while self._on_the_way:
            self._ctx.checkpoint()
            self._step(position)
            self._ctx.report(_STAGE, self._done, total)

    def _begin(self, content: Unscored) -> None:
        copies = [
            self._here[place.source_id].where(place.folder, place.name)
            for place in content.places
            if place.source_id in self._here
        ]
        self._on_the_way += 1
        future = self._readers.submit(first_with, content.sha256, copies)
        content_id = content.content_id
        future.add_done_callback(lambda f: self._events.put(_Located(content_id, f)))

    def _step(self, position: int) -> None:
        try:
            event = self._events.get(timeout=_WAIT_S)
        except queue.Empty:
            return
        match event:
            case _Located():
                self._on_located(event.content_id, event.future.result())
            case _Examined():
                self._on_examined(position, event.content_id, event.future.result())
            case _Scored():
                scores = (self._scores.stored(position, event.future.result()),)
                command = RecordScores(content_id=event.content_id, scores=scores)
                self._case.send_bulk(command).add_done_callback(
                    lambda f: self._events.put(_Written(f))
                )
            case _Written():
                event.future.result()
                self._on_the_way -= 1
                self._done += 1

    def _on_located(self, content_id: int, file: tuple[Where, Identity] | None) -> None:
        if file is None:
            self._give_up()
            return
        future = self._pool.examine(*file)
        future.add_done_callback(lambda f: self._events.put(_Examined(content_id, f)))

    def _give_up(self) -> None:
        self._on_the_way -= 1
        self._without_file += 1

    def _on_examined(self, position: int, content_id: int, examined: Examined) -> None:
        if examined.state is not State.ANALYSED:
            self._give_up()
            return
        pixels: Pixels = examined.inputs[position]
        self._scores.submit(position, pixels).add_done_callback(
            lambda f: self._events.put(_Scored(content_id, f))
        )
