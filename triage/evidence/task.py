"""One file on its way through the children."""

from __future__ import annotations

import time
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from triage.core.records import Examined, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.core.records import Peek


class Task:
    """A question and the future of its answer. Whoever holds a task, and only he, ends it."""

    def __init__(
        self, number: int, question: bytes, *, peek: bool, release: Callable[[], None]
    ) -> None:
        self.number = number
        self.question = question
        self.peek = peek
        self.future: Future[Any] = Future()
        self.future.set_running_or_notify_cancel()
        self.began: float | None = None
        """When a child began with it, ``time.monotonic()`` seconds."""
        self.known: Examined | None = None
        """What a child that has it alone said before it decoded."""
        self._release = release

    def finish(self, answer: Examined | Peek | None) -> None:
        """Give the answer."""
        self._release()
        self.future.set_result(answer)

    def give_up(self, reason: Reason, detail: str) -> None:
        """Say that the file brought a child down, or did not finish; a peek just shows nothing.

        What the child had said by then stays.
        """
        if self.peek:
            self.finish(None)
            return
        seconds = 0.0 if self.began is None else time.monotonic() - self.began
        known = self.known or Examined(reason.state)
        said = "; ".join(part for part in (detail, known.detail) if part)
        ended = replace(known, state=reason.state, reason=reason, detail=said, seconds=seconds)
        self.finish(ended)

    def fail(self, error: Exception) -> None:
        """There is no answer, and it is not the file's fault."""
        self._release()
        self.future.set_exception(error)
