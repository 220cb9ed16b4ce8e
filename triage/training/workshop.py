"""One training from first step to last: fed, judged by its hold-out, saved, gone on with."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from triage.training import balance, distil, metrics, rows, shards, student
from triage.training.backend import torch
from triage.training.feed import Course, Crops, Feed
from triage.training.pictures import whole
from triage.training.plan import Plan
from triage.training.student import Device, Student, logits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from triage.core.job import JobContext
    from triage.training.backend import Module
    from triage.training.collect import Material
    from triage.training.distil import Lesson
    from triage.training.plan import Preset

CHECKPOINT_S: Final = 600.0
PATIENCE: Final = 12
"""Epochs without a better hold-out after which the rate begins to fall."""
BETTER_BY: Final = 0.002
NOTABLE_EMPHASIS: Final = 1.6
LEAST_STEPS: Final = 30
_LESSON_CROPS: Final = 30_000
_MOST_JUDGED: Final = 1500


@dataclass(slots=True)
class Diary:
    """What a training did so far; kept in its checkpoints."""

    epochs: int = 0
    seconds: float = 0.0
    best: float = -1.0
    best_epoch: int = 0
    history: list[dict[str, float]] = field(default_factory=list[dict[str, float]])


@dataclass(frozen=True, slots=True)
class Room:
    """What all trainings of one order share."""

    material: Material
    bases: Sequence[Path]
    preset: Preset
    out: Path
    seed: int
    device: Device
    ctx: JobContext


class Training:
    """One student: ``held`` are the pictures that it must not learn from."""

    def __init__(self, room: Room, name: str, held: Sequence[bool], epochs: int) -> None:
        self._room = room
        self._name = name
        self._held = np.array(held, dtype=np.bool_)
        self.place = room.out / f"{name}.pt"
        self.diary = Diary()
        # Of few pictures an epoch is several looks at each: else the average never settles.
        steps = max(LEAST_STEPS, int((~self._held).sum()) // room.preset.batch)
        self._plan = Plan(room.preset, epochs, steps)
        self._crops = Crops(room.bases)
        self._lesson = self._prepared_lesson()
        torch.manual_seed(room.seed)
        self._student = Student(
            room.preset.shape, len(room.material.labels), self._lesson, self._plan, room.device
        )

    @property
    def network(self) -> Module:
        """The moving average of the weights: what is judged and kept."""
        return self._student.average

    def begin_with(self, fill: Callable[[Module], None]) -> None:
        """Let ``fill`` put weights into the student, unless it has learned already."""
        if not self.place.exists():
            fill(self._student.network)
            fill(self._student.average)

    def run(self) -> None:
        """Train to the end, going on where a checkpoint was left."""
        if self.place.exists():
            self._resume(student.load(self.place))
        judged = self._judged_rows()
        while self._student.step_number < self._plan.steps:
            self._epoch()
            self.diary.epochs += 1
            if len(judged):
                self._judge(judged)
            self._save()

    def _epoch(self) -> None:
        ctx, plan = self._room.ctx, self._plan
        end = (self._student.step_number // plan.epoch_steps + 1) * plan.epoch_steps
        chances = self._chances()
        course = Course(self._crops, chances, plan.preset.batch, self._room.seed)
        began = saved = time.monotonic()
        labels = copying = 0.0
        with Feed(course, plan.sides()[:end], self._student.step_number) as feed:
            while self._student.step_number < end:
                ctx.checkpoint()
                labels, copying = self._student.step(feed.take())
                ctx.report(
                    self._name, self._student.step_number, plan.steps, message=self._told(labels)
                )
                if time.monotonic() - saved > CHECKPOINT_S:
                    saved = time.monotonic()
                    self._save()
        self.diary.seconds += time.monotonic() - began
        self.diary.history.append({"labels": labels, "copying": copying})

    def _told(self, loss: float) -> str:
        done = f"epoch {self.diary.epochs + 1} of {self._plan.epochs}, loss {loss:.3f}"
        return f"{done}, hold-out {self.diary.best:.3f}" if self.diary.best >= 0.0 else done

    def _judge(self, judged: NDArray[np.intp]) -> None:
        """Look at the hold-out; begin the fall early where it has not grown better for long."""
        material = self._room.material
        some = [material.rows[int(index)] for index in judged]
        side = self._plan.sides()[self._student.step_number - 1]
        logits = logits_of(self.network, whole(some, side), self._room.device.name)
        truth, known = rows.targets(some, material.names), rows.known(some, material.names)
        reached = metrics.mean(metrics.per_label(logits, truth, known, material.names))
        self.diary.history[-1]["held_out"] = reached
        if reached > self.diary.best + BETTER_BY:
            self.diary.best, self.diary.best_epoch = reached, self.diary.epochs
        waited = self.diary.epochs - self.diary.best_epoch
        if waited >= PATIENCE and self._plan.is_level(self._student.step_number):
            self._plan = self._plan.shortened(self._student.step_number)
            self._student.follow_plan(self._plan)

    def _judged_rows(self) -> NDArray[np.intp]:
        held = np.flatnonzero(self._held)
        if len(held) <= _MOST_JUDGED:
            return held
        return np.sort(np.random.default_rng(self._room.seed).permutation(held)[:_MOST_JUDGED])

    def _chances(self) -> NDArray[np.float64]:
        material = self._room.material
        emphasis = {label.name: NOTABLE_EMPHASIS for label in material.labels if label.notable}
        chances = balance.chances(material.rows, material.names, emphasis)
        chances[self._held] = 0.0
        return chances / chances.sum()

    def _prepared_lesson(self) -> Lesson | None:
        """What the teachers say of the pictures that may be learned from, made ready once."""
        opened = [shards.read(base) for base in self._room.bases]
        if not opened[0].features.shape[1]:
            return None
        place = self.place.with_suffix(".lesson")
        if place.exists():
            return distil.Lesson(**student.load(place))
        lesson = distil.prepare(*_sample(opened, self._held))
        student.save(lesson.record(), place)
        return lesson

    def _save(self) -> None:
        kept: dict[str, Any] = {
            "student": self._student.record(),
            "epochs": self._plan.epochs,
            "diary": {
                "epochs": self.diary.epochs,
                "seconds": self.diary.seconds,
                "best": self.diary.best,
                "best_epoch": self.diary.best_epoch,
                "history": self.diary.history,
            },
        }
        student.save(kept, self.place)

    def _resume(self, kept: dict[str, Any]) -> None:
        self._student.restore(kept["student"])
        self.diary = Diary(**kept["diary"])
        self._plan = replace(self._plan, epochs=kept["epochs"])
        self._student.follow_plan(self._plan)


def _sample(
    opened: Sequence[shards.Shard], held: NDArray[np.bool_]
) -> tuple[NDArray[np.float16], NDArray[np.float32], NDArray[np.float32]]:
    parts: list[tuple[Any, ...]] = []
    count = 0
    for shard in opened:
        learned = ~held[shard.rows]
        parts.append((shard.features[learned], shard.targets[learned], shard.known[learned]))
        count += int(learned.sum())
        if count >= _LESSON_CROPS:
            break
    features, targets, known = (np.concatenate(column) for column in zip(*parts, strict=True))
    return features, targets, known
