"""Runs one job while this thread shows its progress and hears Ctrl+C."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import wait
from typing import TYPE_CHECKING, TypeVar

from triage.cli.shell.bar import BarView
from triage.cli.shell.progress import PlainView
from triage.cli.shell.session import current
from triage.core.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from triage.cli.shell.progress import View
    from triage.core.job import JobContext

T = TypeVar("T")

_LOOK_EVERY_S = 0.1


def run_job(name: str, work: Callable[[JobContext], T]) -> T:
    """Do ``work`` in a thread of its own and return what it returns, or raise what it raises.

    An interrupt asks the job to stop; it then ends by itself with Cancelled.
    """
    job = Job(name, work)
    thread = threading.Thread(target=job.run, name=f"job-{name}")
    with current().interrupts.cancelling(job.ctx.cancel), _fitting_view() as view:
        thread.start()
        while not wait([job.future], timeout=_LOOK_EVERY_S).done:
            view.show(job.ctx.progress)
        thread.join()
    return job.future.result()


def _fitting_view() -> View:
    return BarView() if sys.stderr.isatty() else PlainView()
