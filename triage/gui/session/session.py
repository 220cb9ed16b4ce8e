"""One open case: everything that the window asks of it, in one place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from triage.core.job import JobState
from triage.gui.session.asker import Asker
from triage.gui.session.details import Details
from triage.gui.session.grading import Grading
from triage.gui.session.jobs import Jobs
from triage.gui.session.status_watch import StatusWatch
from triage.gui.session.thresholds import Thresholds
from triage.gui.session.views import Views
from triage.ingest.in_sight import InSight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from triage.core.privacy import Privacy
    from triage.gui.session.courier import Courier
    from triage.gui.session.grading import Graded
    from triage.gui.session.job_view import JobView
    from triage.store.case import Case
    from triage.store.columns import Columns

_REFRESH_MS = 250
_ONLY_READ = {"export", "verify"}
"""Jobs that change nothing of what is shown."""


class Session(QObject):
    """A case that is open for writing, by one person.

    Its parts tell what happened by signals in the GUI thread. ``closed`` comes when the case
    is one file again, with the fault of closing where there was one (else None).
    """

    closed = Signal(object)

    def __init__(
        self,
        case: Case,
        by: str,
        privacy: Privacy,
        courier: Courier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.case = case
        self.by = by
        self.courier = courier
        self.asker = Asker(case.path)
        self.views = Views(case.path, privacy, courier, self)
        self.details = Details(self.asker, self.columns, courier, self)
        self.status = StatusWatch(self.asker, courier, self)
        self.grading = Grading(case.send, self.columns, courier, by, self)
        self.thresholds = Thresholds(case.send, self.views, courier, by, self)
        self.jobs = Jobs(self)
        self.in_sight = InSight()
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH_MS)
        self._closing = False
        self._wire()

    def start(self) -> None:
        """Begin to read the case."""
        self.views.start()
        self.status.now()

    def columns(self) -> Columns | None:
        """The case in memory, None while it is being read."""
        arrangement = self.views.arrangement
        return None if arrangement is None else arrangement.columns

    def close(self, before: Sequence[Callable[[], object]] = ()) -> None:
        """Let go of everything; a job that still runs is stopped, and what was graded is kept.

        ``before`` are further readers of the case, each called in another thread and to return
        when it has ended. A second call does nothing.
        """
        if self._closing:
            return
        self._closing = True
        self._refresh.stop()
        self.status.stop()
        self.jobs.close()
        self.grading.when_at_rest(lambda: self._let_go(before))

    def _let_go(self, before: Sequence[Callable[[], object]]) -> None:
        self.views.stop()
        last_answer = self.asker.close()
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="case-close")

        def let_go() -> None:
            # From the last line to the first, each one whatever became of the others.
            with ExitStack() as steps:
                steps.callback(self.case.close)
                steps.callback(last_answer.result)
                steps.callback(self.views.wait)
                for end in reversed(before):
                    steps.callback(end)
                steps.callback(self.jobs.wait)

        self.courier.deliver(pool.submit(let_go), self, self._closed)
        pool.shutdown(wait=False)

    def _wire(self) -> None:
        self.grading.changed.connect(self._graded)
        self.grading.changed.connect(self.status.soon)
        self.thresholds.changed.connect(self.status.soon)
        self.jobs.started.connect(self._job_started)
        self.jobs.progressed.connect(self._job_moved)
        self.jobs.ended.connect(self._job_ended)
        self._refresh.timeout.connect(self.views.refresh)

    def _graded(self, graded: Graded) -> None:
        self.views.show_grades(graded.ids, graded.category)

    def _job_started(self, view: JobView) -> None:
        self.status.soon()

    def _job_moved(self, view: JobView) -> None:
        at_work = view.kind not in _ONLY_READ and view.state is JobState.RUNNING
        if at_work and not self._refresh.isActive():
            self._refresh.start()
        self.status.soon()

    def _job_ended(self, view: JobView) -> None:
        if view.kind not in _ONLY_READ:
            self._refresh.stop()
            self.views.refresh(at_once=True)
        self.status.now()

    def _closed(self, done: Future[None]) -> None:
        self.views.forget()
        self.closed.emit(done.exception())
