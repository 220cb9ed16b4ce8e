"""A lane: pictures go in one by one, scores come out, a device works behind it.

On the CPU several threads share one session. Any other device has one thread and so one
``run`` at a time. A device that is lost in the middle of a batch is given up: that batch runs
again on the CPU, and so does everything after it; ``notices`` says so, and ``provenances``
keeps the two apart.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from triage.core.closing import Closing
from triage.core.errors import BugError, DeviceLostError
from triage.inference.batches import Batches
from triage.inference.engine import Engine, Scores
from triage.inference.providers import Provider, cpu
from triage.inference.session import OpenSession, open_session

if TYPE_CHECKING:
    from triage.core.records import Pixels, RunProvenance
    from triage.inference.packs import ModelPack
    from triage.inference.standby import Standby

_QUIET_S = 0.1
"""Pictures of a busy import come faster than this, so that padding stays rare."""

_BATCHES_OF_ROOM = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores [labels] of one picture; ``provenance`` is a place in ``Lane.provenances``."""

    scores: Scores
    provenance: int


@dataclass(frozen=True, slots=True)
class _Ticket:
    pixels: Pixels
    future: Future[Scored]


class Lane(Closing):
    """The background pool of one pack. Raises PackError where the pack cannot be used.

    ``threads`` counts for the CPU alone. A batch that is not full runs once no picture came
    for ``wait_s`` seconds. An engine that lies ready in ``standby`` is taken from there. Close
    it, or use it in a ``with`` statement.
    """

    def __init__(
        self,
        pack: ModelPack,
        provider: Provider,
        threads: int = 1,
        wait_s: float = _QUIET_S,
        sessions: OpenSession = open_session,
        standby: Standby | None = None,
    ) -> None:
        self._pack = pack
        self._sessions = sessions
        self._threads = threads
        self._lock = threading.Lock()
        ready = None if standby is None else standby.take(pack, provider)
        self._engine = ready or Engine(pack, provider, sessions)
        self._provenances = [self._engine.provenance]
        self._notices = [self._engine.notice] if self._engine.notice else []
        size = self._engine.batch
        self._batches: Batches[_Ticket] = Batches(size, wait_s, _BATCHES_OF_ROOM * size * threads)
        self._workers: list[threading.Thread] = []
        self._start(threads if self._engine.provider.is_cpu else 1)

    @property
    def provenances(self) -> list[RunProvenance]:
        """How scores came about so far; :attr:`Scored.provenance` points into it."""
        with self._lock:
            return list(self._provenances)

    @property
    def notices(self) -> list[str]:
        """What the examiner should hear, one sentence each; it only grows."""
        with self._lock:
            return list(self._notices)

    def submit(self, pixels: Pixels) -> Future[Scored]:
        """Queue one RGB picture [height, width, 3] of the pack's size; blocks while full.

        The future gets a KnownError where there are no scores. Raises BugError for a picture
        of another size and after :meth:`close`.
        """
        spec = self._pack.spec
        if pixels.dtype != np.uint8 or pixels.shape != (spec.height, spec.width, 3):
            raise BugError(f"a picture is {pixels.dtype} {pixels.shape}, not what the pack wants")
        ticket = _Ticket(pixels, Future())
        self._batches.put(ticket)
        return ticket.future

    def close(self) -> None:
        """Finish what is queued, take nothing more, end all threads."""
        self._batches.close()
        # A worker that falls back starts others before it ends: the list may grow meanwhile.
        for worker in self._workers:
            worker.join()

    def _start(self, count: int) -> None:
        for _ in range(count):
            name = f"lane-{self._pack.info.name}-{len(self._workers)}"
            worker = threading.Thread(target=self._work, name=name, daemon=True)
            self._workers.append(worker)
            worker.start()

    def _work(self) -> None:
        while taken := self._batches.take():
            tickets = [ticket for ticket in taken if ticket.future.set_running_or_notify_cancel()]
            if tickets:
                self._answer(tickets)

    def _answer(self, tickets: list[_Ticket]) -> None:
        try:
            scores, provenance = self._score(np.stack([ticket.pixels for ticket in tickets]))
        except Exception as error:  # noqa: BLE001  the futures carry it to whoever asks
            for ticket in tickets:
                ticket.future.set_exception(error)
            return
        for ticket, vector in zip(tickets, scores, strict=True):
            ticket.future.set_result(Scored(vector, provenance))

    def _score(self, pixels: Pixels) -> tuple[Scores, int]:
        with self._lock:
            engine = self._engine
            provenance = len(self._provenances) - 1
        try:
            return engine.run(pixels), provenance
        except DeviceLostError as lost:
            engine, provenance = self._fall_back(lost)
            return engine.run(pixels), provenance

    def _fall_back(self, lost: DeviceLostError) -> tuple[Engine, int]:
        """Give the device up. Only its one thread comes here, and only once."""
        engine = Engine(self._pack, cpu(), self._sessions)
        notice = f"{lost}; the CPU does the rest from here on"
        with self._lock:
            self._engine = engine
            self._provenances.append(replace(engine.provenance, note=notice))
            self._notices.append(notice)
        self._start(self._threads - 1)
        return engine, len(self._provenances) - 1
