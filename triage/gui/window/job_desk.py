"""Long work: begun here, watched in the status bar, told when it is over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.job import JobState
from triage.export.run import export_case
from triage.gui.looks.dialogs import tell_error
from triage.gui.start.resume import remaining_words
from triage.gui.work.import_words import import_words
from triage.ingest.import_job import import_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from triage.core.filters import Filter
    from triage.core.job import JobContext
    from triage.core.privacy import Privacy
    from triage.export.run import ExportResult
    from triage.gui.looks.widgets import Banner
    from triage.gui.session.counted import CaseStatus
    from triage.gui.session.job_view import JobView
    from triage.gui.session.session import Session
    from triage.gui.work.status_bar import StatusBar
    from triage.inference.standby import Standby
    from triage.ingest.request import ImportRequest, ImportSummary

GO_ON = "Go on"
OPEN_FOLDER = "Open folder"


class JobDesk(QObject):
    """Starts jobs and says in the banner how they ended.

    ``privacy_now`` is asked in the thread of a job: it must be fit for that.
    ``folder_wanted`` bears a path to show in the file manager; ``go_on_wanted`` asks for an
    import of what is left; ``settled`` comes after each import that is over.
    """

    folder_wanted = Signal(object)
    go_on_wanted = Signal()
    settled = Signal()

    def __init__(
        self,
        session: Session,
        bar: StatusBar,
        banner: Banner,
        window: QWidget,
        privacy_now: Callable[[], Privacy],
        standby: Standby,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self._banner = banner
        self._window = window
        self._privacy_now = privacy_now
        self._standby = standby
        self._verb: tuple[str, object] = ("", None)
        self._stopped = ""
        jobs = session.jobs
        jobs.started.connect(self._show)
        jobs.progressed.connect(self._show)
        jobs.ended.connect(self._ended)
        bar.pause_wanted.connect(jobs.pause)
        bar.resume_wanted.connect(jobs.resume)
        bar.cancel_wanted.connect(jobs.cancel)
        session.status.changed.connect(bar.show_status)
        session.status.changed.connect(self._tell_rest)
        banner.acted.connect(self._act)

    def begin_import(self, request: ImportRequest) -> None:
        """Import folders, or go on with what the case has; what is in sight is read first."""
        self._banner.hide()
        case = self._session.case
        asked = replace(request, in_sight=self._session.in_sight, standby=self._standby)
        named = ", ".join(folder.name for folder in request.folders)
        title = f"Importing {named}" if named else "Going on with the import"
        self._session.jobs.start("import", title, lambda ctx: import_sources(ctx, case, asked))

    def begin_export(
        self, kind: str, out: Path, chosen: Filter | None, *, all_items: bool, privacy: Privacy
    ) -> None:
        """Write an export, covered by this rule and by the one in force once its turn comes."""
        self._banner.hide()
        case, by, now = self._session.case, self._session.by, self._privacy_now

        def work(ctx: JobContext) -> ExportResult:
            return export_case(
                ctx,
                case,
                kind,
                out,
                chosen,
                all_items=all_items,
                by=by,
                privacy=privacy,
                privacy_now=now,
            )

        self._session.jobs.start("export", f"Exporting to {out.name}", work)

    def _show(self, view: JobView) -> None:
        if view.state is not JobState.QUEUED:
            waiting = sum(one.state is JobState.QUEUED for one in self._session.jobs.views())
            self._bar.show_job(view, waiting)

    def _ended(self, view: JobView) -> None:
        if not self._session.jobs.running:
            self._bar.show_job(None, 0)
        if view.state is JobState.CANCELLED:
            self._tell_cancelled(view)
        elif view.error is not None:
            tell_error(self._window, view.error, case=self._session.case.path)
            if view.kind == "import":
                self._tell_stopped("The import stopped before its end.")
        elif view.kind == "import":
            self._tell_import(view.result)
        elif view.kind == "export":
            self._tell_export(view.result)
        if view.kind == "import":
            self.settled.emit()

    def _tell_cancelled(self, view: JobView) -> None:
        if view.kind == "import":
            self._tell_stopped("The import was stopped; what is done stays.")
        else:
            self._say("Stopped; nothing was left behind.", "info")

    def _tell_stopped(self, why: str) -> None:
        self._stopped = why
        self._say(why, "warning", GO_ON)

    def _tell_rest(self, status: CaseStatus) -> None:
        """How much remains is counted in another thread, a moment after the import has ended."""
        if not self._stopped or not self._banner.text().startswith(self._stopped):
            return
        rest = remaining_words(status.pending, status.found)
        told = f"{self._stopped} {rest}." if rest else self._stopped
        if told != self._banner.text():
            self._say(told, "warning", GO_ON)

    def _tell_import(self, summary: ImportSummary) -> None:
        kind = "warning" if summary.notes or summary.pending else "info"
        self._say(" ".join(import_words(summary)), kind, GO_ON if summary.pending else "")

    def _tell_export(self, result: ExportResult) -> None:
        self._say(f"Exported to {result.path.name}. {result.note}", "info", OPEN_FOLDER)
        self._verb = (OPEN_FOLDER, result.path)

    def _say(self, text: str, kind: str, verb: str = "") -> None:
        self._verb = (verb, None)
        self._banner.show_sentence(
            text, "warning" if kind == "warning" else "info", (verb,) * bool(verb)
        )

    def _act(self, number: int) -> None:
        verb, thing = self._verb
        if not verb:
            return  # a sentence of somebody else: whoever said it acts
        self._verb = ("", None)
        self._banner.hide()
        if verb == GO_ON:
            self.go_on_wanted.emit()
        elif verb == OPEN_FOLDER:
            self.folder_wanted.emit(thing)
