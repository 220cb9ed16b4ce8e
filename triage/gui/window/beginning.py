"""How a program begins: the window first, the welcome where it is due, then all that can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from triage.gui.looks.dialogs import tell_error
from triage.gui.window.first_paint import FirstPaint
from triage.gui.window.readiness import Readiness
from triage.gui.window.welcome import Welcome, is_due

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from triage.gui.window.program import Program


class Beginning(QObject):
    """``readiness`` tells when an import would begin at once, ``first_paint`` when one sees it."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.program = program
        self.first_paint = FirstPaint(program.window, self)
        self.readiness = Readiness(program.standby, program.courier, self)
        self.readiness.failed.connect(lambda error: tell_error(program.window, error))
        self.welcome: Welcome | None = None
        program.ended.connect(self._end)

    def begin(self, case: Path | None, folders: Sequence[Path], by: str = "") -> None:
        """Show the window, with what the command line names; a case named goes before a welcome."""
        if is_due(self.program.settings) and case is None:
            self.greet()
        self.first_paint.painted.connect(self._painted)
        self.program.begin(case, folders, by)

    def greet(self) -> None:
        """Show the welcome where the start page would be."""
        program = self.program
        self.welcome = welcome = Welcome(program.settings, program.courier, self)
        program.home = welcome.page
        program.window.show_page(welcome.page)
        welcome.answered.connect(self._answered)
        welcome.new_wanted.connect(program.asks.ask_new)
        welcome.demo_wanted.connect(program.start_page.demo_wanted)
        welcome.settled.connect(self.readiness.begin)

    def _answered(self) -> None:
        """The page of every day takes the place of the first one, for good."""
        program, welcome = self.program, self.welcome
        if welcome is None:
            return
        self.welcome = None
        program.home = program.start_page
        program.window.show_page(program.start_page)
        program.window.drop_page(welcome.page)
        welcome.page.deleteLater()

    def _painted(self) -> None:
        if self.welcome is not None:
            self.welcome.begin()
        else:
            self.readiness.begin(self.program.settings.get("provider", "auto"))

    def _end(self) -> None:
        self.readiness.close()
        if self.welcome is not None:
            self.welcome.devices.close()
