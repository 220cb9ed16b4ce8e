"""One file on its way through the children."""

from __future__ import annotations

import time
from concurrent.futures import Future
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from triage.core.records import Examined, Peek, Reason, Rendered, RenderFailed

if TYPE_CHECKING:
    from collections.abc import Callable


Answer: TypeAlias = Examined | Peek | Rendered | RenderFailed | None


class Do(StrEnum):
    """What a child is asked to do with a file."""

    EXAMINE = "examine"
    PEEK = "peek"
    RENDER = "render"


class Task:
    """A question and the future of its answer. Whoever holds a task, and only he, ends it.

    ``longest``: the most pixels of a side that a picture to look at may come back with.
    """

    def __init__(
        self,
        number: int,
        question: bytes,
        do: Do,
        *,
        release: Callable[[], None],
        longest: int = 0,
    ) -> None:
        self.number = number
        self.question = question
        self.do = do
        self.longest = longest
        self.future: Future[Any] = Future()
        self.future.set_running_or_notify_cancel()
        self.began: float | None = None
        """When a child began with it, ``time.monotonic()`` seconds."""
        self.known: Examined | None = None
        """What a child that has it alone said before it decoded."""
        self._release = release

    def finish(self, answer: Answer) -> None:
        """Give the answer."""
        self._release()
        self.future.set_result(answer)

    def give_up(self, reason: Reason, detail: str) -> None:
        """Say that the file brought a child down, or did not finish; a peek just shows nothing.

        What the child had said by then stays.
        """
        if self.do is Do.PEEK:
            self.finish(None)
            return
        if self.do is Do.RENDER:
            self.finish(RenderFailed(reason, detail))
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
