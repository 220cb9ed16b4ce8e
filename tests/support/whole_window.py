"""The whole program in a test: its window, a real case behind it, and an orderly end."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel

from tests.support.pictures import fill_source, jpeg_bytes
from tests.support.tiny_pack import write_tiny_pack
from triage.core.job import JobContext
from triage.gui.looks.dialogs import Question
from triage.gui.looks.settings import Settings
from triage.gui.start.add_evidence import AddEvidenceDialog
from triage.gui.window.program import Program
from triage.inference.packs import load_pack
from triage.ingest.import_job import import_sources
from triage.ingest.request import ImportRequest
from triage.store.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from triage.gui.window.open_case import OpenCase

BY = "kim"
PATIENCE_S = 20.0
MANY = 120
"""So many that an import can be watched and stopped."""
_LOOK_MS = 5


def imported_case(folder: Path, pictures: int = 6) -> Path:
    """A case of a small source, analysed by a pack of two labels; both lie in ``folder``."""
    source = fill_source(folder / "evidence", pictures)
    pack = load_pack(write_tiny_pack(folder / "tiny", labels=("red", "green"), notable=("red",)))
    path = folder / "harbour.triage"
    with Case.create(path, name="Harbour", number="7", examiner=BY, by=BY) as case:
        request = ImportRequest((source,), exhibit="A-1", by=BY, packs=(pack,), workers=2)
        import_sources(JobContext(), case, request)
    return path


def more_evidence(folder: Path) -> Path:
    """A source of :data:`MANY` pictures that is in no case yet."""
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:03}.jpg").write_bytes(jpeg_bytes(1000 + number, 320, 240))
    return folder


class Opened:
    """A program with its window; waits for what takes its time, as a person would."""

    def __init__(self, settings: Path, managed: Path | None = None) -> None:
        self.program = Program(Settings(settings, managed))
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
        ends: list[BaseException | None] = []
        self.case.closed.connect(ends.append)
        self.program.close_case()
        self.until(lambda: bool(ends))
        assert ends == [None]
        self.settle()

    def quit(self) -> None:
        """Close the window and wait until everything has ended."""
        ends: list[bool] = []
        self.program.ended.connect(lambda: ends.append(True))
        self.program.quit()
        self.until(lambda: bool(ends) and not self.window.isVisible())
        self.window.deleteLater()
        self.program.deleteLater()
        self.settle()

    def until(self, holds: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
        """Wait until it holds."""
        end = time.monotonic() + patience_s
        while not holds():
            assert time.monotonic() < end, f"it did not happen: {self.state()}"
            QTest.qWait(_LOOK_MS)

    def settle(self) -> None:
        """Do what is posted, deletions too."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()

    def questions(self) -> list[Question]:
        """The dialogs that say or ask something now."""
        return [one for one in self.window.findChildren(Question) if one.isVisible()]

    def dialogs(self) -> list[QDialog]:
        """Every dialog in sight."""
        return [one for one in self.window.findChildren(QDialog) if one.isVisible()]

    def said(self) -> list[str]:
        """Every sentence that a person can read in a dialog or the banner now."""
        told = [
            label.text()
            for dialog in self.dialogs()
            for label in dialog.findChildren(QLabel)
            if label.isVisible()
        ]
        banner = "" if self.program.case is None else self.program.case.screen.banner.text()
        return told + [banner] * bool(banner)

    def sees(self, *parts: str) -> bool:
        """Whether one sentence that is shown has all these words."""
        return any(all(part in text for part in parts) for text in self.said())

    def state(self) -> str:
        """All that the window says, and its jobs, for whoever waited in vain."""
        case = self.program.case
        jobs = [] if case is None else case.session.jobs.views()
        return f"it says {self.said()}, its jobs are {jobs}"


class Whole(Opened):
    """What a person does in it."""

    def ids(self) -> list[int]:
        """The items that are shown, in reading order."""
        shown: Any = self.case.pictures.items.shown
        return shown.ids.tolist()

    def singles(self) -> list[int]:
        """Those of them that no other item is an exact copy of: graded alone."""
        facts = map(self.case.pictures.facts_of, self.ids())
        return [one.item_id for one in facts if one and one.copies == 1]

    def grades(self) -> dict[int, int]:
        """The category of every item that is shown with one."""
        facts = {item: self.case.pictures.facts_of(item) for item in self.ids()}
        return {item: one.category for item, one in facts.items() if one and one.category}

    def grade(self, item: int, category: int | None = 1) -> None:
        """Give one item a category and wait until it is shown."""
        self.case.pictures.items.picked.pick(item)
        self.case.grades.grade(category)
        self.until(lambda: self.grades().get(item) == category)

    def add(self, folder: Path, *packs: str) -> None:
        """Add evidence by the dialog, with these packs and no other."""
        self.case.evidence.ask_for([str(folder)])
        self.until(lambda: any(isinstance(one, AddEvidenceDialog) for one in self.dialogs()))
        (dialog,) = (one for one in self.dialogs() if isinstance(one, AddEvidenceDialog))
        for box in dialog.findChildren(QCheckBox):
            box.setChecked(box.text().split()[0] in packs)
        self.until(dialog.do_button.isEnabled)
        dialog.do_button.click()

    def press(self, verb: str) -> None:
        """Press a verb of the banner."""
        for button in self.case.screen.banner.verbs():
            if button.text() == verb:
                button.click()
                return
        raise AssertionError(f"no verb {verb!r} beside {self.said()}")

    def idle(self) -> bool:
        """Whether no job runs or waits."""
        return not self.case.session.jobs.running

    def dismiss(self) -> None:
        """Close what dialogs say."""
        for question in self.questions():
            question.buttons[-1].click()
        self.settle()


@contextmanager
def whole_window(settings: Path) -> Generator[Whole]:
    """A program that is closed in the end, whatever happened in between."""
    whole = Whole(settings)
    try:
        yield whole
    finally:
        jobs = None if whole.program.case is None else whole.case.session.jobs
        if jobs is not None and jobs.running:
            jobs.cancel_all()
            whole.until(lambda: not jobs.running)
        whole.dismiss()
        whole.quit()
