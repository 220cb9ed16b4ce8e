"""The order in which crops are seen, and the process that makes batches of them.

An epoch is as many looks as there are pictures. What is seen, and how, follows from the seed and
the number of the step alone, so a resumed run sees what it would have seen.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from triage.training import shards
from triage.training.views import view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.process import BaseProcess
    from multiprocessing.queues import Queue
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

    from triage.training.shards import Shard

WAITING_BATCHES: Final = 6
_PATIENCE_S: Final = 60.0
_LOOK_UP_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Batch:
    """``pixels`` (N, side, side, 3) of 0 to 255; targets, known (N, labels); features (N, any)."""

    pixels: NDArray[np.uint8]
    targets: NDArray[np.float32]
    known: NDArray[np.float32]
    features: NDArray[np.float16]


class Crops:
    """All crops that are there, by picture."""

    def __init__(self, bases: Sequence[Path]) -> None:
        self._bases = list(bases)
        self._shards = [shards.read(base) for base in bases]
        self._places: dict[int, list[tuple[int, int]]] = {}
        for number, shard in enumerate(self._shards):
            for place, row in enumerate(shard.rows.tolist()):
                self._places.setdefault(row, []).append((number, place))

    def __reduce__(self) -> tuple[type[Crops], tuple[list[Path]]]:
        """Sent to another process as places on disk, not as the crops themselves."""
        return Crops, (self._bases,)

    @property
    def pictures(self) -> list[int]:
        """The pictures of which there is a crop."""
        return sorted(self._places)

    def crop(self, picture: int, turn: int) -> tuple[Shard, int]:
        """One crop of the picture; ``turn`` goes round through all that there are."""
        places = self._places[picture]
        number, place = places[turn % len(places)]
        return self._shards[number], place


class Course:
    """Which picture is looked at in which step; the same for the same seed."""

    def __init__(self, crops: Crops, chances: NDArray[np.float64], batch: int, seed: int) -> None:
        self._crops = crops
        self._pictures = np.array(crops.pictures)
        wanted = chances[self._pictures]
        self._chances = wanted / wanted.sum()
        self._batch = batch
        self._seed = seed

    def make(self, step: int, side: int) -> Batch:
        """The batch of that step, its views of that side."""
        rng = np.random.default_rng([self._seed, step])
        drawn = rng.choice(self._pictures, size=self._batch, p=self._chances)
        turns = rng.integers(0, 1 << 30, size=self._batch)
        chosen = [
            self._crops.crop(int(picture), int(turn))
            for picture, turn in zip(drawn, turns, strict=True)
        ]
        return Batch(
            np.stack([view(shard.picture(place), side, rng) for shard, place in chosen]),
            np.stack([shard.targets[place] for shard, place in chosen]),
            np.stack([shard.known[place] for shard, place in chosen]),
            np.stack([shard.features[place] for shard, place in chosen]),
        )


class Feed:
    """Runs a course in a process of its own; use it in a `with` statement."""

    def __init__(self, course: Course, sides: Sequence[int], first: int) -> None:
        # Spawned everywhere: a fork of a process with threads may inherit a lock that is held.
        context = multiprocessing.get_context("spawn")
        self._queue: Queue[Batch] = context.Queue(WAITING_BATCHES)
        self._process: BaseProcess = context.Process(
            target=_produce,
            args=(course, sides, first, self._queue, os.getpid()),
            daemon=True,
        )

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Killed, not asked: it has nothing to put in order, and may have inherited a handler.
        self._process.kill()
        self._process.join()
        self._queue.close()

    def take(self) -> Batch:
        """The next batch."""
        while True:
            try:
                return self._queue.get(timeout=_PATIENCE_S)
            except queue.Empty:
                # A machine that was put to sleep is no fault; a process that is gone is.
                if not self._process.is_alive():
                    raise


def _produce(
    course: Course, sides: Sequence[int], first: int, waiting: Queue[Batch], parent: int
) -> None:
    # Ctrl+C goes to the whole group of processes; the one that trains decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for step, side in enumerate(sides[first:], first):
        batch = course.make(step, side)
        while True:
            try:
                waiting.put(batch, timeout=_LOOK_UP_S)
                break
            except queue.Full:
                # Killed, the process that trains could not end this one.
                if os.getppid() != parent:
                    return
