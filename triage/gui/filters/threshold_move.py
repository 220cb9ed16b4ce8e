"""How a threshold moves: by mouse or key, shown at once, written once, or taken back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME_MS = 33
"""While it moves, the window hears of it no more often than this."""
PAUSE_MS = 600
"""So long after the last key it rests; a key held down is one change."""
_AWAITED_MS = 2000
"""So long after it came to rest, numbers that were counted before do not move it back."""
_SAME = 5e-4
_NOISE = 0.01
"""Thresholds come back as float32."""


class ThresholdMove(QObject):
    """One threshold in a person's hand. It is 0 to 1, in steps of 0.01 once it was moved."""

    changed = Signal()
    """The value to show is another one."""
    moved = Signal(float)
    settled = Signal(object)
    """The value to write, None for the pack's default."""
    restored = Signal(float)
    """Nothing is written: this is the value from before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value = 0.5
        self.default = 0.5
        self._origin: float | None = None
        self._told: float | None = None
        self._late: float | None = None
        self._frame = _timer(self, FRAME_MS, self._tell)
        self._pause = _timer(self, PAUSE_MS, self.settle)
        self._awaited = _timer(self, _AWAITED_MS, self._give_in)

    @property
    def moving(self) -> bool:
        """Whether it is in hand: neither written nor taken back yet."""
        return self._origin is not None

    def show(self, value: float, default: float) -> None:
        """What the case says; it does not move what is in hand, or was just let go."""
        self.default = default
        if self.moving:
            return
        if self._awaited.isActive():
            if not _same(value, self.value):
                self._late = value
                return
            self._awaited.stop()
        self._set(value)

    def begin(self) -> None:
        """Take it in hand."""
        self._pause.stop()
        if self._origin is None:
            self._origin = self._told = self.value

    def to(self, value: float) -> None:
        """Move it there, in hand."""
        self._set(round(min(1.0, max(0.0, value)), 2))
        if not self._frame.isActive():
            self._tell()

    def step(self, hundredths: int) -> None:
        """Move it by keys, onto whole hundredths: one up from 0.118 is 0.12."""
        target = self.value * 100 + hundredths
        whole = math.floor(target + _NOISE) if hundredths > 0 else math.ceil(target - _NOISE)
        self.jump(whole / 100)

    def jump(self, value: float) -> None:
        """Move it by a key; it rests after a pause."""
        self.begin()
        self.to(value)
        self._pause.start()

    def settle(self) -> None:
        """Let go of it: the change is to be written, if it is one."""
        if self._origin is None:
            return
        origin = self._origin
        self._let_go()
        if _same(self.value, origin):
            self._set(origin)
            self.restored.emit(origin)
        else:
            self._await()
            self.settled.emit(self.value)

    def restore(self) -> None:
        """Take it back to where it was when it was taken in hand."""
        if self._origin is None:
            return
        origin = self._origin
        self._let_go()
        self._set(origin)
        self.restored.emit(origin)

    def to_default(self) -> None:
        """Back to the pack's own value, at rest."""
        origin = self.value if self._origin is None else self._origin
        self._let_go()
        self._set(self.default)
        if not _same(origin, self.default):
            self._await()
            self.settled.emit(None)

    def enter(self, value: float) -> None:
        """A typed number: at rest at once."""
        self.begin()
        self._set(round(min(1.0, max(0.0, value)), 2))
        self.settle()

    def _let_go(self) -> None:
        self._origin = None
        self._frame.stop()
        self._pause.stop()

    def _await(self) -> None:
        self._late = None
        self._awaited.start()

    def _give_in(self) -> None:
        if self._late is not None and not self.moving:
            self._set(self._late)
        self._late = None

    def _tell(self) -> None:
        if self._told is None or self._told != self.value:
            self._told = self.value
            self.moved.emit(self.value)
            self._frame.start()

    def _set(self, value: float) -> None:
        if value != self.value:
            self.value = value
            self.changed.emit()


def _same(one: float, other: float) -> bool:
    return abs(one - other) < _SAME


def _timer(parent: ThresholdMove, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
