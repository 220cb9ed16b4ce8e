"""From a wish to an export: what, as what, where; the names are suggested, nothing overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from triage.core import clock
from triage.core.errors import KnownError
from triage.core.filters import Filter
from triage.export.staging import refuse_place
from triage.gui.work.export_dialog import ExportDialog, ExportFacts
from triage.store import provenance

if TYPE_CHECKING:
    import sqlite3
    from concurrent.futures import Future
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from triage.gui.session.counted import Category
    from triage.gui.session.session import Session
    from triage.gui.window.filter_desk import FilterDesk
    from triage.gui.window.job_desk import JobDesk
    from triage.gui.window.picture_desk import PictureDesk
    from triage.gui.window.privacy_desk import PrivacyDesk
    from triage.gui.work.export_dialog import ExportChoice, What

_NAMES = {"csv": "items.csv", "jsonl": "items.jsonl", "html": "report", "files": "originals"}


class ExportDesk(QObject):
    """Asks by a dialog and hands the work to the jobs."""

    def __init__(
        self,
        session: Session,
        jobs: JobDesk,
        pictures: PictureDesk,
        filters: FilterDesk,
        privacy: PrivacyDesk,
        categories: tuple[Category, ...],
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._pictures = pictures
        self._filters = filters
        self._privacy = privacy
        self._categories = [category.number for category in categories]
        self._window = window

    def ask(self) -> None:
        """Everything that can be chosen, the present filter first."""
        self._open("html")

    def ask_originals(self) -> None:
        """Copy the originals of what is picked."""
        self._open("files", what="selected")

    def suggest(self, kind: str) -> Path:
        """A name beside the case, of this minute."""
        case = self._session.case.path
        minute = clock.now()[:16].replace("T", " ").replace(":", "")
        stem = f"{case.stem} {minute} {_NAMES[kind]}"
        return case.parent / stem

    def _open(self, kind: str, what: What | None = None) -> None:
        facts = self._facts()
        filtered: What = "filter" if self._filters.wanted != Filter() else "all"
        begin: What = what or ("graded" if facts.graded and filtered == "all" else filtered)
        dialog = ExportDialog(facts, self.suggest, self._refuses, self._window)
        dialog.choose(kind, begin)
        dialog.chosen.connect(self._begin)
        dialog.open()

    def _facts(self) -> ExportFacts:
        columns = self._session.columns()
        shown = self._session.views.shown
        graded = 0
        if columns is not None:
            counts = columns.grades.category.counts(None)
            graded = sum(count for category, count in counts.items() if category is not None)
        return ExportFacts(
            shown=0 if shown is None else len(shown),
            selected=self._pictures.items.picked.count,
            graded=graded,
            total=0 if columns is None else len(columns),
            privacy_on=self._privacy.rule.on,
        )

    def _refuses(self, out: Path, kind: str) -> Future[str]:
        """A sentence where the place cannot be used, looked at in another thread."""
        case = self._session.case.path

        def look(conn: sqlite3.Connection) -> str:
            try:
                refuse_place(out, case, provenance.sources(conn))
            except KnownError as error:
                return str(error)
            return ""

        return self._session.asker.ask(look)

    def _begin(self, choice: ExportChoice) -> None:
        chosen: Filter | None = None
        if choice.what == "filter":
            chosen = self._filters.wanted
        elif choice.what == "selected":
            chosen = Filter(ids=tuple(self._pictures.items.picked.ids().tolist()))
        elif choice.what == "graded":
            chosen = Filter(grades=tuple(self._categories))
        self._jobs.begin_export(
            choice.kind,
            choice.out,
            chosen,
            all_items=choice.what == "all" or chosen == Filter(),
            privacy=self._privacy.rule,
        )
