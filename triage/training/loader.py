"""Endless augmented batches, made by one process beside the one that trains."""

import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

from triage.training import augment
from triage.training.cache import Cached, grounds
from triage.training.labels import NAMES

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

    if sys.platform == "win32":
        from multiprocessing.context import SpawnContext
    else:
        from multiprocessing.context import ForkContext

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]


class Shared(Protocol):
    """A number seen by both processes."""

    value: int


# The labels that matter most are drawn more often than their number alone would give.
EMPHASIS: Final = {"firearm": 1.6, "knife": 1.6}
PASTE_SHARE: Final = 0.6
WAITING_BATCHES: Final = 6


@dataclass(frozen=True, slots=True)
class Batch:
    """`pixels` (N, side, side, 3) of 0 to 255; `targets` and `known` (N, 14) of 0.0 or 1.0."""

    pixels: Pixels
    targets: Floats
    known: Floats


def sampling_weights(cached: Sequence[Cached]) -> NDArray[np.float64]:
    """The chance of each picture to be drawn, shape (N,): rare labels more, but not evenly."""
    targets = np.stack([picture.row.targets() for picture in cached])
    emphasis = np.array([EMPHASIS.get(name, 1.0) for name in NAMES])
    per_label = emphasis / np.sqrt(np.maximum(targets.sum(axis=0), 1.0))
    weights = (targets * per_label).max(axis=1)
    # A picture without any label is a plain negative; it counts like the commonest label.
    weights[weights == 0.0] = per_label.min()
    return weights / weights.sum()


class Sampler:
    """Draws pictures and turns them into augmented batches."""

    def __init__(self, cached: Sequence[Cached], seed: int) -> None:
        self._cached = cached
        self._grounds = grounds(cached)
        self._weights = sampling_weights(cached)
        self._rng = np.random.default_rng(seed)

    def batch(self, count: int, side: int) -> Batch:
        """Return `count` random views of side `side`."""
        drawn = self._rng.choice(len(self._cached), size=count, p=self._weights)
        views = [self.view(self._cached[int(index)], side) for index in drawn]
        pixels, targets, known = zip(*views, strict=True)
        return Batch(np.stack(pixels), np.stack(targets), np.stack(known))

    def view(self, picture: Cached, side: int) -> tuple[Pixels, Floats, Floats]:
        """Return one random view with its targets and known labels."""
        rng = self._rng
        targets = picture.row.targets()
        known = picture.row.known()
        image = Image.fromarray(picture.pixels)
        if picture.cut_out is not None and rng.random() < PASTE_SHARE:
            image, ground = self._on_another_ground(image, picture.cut_out, rng)
            known = known_on_ground(targets, known, ground)
        return augment.augmented(image, side, rng), targets, known

    def _on_another_ground(
        self, image: Image.Image, cut_out: Pixels, rng: Generator
    ) -> tuple[Image.Image, Cached | None]:
        mask = Image.fromarray(cut_out)
        if not self._grounds or rng.random() < 0.35:
            return augment.pasted(image, mask, augment.plain_ground(image.size, rng), rng), None
        ground = self._grounds[int(rng.integers(len(self._grounds)))]
        return augment.pasted(image, mask, Image.fromarray(ground.pixels), rng), ground


def known_on_ground(targets: Floats, known: Floats, ground: Cached | None) -> Floats:
    """Known labels after pasting, shape (14,): what the ground may show is no longer judged."""
    if ground is None:
        return known
    open_labels = ground.row.labels | ground.row.unknown | {"scene_outdoor", "scene_indoor"}
    may_show = np.array([name in open_labels for name in NAMES])
    return np.where(may_show & (targets < 0.5), np.float32(0.0), known).astype(np.float32)


class Loader:
    """Runs a `Sampler` in a process of its own; use it in a `with` statement."""

    def __init__(self, cached: Sequence[Cached], count: int, side: int, seed: int) -> None:
        # A forked process shares the pictures; elsewhere they are sent to it once.
        context = _context()
        self._side = context.Value("i", side)
        self._queue: Queue[Batch] = context.Queue(WAITING_BATCHES)
        self._process = context.Process(
            target=_produce, args=(cached, count, self._side, seed, self._queue), daemon=True
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
        self._process.terminate()
        self._process.join()
        self._queue.close()

    def take(self, side: int) -> Batch:
        """Return the next batch; from the batches not yet begun on, views have side `side`."""
        self._side.value = side
        return self._queue.get(timeout=600)


if sys.platform == "win32":

    def _context() -> "SpawnContext":
        return multiprocessing.get_context("spawn")

else:

    def _context() -> "ForkContext":
        return multiprocessing.get_context("fork")


def _produce(
    cached: Sequence[Cached], count: int, side: Shared, seed: int, queue: "Queue[Batch]"
) -> None:
    sampler = Sampler(cached, seed)
    while True:
        queue.put(sampler.batch(count, side.value))
