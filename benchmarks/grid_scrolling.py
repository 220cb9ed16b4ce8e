"""Scrolling as a person does it: CPU of every frame, and how late the event loop is meanwhile."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from grid_measures import Elbowroom, Heartbeat, with_p99
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from timing import row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grid_stage import Row, Stage
    from PySide6.QtWidgets import QWidget

FRAME_MS: Final = 16
_GRIP: Final = 10
"""So far below the top of the bar lies its handle when nothing is scrolled."""
_NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """What a person does 60 times a second, on the grid or on the control in its place."""

    def __init__(self, wheel: QWidget, keys: QWidget, bar: QWidget, frames: int) -> None:
        self._wheel, self._keys, self._bar = wheel, keys, bar
        self._frames = frames
        self.ways: dict[str, Callable[[int], None]] = {
            "wheel": self._turn,
            "page key": self._page,
            "dragging the bar": self._drag,
        }

    def begin(self, way: str) -> None:
        """Take hold of the bar where it is to be dragged."""
        if way == "dragging the bar":
            self._mouse(QEvent.Type.MouseButtonPress, _GRIP)

    def end(self, way: str) -> None:
        """Let it go."""
        if way == "dragging the bar":
            self._mouse(QEvent.Type.MouseButtonRelease, self._depth(self._frames))

    def _turn(self, _number: int) -> None:
        """A notch of the wheel each frame: a third of a row."""
        place = QPointF(self._wheel.rect().center())
        QCoreApplication.sendEvent(
            self._wheel,
            QWheelEvent(
                *(place, QPointF(self._wheel.mapToGlobal(place.toPoint()))),
                *(QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, _NONE),
                *(Qt.ScrollPhase.NoScrollPhase, False),
            ),
        )

    def _page(self, number: int) -> None:
        """Held down: a keyboard repeats about 30 times a second."""
        if number % 2 == 0:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_PageDown, _NONE)
                QCoreApplication.sendEvent(self._keys, event)

    def _drag(self, number: int) -> None:
        """From the top of the bar to its end, evenly: another page each frame."""
        self._mouse(QEvent.Type.MouseMove, self._depth(number))

    def _depth(self, number: int) -> int:
        return _GRIP + (self._bar.height() - 2 * _GRIP) * number // max(1, self._frames)

    def _mouse(self, kind: QEvent.Type, depth: int) -> None:
        place = QPoint(self._bar.width() // 2, depth)
        button = (
            Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        )
        held = (
            Qt.MouseButton.NoButton
            if kind == QEvent.Type.MouseButtonRelease
            else Qt.MouseButton.LeftButton
        )
        event = QMouseEvent(
            kind, QPointF(place), QPointF(self._bar.mapToGlobal(place)), button, held, _NONE
        )
        QCoreApplication.sendEvent(self._bar, event)


class Frames(QObject):
    """Moves a hand each 16 ms and takes the CPU of this thread from one move to the next.

    So a frame bears all that the window did in it: scrolling, painting, pictures that came.
    ``cpu_ms`` are those in which something was painted.
    """

    def __init__(self, stage: Stage, move: Callable[[int], None], frames: int) -> None:
        super().__init__()
        self._move = move
        self._frames = frames
        self._number = 0
        self._paints = 0
        self._before: float | None = None
        self.cpu_ms: list[float] = []
        self.wall_s = 0.0
        self._loop = QEventLoop(self)
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        stage.watch.painted.connect(self._painted)

    def run(self) -> None:
        """Until the last frame is over."""
        began = time.perf_counter()
        self._clock.start(FRAME_MS)
        self._loop.exec()
        self.wall_s = time.perf_counter() - began

    def _painted(self) -> None:
        self._paints += 1

    def _tick(self) -> None:
        now = time.thread_time()
        if self._before is not None and self._paints:
            self.cpu_ms.append((now - self._before) * 1000)
        self._before, self._paints = now, 0
        if self._number == self._frames:
            self._clock.stop()
            self._loop.quit()
            return
        self._move(self._number)
        self._number += 1


def scrolling(stage: Stage, frames: int) -> Iterator[Row]:
    """Rows for each way to scroll: the grid's, and the control's beside it."""
    grid = stage.grid.grid
    blank = stage.blank
    grids = Hand(grid.viewport(), grid, grid.verticalScrollBar(), frames)
    controls = Hand(blank, blank, blank, frames)
    room = Elbowroom()
    for place, way in enumerate(grids.ways):
        for with_beat in (False, True):
            stage.show_page(blank)
            control = _one(stage, controls, way, frames, with_beat=with_beat)
            stage.show_page(stage.grid.stack)
            _go_to(stage, way, (2 * place + with_beat) / 8)
            samples = _one(stage, grids, way, frames, with_beat=with_beat)
            make = with_p99 if with_beat else row
            what = "event loop late" if with_beat else "GUI CPU a frame"
            yield make(f"scrolling by {way}: {what}", samples)
            yield make(f"control, {way}: {what}", control)
    yield room.row("scrolling: GUI thread waited for a processor")


def _go_to(stage: Stage, way: str, part: float) -> None:
    """Begin where no picture is on the shelf yet; the handle is taken at the top."""
    grid = stage.grid.grid
    grid.setFocus()
    bar = grid.verticalScrollBar()
    if way == "dragging the bar":
        bar.setValue(0)
    else:
        bar.setValue(round(bar.maximum() * part))
        stage.grid.items.picked.reach(grid.in_sight()[0])
    stage.settle()


def _one(stage: Stage, hand: Hand, way: str, frames: int, *, with_beat: bool) -> list[float]:
    beat = Heartbeat() if with_beat else None
    run = Frames(stage, hand.ways[way], frames)
    hand.begin(way)
    if beat is not None:
        beat.start()
    run.run()
    samples = run.cpu_ms if beat is None else beat.stop()
    hand.end(way)
    run.deleteLater()
    stage.settle()
    return samples or [0.0]
