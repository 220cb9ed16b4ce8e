"""A machine on which work takes its time, so that there is something to see of it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triage.core.job import JobContext

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def slow_jobs(seconds: float) -> Generator[None]:
    """While the block runs, every checkpoint of a job takes so long."""
    real = JobContext.checkpoint

    def checkpoint(self: JobContext) -> None:
        time.sleep(seconds)
        real(self)

    JobContext.checkpoint = checkpoint
    try:
        yield
    finally:
        JobContext.checkpoint = real
