"""The pages beside the pictures: the case, its jobs, the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.gui.pages.case_page import CasePage
from triage.gui.pages.verify_words import VerifyChoice, VerifyResult
from triage.gui.window.check_job import check
from triage.gui.window.passing_stack import PassingStack
from triage.gui.work.jobs_page import JobsPage
from triage.store import audit, provenance
from triage.store.case_facts import CaseFacts, case_facts
from triage.store.past_jobs import past_jobs
from triage.store.status import reasons

if TYPE_CHECKING:
    import sqlite3
    from concurrent.futures import Future
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from triage.gui.session.job_view import JobView
    from triage.gui.session.session import Session
    from triage.gui.window.evidence_desk import EvidenceDesk

_PAGE = 200


class PagesDesk(QObject):
    """``host`` is the stack that the window shows: the pictures' screen first."""

    folder_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        screen: QWidget,
        evidence: EvidenceDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._screen = screen
        self.host = PassingStack()
        self.case_page = CasePage()
        self.jobs_page = JobsPage()
        for page in (screen, self.case_page, self.jobs_page):
            self.host.addWidget(page)
        self.case_page.locate_wanted.connect(evidence.locate)
        self._wire()

    def show_pictures(self) -> None:
        """Back to the pictures."""
        self._show(self._screen)

    def show_case(self) -> None:
        """Sources, counts, thresholds, check and log."""
        self._show(self.case_page)
        self._renew()
        self._ask_log(None, "")

    def show_log(self) -> None:
        """The audit log."""
        self.show_case()
        self.case_page.show_log()

    def show_jobs(self) -> None:
        """What runs now, and what was done before."""
        self._show(self.jobs_page)
        self._renew_jobs()

    def _show(self, page: QWidget) -> None:
        self.host.setCurrentWidget(page)
        page.setFocus()

    def _wire(self) -> None:
        jobs, page = self._session.jobs, self.jobs_page
        for one in (self.case_page, page):
            one.closed.connect(self.show_pictures)
        self.case_page.audit_wanted.connect(self._ask_log)
        self.case_page.verify_wanted.connect(self._check)
        page.pause_wanted.connect(jobs.pause)
        page.resume_wanted.connect(jobs.resume)
        page.cancel_wanted.connect(jobs.cancel)
        page.open_folder_wanted.connect(self.folder_wanted)
        jobs.progressed.connect(self._moved)
        jobs.ended.connect(self._ended)
        self._session.status.changed.connect(self._renew_if_shown)

    def _moved(self, view: JobView) -> None:
        if self.host.currentWidget() is self.jobs_page:
            self.jobs_page.show_jobs(self._session.jobs.views())

    def _ended(self, view: JobView) -> None:
        if isinstance(view.result, VerifyResult):
            self.case_page.show_verified(view.result)
        elif view.kind == "verify":
            self.case_page.end_check()
        if self.host.currentWidget() is self.jobs_page:
            self._renew_jobs()

    def _renew_if_shown(self) -> None:
        if self.host.currentWidget() is self.case_page:
            self._renew()

    def _renew(self) -> None:
        future = self._session.asker.ask(_facts)
        self._session.courier.deliver(future, self, self._take_facts)

    def _take_facts(self, done: Future[_Facts]) -> None:
        if done.cancelled() or done.exception() is not None:
            return
        facts, by_reason, thresholds = done.result()
        self.case_page.show_facts(facts)
        self.case_page.show_counts(self._session.status.latest, by_reason)
        self.case_page.show_thresholds(thresholds)

    def _renew_jobs(self) -> None:
        self.jobs_page.show_jobs(self._session.jobs.views())

        def take(done: Future[Any]) -> None:
            if not done.cancelled() and done.exception() is None:
                self.jobs_page.show_past(done.result())

        self._session.courier.deliver(self._session.asker.ask(past_jobs), self, take)

    def _ask_log(self, before: object, text: str) -> None:
        """One page of the log, newest first, and whether there is more."""
        before_n = before if isinstance(before, int) else None

        def look(conn: sqlite3.Connection) -> list[audit.AuditRow]:
            return list(audit.page(conn, before_n, _PAGE + 1, text))

        def take(done: Future[list[audit.AuditRow]]) -> None:
            if not done.cancelled() and done.exception() is None:
                rows = done.result()
                more = len(rows) > _PAGE
                self.case_page.show_audit(rows[:_PAGE], more=more, first=before_n is None)

        self._session.courier.deliver(self._session.asker.ask(look), self, take)

    def _check(self, choice: VerifyChoice) -> None:
        case = self._session.case.path
        self._session.jobs.start(
            "verify", "Checking the case", lambda ctx: check(ctx, case, choice)
        )


_Facts = tuple[CaseFacts, dict[str, int], "dict[str, Any]"]


def _facts(conn: sqlite3.Connection) -> _Facts:
    return case_facts(conn), reasons(conn), provenance.effective_thresholds(conn)
