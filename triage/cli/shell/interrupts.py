"""Ctrl+C and SIGTERM: the first asks the job to wind down, the second leaves at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triage.cli.shell import exits
from triage.cli.shell.output import say

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

STOPPING = "Stopping: the files in hand are being finished. Once more leaves at once."


class Interrupts:
    """Turns signals into a cancel of the job that runs, or into KeyboardInterrupt."""

    def __init__(self) -> None:
        self._cancel: Callable[[], None] | None = None
        self._asked = False

    @contextmanager
    def installed(self) -> Generator[None]:
        """Listen to the signals; elsewhere than in the main thread Python cannot."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        kept = {number: signal.signal(number, self._on_signal) for number in _signals()}
        try:
            yield
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)

    @contextmanager
    def cancelling(self, cancel: Callable[[], None]) -> Generator[None]:
        """Meanwhile the first signal calls ``cancel`` instead of raising."""
        self._cancel = cancel
        try:
            yield
        finally:
            self._cancel = None

    def _on_signal(self, _number: int, _frame: object) -> None:
        if self._asked:
            # Children end by themselves when this process is gone: their pipe closes. What
            # was committed is in the case.
            _leave()
        self._asked = True
        if self._cancel is None:
            raise KeyboardInterrupt
        say(STOPPING)
        self._cancel()


def _signals() -> list[signal.Signals]:
    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    return numbers


def _leave() -> None:
    os._exit(exits.CANCELLED)
