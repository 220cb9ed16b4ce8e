"""The whole window while pictures are imported: does it answer, and how soon is a grade seen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from drawn_pictures import write_pictures
from grid_measures import Elbowroom, Heartbeat, with_p99
from grid_stage import HEIGHT, PERSON, WIDTH, PaintWatch, application, pictures_lacking
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from timing import row

from triage.gui.looks.settings import Settings
from triage.gui.window.program import Program
from triage.inference.packs import installed
from triage.ingest.request import ImportRequest
from triage.store.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grid_stage import Row

    from triage.gui.window.open_case import OpenCase
    from triage.gui.window.picture_desk import PictureDesk

_GRADE_EACH_S: Final = 1.0
_FEWEST_GRADES: Final = 3
_LOOK_MS: Final = 20
_PATIENCE_S: Final = 120.0
_OF_A_SOURCE: Final = 3000
_KEYS: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class Grader(QObject):
    """Presses a grading key at the current item and waits for the paint that shows the grade."""

    def __init__(self, desk: PictureDesk, watch: PaintWatch) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: tuple[int, int] | None = None
        self._seen = False
        self._pressed = 0.0
        self.painted_ms: list[float] = []
        desk.grid.viewport().installEventFilter(self)
        watch.painted.connect(self._painted)

    @property
    def waits(self) -> bool:
        """Whether the last grade has not been seen yet."""
        return self._wanted is not None

    def press(self, number: int) -> None:
        """Grade the current item with another category each time."""
        current = self._desk.items.picked.current
        if current is None:
            return
        facts = self._desk.facts_of(current)
        place = number % len(_KEYS)
        if facts is not None and facts.category == place + 1:
            place = (place + 1) % len(_KEYS)
        self._wanted = (current, place + 1)
        self._seen = False
        self._pressed = time.perf_counter()
        QTest.keyClick(self._desk.grid, _KEYS[place])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  Qt calls it so
        """See whether a paint covers the item, with its grade on it."""
        if event.type() == QEvent.Type.Paint and self._wanted is not None:
            item, category = self._wanted
            facts = self._desk.facts_of(item)
            self._seen = self._seen or (facts is not None and facts.category == category)
        return False

    def _painted(self, moment: float) -> None:
        if self._seen and self._wanted is not None:
            self.painted_ms.append((moment - self._pressed) * 1000)
            self._wanted = None
            self._seen = False


class Importing(QObject):
    """One run: a new case in the real window, an import, grades by key while it goes on."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        place.mkdir()
        self._place = place
        self.program = Program(Settings(place / "settings.json"))
        window = self.program.window
        window.setGeometry(0, 0, WIDTH, HEIGHT)
        self._watch = PaintWatch(window)
        self._moments: dict[str, float] = {}
        self._began = 0.0

    def run(self, pictures: Path) -> list[Row]:
        """The rows."""
        case = self._open()
        desk = case.pictures
        grader = Grader(desk, self._watch)
        self._watch.painted.connect(lambda moment: self._look(desk, moment))
        beat, room = Heartbeat(), Elbowroom()
        beat.start()
        self._begin(case, pictures)
        self._grade_meanwhile(case, grader)
        took = time.perf_counter() - self._began
        late = beat.stop()
        waited = room.row("import: GUI thread waited for a processor")
        self._leave()
        return [*self._rows(late, grader.painted_ms, took), waited]

    def _open(self) -> OpenCase:
        path = self._place / "import.triage"
        Case.create(path, name="Import", examiner=PERSON, by=PERSON).close()
        self.program.begin(path, (), PERSON)
        self._wait(lambda: self.program.case is not None, "the case")
        window = self.program.window
        window.activateWindow()
        self._wait(window.isActiveWindow, "the focus")
        case = self.program.case
        if case is None:
            raise RuntimeError("the case is not open")
        return case

    def _begin(self, case: OpenCase, *folders: Path) -> None:
        request = ImportRequest(folders=folders, by=PERSON, packs=tuple(installed().packs))
        self._began = time.perf_counter()
        case.jobs.begin_import(request)

    def _grade_meanwhile(self, case: OpenCase, grader: Grader) -> None:
        desk, number = case.pictures, 0
        self._wait(lambda: len(desk.items.shown) > 0, "items")
        desk.grid.setFocus()
        desk.items.picked.reach(0)
        while case.session.jobs.running or number < _FEWEST_GRADES:
            grader.press(number)
            number += 1
            self._wait(lambda: not grader.waits, "a painted grade")
            self._pause(_GRADE_EACH_S)

    def _leave(self) -> None:
        ended: list[bool] = []
        self.program.ended.connect(lambda: ended.append(True))
        self.program.quit()
        self._wait(lambda: bool(ended), "the end")

    def _rows(self, late: list[float], grades_ms: list[float], took: float) -> list[Row]:
        found = self._moments
        return [
            row("import: first thumbnails painted", [found["first"] - self._began], "s"),
            row("import: a whole page of thumbnails painted", [found["page"] - self._began], "s"),
            with_p99("import: event loop late", late),
            row("import: from grading key to painted grade", grades_ms),
            row("import: until it was over", [took], "s"),
        ]

    def _look(self, desk: PictureDesk, moment: float) -> None:
        if "page" in self._moments or not self._began or not desk.grid.isVisible():
            return
        first, behind = desk.grid.in_sight()
        if first == behind:
            return
        lacking = pictures_lacking(desk, pending=True)
        if lacking < behind - first:
            self._moments.setdefault("first", moment)
        if lacking == 0:
            self._moments["page"] = moment

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not until():
            if time.monotonic() > deadline:
                raise RuntimeError(f"waited in vain for {what}")
            self._pause(_LOOK_MS / 1000)

    def _pause(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()


class TwoSources(Importing):
    """Two sources in one import; the one that is found last comes first in the grid."""

    def run_both(self, first: Path, second: Path, pictures: int) -> list[Row]:
        """How soon what is in sight has its pictures, while most items still wait."""
        case = self._open()
        view = case.pictures.view
        self._begin(case, first, second)
        self._wait(lambda: len(case.pictures.items.shown) == pictures, "all items")
        view.to_top()
        top = self._page_painted(case.pictures) - self._began
        jumped = time.perf_counter()
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        end = self._page_painted(case.pictures) - jumped
        case.session.jobs.cancel_all()
        self._wait(lambda: not case.session.jobs.running, "the import to stop")
        self._leave()
        return [
            row("two sources: first page with its pictures", [top], "s"),
            row("two sources: page with its pictures after a jump to the end", [end], "s"),
        ]

    def _page_painted(self, desk: PictureDesk) -> float:
        self._wait(lambda: pictures_lacking(desk, pending=True) == 0, "the pictures of a page")
        return time.perf_counter()


def importing(place: Path, pictures: int) -> list[Row]:
    """Draw the pictures and import them, then those of two sources into another case."""
    folder, first, second = place / "pictures", place / "first", place / "second"
    each = min(pictures, _OF_A_SOURCE)
    write_pictures(folder, pictures)
    write_pictures(first / "z", each)
    write_pictures(second / "a", each, each)
    application()
    rows = Importing(place / "one").run(folder)
    return rows + TwoSources(place / "two").run_both(first, second, 2 * each)
