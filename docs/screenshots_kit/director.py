"""Runs the real program, brings it into a state, and takes pictures of it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QRect, QSize, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from screenshots_kit.material import BY
from triage.core.records import State
from triage.gui.looks import theme
from triage.gui.looks.settings import Settings
from triage.gui.window.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from PySide6.QtGui import QImage

    from screenshots_kit.material import Material
    from screenshots_kit.stages import Stage
    from triage.gui.window.open_case import OpenCase

T = TypeVar("T")
Recent = Sequence[Mapping[str, str]]
_PATIENCE_S = 90.0
_REST_S = 0.45
"""Long enough for the inspector to follow, and for a preview to be decoded."""


class Director:
    """One program at a time. ``wanted`` names the states of which pictures are taken."""

    def __init__(
        self,
        app: QApplication,
        stage: Stage,
        material: Material,
        out: Path,
        themes: tuple[str, ...],
        wanted: frozenset[str],
    ) -> None:
        self.app = app
        self.material = material
        self.wanted = wanted
        self._stage = stage
        self._out = out
        self._themes = themes
        self._program: Program | None = None
        self._number = 0
        self._scenes = Path(tempfile.mkdtemp(prefix="scene-", dir=material.root))

    @property
    def program(self) -> Program:
        """The program that runs."""
        if self._program is None:
            raise RuntimeError("no program runs")
        return self._program

    @property
    def case(self) -> OpenCase:
        """The case that is open in it."""
        if self.program.case is None:
            raise RuntimeError("no case is open")
        return self.program.case

    def place(self) -> Path:
        """A new folder for files of one scene."""
        self._number += 1
        folder = self._scenes / str(self._number)
        folder.mkdir()
        return folder

    def copied_case(self) -> Path:
        """A copy of the case, for a scene to change."""
        return shutil.copyfile(self.material.case, self.place() / "Operation Harbour.triage")

    def start(self, case: Path | None = None, recent: Recent = ()) -> None:
        """Start a program with settings of its own; a case that is there is opened."""
        settings = Settings(self.place() / "settings.json")
        settings.set("people", [BY, "A. Duarte"])
        settings.set("recent", list(recent))
        self._program = Program(settings)
        self._size(self._stage.windows[0])
        self.program.begin(case, [], BY)

    def open(self) -> None:
        """Start with a copy of the case, and wait until all of it is shown."""
        self.start(self.copied_case())
        self.until(lambda: self.program.case is not None)
        self.until(lambda: self.case.session.views.arrangement is not None)
        self.until_pictures()

    def end(self) -> None:
        """End the program, whatever is open in it."""
        for dialog in self.dialogs():
            dialog.reject()
        over: list[bool] = []
        self.program.ended.connect(lambda: over.append(True))
        if self.program.case is not None and self.program.case.session.jobs.running:
            self.case.session.jobs.cancel_all()
            self.until(lambda: not self.case.session.jobs.running)
        self.program.quit()
        self.until(lambda: bool(over))
        self.rest()
        self.program.window.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._program = None

    def give_up(self) -> None:
        """After a scene that broke off: whatever still runs is ended as far as it goes."""
        if self._program is not None:
            with contextlib.suppress(TimeoutError, RuntimeError):
                self.end()

    def until(self, condition: Callable[[], bool], patience: float = _PATIENCE_S) -> None:
        """Let the program run until something is so."""
        end = time.monotonic() + patience
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("what was waited for did not come")
            self._turn()

    def rest(self, seconds: float = _REST_S) -> None:
        """Let the program run for a moment."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._turn()

    def answer(self, future: Future[T]) -> T:
        """What a thread of the program answers."""
        self.until(future.done)
        return future.result()

    def until_pictures(self) -> None:
        """Wait until everything in sight that has a picture shows it."""
        self.rest(0.2)
        self.until(lambda: not self._lacking())
        self.rest()

    def dialogs(self) -> list[QDialog]:
        """Dialogs that are open."""
        found = QApplication.topLevelWidgets()
        return [one for one in found if isinstance(one, QDialog) and one.isVisible()]

    def until_dialog(self) -> QDialog:
        """The next dialog."""
        self.until(lambda: bool(self.dialogs()))
        self.rest()
        return self.dialogs()[0]

    def ids_of(self, *paths: str) -> list[int]:
        """Items by the ends of their names."""
        question = "SELECT id FROM item WHERE name = ? ORDER BY id LIMIT 1"
        asked = [
            self.case.session.asker.ask(
                lambda conn, name=path: conn.execute(question, (name.encode(),)).fetchone()
            )
            for path in paths
        ]
        return [int(self.answer(one)[0]) for one in asked]

    def pick(self, name: str) -> int:
        """Make an item the current one, as a click does."""
        (item_id,) = self.ids_of(name)
        self.case.pictures.items.picked.pick(item_id)
        self.case.pictures.view.setFocus()
        self.rest()
        return item_id

    def snap(self, state: str, *, quick: bool = False) -> None:
        """Pictures of the program as it is, in each theme and size.

        ``quick``: of something that does not wait.
        """
        if state not in self.wanted:
            return
        for size in self._stage.windows:
            self._size(size)
            for choice in self._themes:
                self.program.front_pages.preferences.theme_chosen.emit(choice)
                self._settle(quick=quick)
                name = f"{state}-{self._stage.picture_of(size)}-{choice}.png"
                self._shown().save(str(self._out / name))
        self._size(self._stage.windows[0])
        self._settle(quick=quick)

    def _settle(self, *, quick: bool) -> None:
        if quick:
            self.rest(0.12)
        elif self.program.case is not None:
            self.until_pictures()
        else:
            self.rest()

    def _shown(self) -> QImage:
        window = self.program.window
        others = [one for one in QApplication.topLevelWidgets() if _lies_over(one, window)]
        if not others:
            return window.grab().toImage()
        screen = window.screen().grabWindow(0).toImage()
        ratio = window.devicePixelRatioF()
        corner, size = window.geometry().topLeft(), window.size()
        room = QRect(
            round(corner.x() * ratio),
            round(corner.y() * ratio),
            round(size.width() * ratio),
            round(size.height() * ratio),
        )
        for dialog in (one for one in others if isinstance(one, QDialog)):
            _frame(screen, dialog, ratio)
        return screen.copy(room)

    def _size(self, size: tuple[int, int]) -> None:
        window = self.program.window
        window.setGeometry(0, 0, *size)
        self.rest(0.1)
        for dialog in self.dialogs():
            # Without a window manager nobody keeps a dialog in the middle.
            dialog.move(window.rect().center() - dialog.rect().center())

    def _lacking(self) -> bool:
        case = self.program.case
        if case is None:
            return False
        pictures = case.pictures
        for position in range(*pictures.grid.in_sight()):
            facts = pictures.items.shown.facts(position)
            if facts.state is not State.ANALYSED:
                continue
            if pictures.shelf.picture(facts.item_id, facts.hidden, _box(case)) is None:
                return True
        return False

    def _turn(self) -> None:
        # Not the application's own loop: leaving that would ask the window to close.
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def _box(case: OpenCase) -> QSize:
    grid = case.pictures.grid
    return grid.picture_box * grid.devicePixelRatioF()


def _frame(screen: QImage, dialog: QDialog, ratio: float) -> None:
    """The line around a dialog that a window manager draws; under Xvfb there is none."""
    painter = QPainter(screen)
    painter.setPen(QPen(theme.current().secondary, 1))
    place = dialog.geometry()
    painter.drawRect(
        round(place.left() * ratio) - 1,
        round(place.top() * ratio) - 1,
        round(place.width() * ratio) + 1,
        round(place.height() * ratio) + 1,
    )
    painter.end()


def _lies_over(widget: QWidget, window: QWidget) -> bool:
    return widget is not window and widget.isVisible() and not isinstance(widget, QToolTip)
