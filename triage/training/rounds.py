"""Rounds of crops: one crop of each picture a round, drawn once, judged once by the teachers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from triage.training import shards

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PIL import Image

    from triage.training.drawing import Drawer, Drawn
    from triage.training.teachers import Teacher

SHARD_PICTURES: Final = 512
_TOGETHER: Final = 8
"""Pictures that a teacher sees at once."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The crops of a run: ``count`` pictures, in ``folder``."""

    folder: Path
    count: int
    seed: int

    def bases(self, number: int) -> list[Path]:
        """Where the shards of a round lie, or will lie."""
        parts = -(-self.count // SHARD_PICTURES)
        return [self._base(number, part) for part in range(parts)]

    def is_whole(self, number: int) -> bool:
        """Whether every shard of the round is there."""
        return all(shards.is_whole(base) for base in self.bases(number))

    def whole(self) -> list[int]:
        """The rounds that are there, in order, up to the first that is not."""
        numbers: list[int] = []
        while self.is_whole(len(numbers)):
            numbers.append(len(numbers))
        return numbers

    def draw(
        self,
        number: int,
        drawer: Drawer,
        teachers: Sequence[Teacher],
        said: Callable[[int, int], None],
    ) -> None:
        """Draw what the round still lacks; ``said`` is told how many are done, of how many."""
        (self.folder / f"round-{number:02d}").mkdir(parents=True, exist_ok=True)
        # In an order of its own, so that the first shards are already a fair sample of all.
        order = np.random.default_rng([self.seed, number]).permutation(self.count)
        for part, base in enumerate(self.bases(number)):
            indices = [int(i) for i in order[part * SHARD_PICTURES : (part + 1) * SHARD_PICTURES]]
            if not shards.is_whole(base):
                _write_shard(base, indices, [drawer.draw(i, number) for i in indices], teachers)
            said(min((part + 1) * SHARD_PICTURES, self.count), self.count)

    def _base(self, number: int, part: int) -> Path:
        return self.folder / f"round-{number:02d}" / f"shard-{part:04d}"


def _write_shard(
    base: Path, indices: Sequence[int], drawn: Sequence[Drawn], teachers: Sequence[Teacher]
) -> None:
    pictures = [one.picture for one in drawn]
    told = [_judged(teacher, pictures) for teacher in teachers]
    empty = np.zeros((len(pictures), 0), dtype=np.float32)
    shards.write(
        base,
        indices,
        [shards.as_jpeg(picture) for picture in pictures],
        np.stack([one.targets for one in drawn]),
        np.stack([one.known for one in drawn]),
        np.concatenate([empty, *told], axis=1),
    )


def _judged(teacher: Teacher, pictures: Sequence[Image.Image]) -> np.ndarray:
    parts = range(0, len(pictures), _TOGETHER)
    return np.concatenate([teacher.features(pictures[i : i + _TOGETHER]) for i in parts])
