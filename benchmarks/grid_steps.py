"""A filter or a threshold moves: how long until the answer is on the screen."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from filters import choices
from PySide6.QtCore import QEventLoop, QObject, QTimer
from synthetic_case import LABELS, PACK
from timing import row

from triage.core.filters import Filter, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grid_stage import Row, Stage

_PAUSE_MS = 16
"""Between the steps of a drag: the next comes while the counts of the last are being made."""
_PATIENCE_MS = 30_000
_NOTHING_THERE = {"hash", "reason"}
"""Choices that may leave nothing: then nothing is painted but the ground."""


class Stepper(QObject):
    """Takes a step and notes when its rows reached the grid, and when they were painted."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._loop = QEventLoop(self)
        self._patience = QTimer(self)
        self._patience.timeout.connect(self._loop.quit)
        self._asked = 0.0
        self._arranged = 0.0
        self.arranged_ms: list[float] = []
        self.painted_ms: list[float] = []
        stage.case.views.arranged.connect(self._on_arranged)
        stage.watch.painted.connect(self._on_painted)

    def step(self, ask: Callable[[], None]) -> None:
        """Ask, and wait for the paint that shows the answer."""
        before = len(self.painted_ms)
        self._arranged = 0.0
        self._patience.start(_PATIENCE_MS)
        self._asked = time.perf_counter()
        ask()
        self._loop.exec()
        self._patience.stop()
        if len(self.painted_ms) == before:
            raise RuntimeError("a step was never painted")

    def rest(self, *, counted: bool) -> None:
        """Until every count is there and every picture; or no longer than between two steps."""
        stage = self._stage
        if counted:
            stage.wait(lambda: stage.counts is not None and bool(stage.counts.facets), "counts")
            stage.settle()
            return
        QTimer.singleShot(_PAUSE_MS, self._loop.quit)
        self._loop.exec()

    def _on_arranged(self) -> None:
        self._arranged = time.perf_counter()
        self._stage.counts = None

    def _on_painted(self, moment: float) -> None:
        if self._arranged:
            self.arranged_ms.append((self._arranged - self._asked) * 1000)
            self.painted_ms.append((moment - self._asked) * 1000)
            self._arranged = 0.0
            self._loop.quit()


def steps(stage: Stage, repeats: int) -> Iterator[Row]:
    """Rows for filters, for thresholds that relabel, and for those that filter too."""
    views = stage.case.views
    asks = _filters(repeats)

    def ask(wanted: Filter) -> None:
        views.ask(wanted, Sort.PATH, natural=True)

    def move(number: int) -> None:
        label = LABELS[number % len(LABELS)]
        views.move_threshold(PACK, label, random.Random(number).uniform(0.2, 0.95))

    def drag(number: int) -> None:
        views.move_threshold(PACK, "firearm", 0.2 + 0.7 * number / repeats)

    for counted, when in ((True, "at rest"), (False, "one after the other")):
        yield from _series(
            stage, f"filter step, {when}", len(asks), lambda n: ask(asks[n]), counted
        )
        _show_all(stage)
        yield from _series(stage, f"threshold step, {when}", repeats, move, counted)
        ask(Filter(labels=("firearm",)))
        stage.settle()
        yield from _series(stage, f"threshold step of the filter, {when}", repeats, drag, counted)
        _show_all(stage)


def _filters(repeats: int) -> list[Filter]:
    """Every group in turn, "everything" in between as when a choice is taken away."""
    found: list[Filter] = []
    number = 0
    while len(found) < repeats:
        for name, wanted in choices(number).items():
            if name not in _NOTHING_THERE:
                found += [wanted, Filter()]
        number += 1
    return found[:repeats]


def _show_all(stage: Stage) -> None:
    views = stage.case.views
    for label in LABELS:
        views.move_threshold(PACK, label, None)
    views.ask(Filter(), Sort.PATH, natural=True)
    stage.settle()


def _series(
    stage: Stage, what: str, repeats: int, take: Callable[[int], None], counted: bool
) -> Iterator[Row]:
    stepper = Stepper(stage)
    for number in range(repeats):
        stepper.step(lambda number=number: take(number))
        stepper.rest(counted=counted)
    stage.settle()
    stepper.deleteLater()
    yield row(f"{what}: painted", stepper.painted_ms)
    yield row(f"{what}: rows at the grid", stepper.arranged_ms)
