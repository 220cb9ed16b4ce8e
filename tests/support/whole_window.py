"""The whole program in a test: its window, a real case behind it, and an orderly end."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel

from tests.support.pictures import fill_source
from tests.support.tiny_pack import write_tiny_pack
from triage.core.job import JobContext
from triage.gui.looks.dialogs import Question
from triage.gui.looks.settings import Settings
from triage.gui.window.program import Program
from triage.inference.packs import load_pack
from triage.ingest.import_job import import_sources
from triage.ingest.request import ImportRequest
from triage.store.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from triage.gui.window.open_case import OpenCase

BY = "kim"
PATIENCE_MS = 20_000


def imported_case(folder: Path, pictures: int = 6) -> Path:
    """A case of a small source, analysed by a pack of two labels; both lie in ``folder``."""
    source = fill_source(folder / "evidence", pictures)
    pack = load_pack(write_tiny_pack(folder / "tiny", labels=("red", "green"), notable=("red",)))
    path = folder / "harbour.triage"
    with Case.create(path, name="Harbour", number="7", examiner=BY, by=BY) as case:
        request = ImportRequest((source,), exhibit="A-1", by=BY, packs=(pack,), workers=2)
        import_sources(JobContext(), case, request)
    return path


class Whole:
    """A program with its window; waits for what takes its time, as a person would."""

    def __init__(self, qtbot: QtBot, settings: Path) -> None:
        self.qtbot = qtbot
        self.program = Program(Settings(settings))
        self.window = self.program.window

    @property
    def case(self) -> OpenCase:
        """The case that is open."""
        assert self.program.case is not None, f"no case is open; the window says {self.said()}"
        return self.program.case

    def open(self, path: Path | None, by: str = BY) -> None:
        """Open a case and wait until its pictures and counts are there."""
        self.program.begin(path, [], by)
        if path is not None:
            self.until(lambda: self.program.case is not None)
            self.until(self.ready)

    def ready(self) -> bool:
        """Whether rows and counts were shown."""
        case = self.program.case
        if case is None or case.session.views.arrangement is None:
            return False
        return case.session.status.latest.audit_rows > 0

    def close_case(self) -> None:
        """Close the case and wait until it is one file again."""
        case = self.case
        with self.qtbot.waitSignal(case.closed, timeout=PATIENCE_MS):
            self.program.close_case()
        self.settle()

    def quit(self) -> None:
        """Close the window and wait until everything has ended."""
        with self.qtbot.waitSignal(self.program.ended, timeout=PATIENCE_MS):
            self.program.quit()
        self.until(lambda: not self.window.isVisible())
        self.window.deleteLater()
        self.program.deleteLater()
        self.settle()

    def until(self, holds: object, patience_ms: int = PATIENCE_MS) -> None:
        """Wait until it holds."""
        assert callable(holds)
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=patience_ms)

    def settle(self) -> None:
        """Do what is posted, deletions too."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()

    def questions(self) -> list[Question]:
        """The dialogs that say or ask something now."""
        return [one for one in self.window.findChildren(Question) if one.isVisible()]

    def said(self) -> list[str]:
        """Every sentence that a person can read in a dialog or the banner now."""
        told = [
            label.text()
            for question in self.questions()
            for label in question.findChildren(QLabel)
            if label.isVisible()
        ]
        banner = "" if self.program.case is None else self.program.case.screen.banner.text()
        return told + [banner] * bool(banner)

    def sees(self, *parts: str) -> bool:
        """Whether one sentence that is shown has all these words."""
        return any(all(part in text for part in parts) for text in self.said())

    def dismiss(self) -> None:
        """Close what dialogs say."""
        for question in self.questions():
            question.buttons[-1].click()
        self.settle()


@contextmanager
def whole_window(qtbot: QtBot, settings: Path) -> Iterator[Whole]:
    """A program that is closed in the end, whatever happened in between."""
    whole = Whole(qtbot, settings)
    try:
        yield whole
    finally:
        if whole.program.case is not None and whole.program.case.session.jobs.running:
            whole.case.session.jobs.cancel_all()
            whole.until(lambda: not whole.case.session.jobs.running)
        whole.dismiss()
        whole.quit()


def threads() -> set[str]:
    """The names of the threads that run now."""
    return {thread.name for thread in threading.enumerate()}
