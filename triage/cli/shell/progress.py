"""A job's progress in words: a plain line every 10 s where there is no terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol, Self

from triage.cli.shell.output import say
from triage.core.plain_words import duration

if TYPE_CHECKING:
    from types import TracebackType

    from triage.core.job import Progress

PLAIN_EVERY_S = 10.0


class View(Protocol):
    """Shows snapshots of one job until it is closed."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def show(self, progress: Progress) -> None:
        """Show the newest snapshot; called ten times a second."""
        ...


class PlainView:
    """One line every ten seconds, for logs."""

    def __init__(self, every_s: float = PLAIN_EVERY_S) -> None:
        self._every_s = every_s
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to put away."""

    def show(self, progress: Progress) -> None:
        """Print the snapshot when the last line is old enough."""
        moment = time.monotonic()
        if moment - self._last >= self._every_s and progress.stage:
            self._last = moment
            say(line(progress))


def line(progress: Progress) -> str:
    """The snapshot in one line, e.g. ``hashing: 120 of 4,000, 31.0 a second, 2 min left``."""
    return f"{progress.stage}: {figures(progress)}"


def figures(progress: Progress) -> str:
    """The numbers of a snapshot: done, rate, time left, counts, message."""
    done = f"{progress.done:,}"
    parts = [done if progress.total is None else f"{done} of {progress.total:,}"]
    if progress.rate > 0:
        parts.append(f"{progress.rate:,.1f} a second")
    if progress.seconds_left is not None and progress.done != progress.total:
        parts.append(f"{_left(progress.seconds_left)} left")
    parts += [f"{count:,} {word}" for word, count in progress.counts if count]
    if progress.message:
        parts.append(progress.message)
    return ", ".join(parts)


def _left(seconds: float) -> str:
    # Seconds would be a promise: one large file among the last outlasts them.
    return duration(seconds) if seconds >= 60 else "less than a minute"
