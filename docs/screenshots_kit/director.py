"""Runs the real program, brings it into a state, and takes pictures of it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent

from screenshots_kit.camera import Camera
from screenshots_kit.material import BY
from screenshots_kit.turns import dialogs, rest, until
from triage.gui.looks.settings import Settings
from triage.gui.window.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from PySide6.QtWidgets import QApplication, QDialog, QWidget

    from screenshots_kit.material import Material
    from screenshots_kit.stages import Stage
    from triage.gui.window.open_case import OpenCase

T = TypeVar("T")
Recent = Sequence[Mapping[str, str]]


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
        self._camera: Camera
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
        program = self._program = Program(settings)
        self._camera = Camera(program, self._stage, self._out, self._themes)
        self._camera.set_size(self._stage.windows[0])
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

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program run until something is so."""
        until(condition)

    def rest(self, seconds: float | None = None) -> None:
        """Let the program run for a moment."""
        rest() if seconds is None else rest(seconds)

    def answer(self, future: Future[T]) -> T:
        """What a thread of the program answers."""
        self.until(future.done)
        return future.result()

    def until_pictures(self) -> None:
        """Wait until everything in sight that has a picture shows it."""
        self._camera.until_pictures()

    def dialogs(self) -> list[QDialog]:
        """Dialogs that are open."""
        return dialogs()

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

    def snap(self, state: str, *, quick: bool = False, shows: QWidget | None = None) -> None:
        """Pictures of the program as it is, in each theme and size.

        ``quick``: of something that does not wait. ``shows``: a part of the inspector that is
        scrolled to, as far as it goes.
        """
        if state in self.wanted:
            self._camera.snap(state, quick=quick, shows=shows)
