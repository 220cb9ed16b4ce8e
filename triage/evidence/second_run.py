"""What follows when a child has no answer: the rules of the second run.

In a shared child nobody is judged: a file that was begun when the child was lost, or that
asks for it, goes once more, alone, so that no neighbour's mishap changes its state. Alone,
the mishap is the file's own and becomes its reason.
"""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING, Protocol

from triage.core.records import Reason
from triage.evidence.messages import Again
from triage.evidence.task import Do

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.evidence.launch import Terms
    from triage.evidence.task import Task


class Judge(Protocol):
    """What becomes of a task that a child had begun with and did not answer."""

    def asked_again(self, task: Task, why: Again, detail: str) -> None:
        """The child itself has no answer."""
        ...

    def lost(self, task: Task, timed_out: bool, how: str) -> None:
        """The child was ended for taking too long, or died as ``how`` says."""
        ...


class SecondChance:
    """For the shared child: everything once more, alone."""

    def __init__(self, put_alone: Callable[[Task], None]) -> None:
        self._put_alone = put_alone

    def asked_again(self, task: Task, why: Again, detail: str) -> None:  # noqa: ARG002  not judged
        """Alone it will show."""
        self._put_alone(task)

    def lost(self, task: Task, timed_out: bool, how: str) -> None:
        """Alone it will show; a peek is not worth it."""
        if task.do is Do.PEEK:
            task.give_up(Reason.TIMEOUT if timed_out else Reason.CRASHED, how)
        else:
            self._put_alone(task)


class Impatience:
    """For a shared child that makes pictures to look at: time is not given twice.

    No record depends on the answer, and a person waits for it and for those behind it.
    """

    def __init__(self, seconds: float, put_alone: Callable[[Task], None]) -> None:
        self._seconds = seconds
        self._put_alone = put_alone

    def asked_again(self, task: Task, why: Again, detail: str) -> None:  # noqa: ARG002  not judged
        """Alone it will show."""
        self._put_alone(task)

    def lost(self, task: Task, timed_out: bool, how: str) -> None:  # noqa: ARG002  not judged
        """Whoever used up its time is done with; a neighbour goes once more, alone."""
        taken = 0.0 if task.began is None else time.monotonic() - task.began
        if timed_out and taken >= self._seconds:
            task.give_up(Reason.TIMEOUT, f"not done after {self._seconds:g} s")
        else:
            self._put_alone(task)


class Verdict:
    """For the child with one file at a time."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def asked_again(self, task: Task, why: Again, detail: str) -> None:
        """Out of memory, or an exception that got out of the reader."""
        if why is Again.MEMORY:
            task.give_up(Reason.OUT_OF_MEMORY, f"needs more than {self._terms.memory >> 20} MiB")
        else:
            task.give_up(Reason.CRASHED, detail or f"no answer alone ({why})")

    def lost(self, task: Task, timed_out: bool, how: str) -> None:
        """Too slow, or deadly."""
        if timed_out:
            task.give_up(Reason.TIMEOUT, f"not done after {self._terms.seconds:g} s")
        else:
            task.give_up(Reason.CRASHED, how)


def exit_text(code: int) -> str:
    """A process's end in words: the signal on POSIX, the status on Windows."""
    if code < 0:
        try:
            return f"ended by signal {-code} ({signal.Signals(-code).name})"
        except ValueError:
            return f"ended by signal {-code}"
    return f"ended with status 0x{code:08X}" if code > 255 else f"ended with status {code}"
