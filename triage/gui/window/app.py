"""From the command line to the running window, and every fault of ours into words and a log."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from triage import __version__
from triage.core.errors import KnownError
from triage.gui.looks import theme
from triage.gui.looks.dialogs import tell_error
from triage.gui.looks.settings import Settings
from triage.gui.window.beginning import Beginning
from triage.gui.window.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

KNOWN_ERROR = 1


def run(
    argv: Sequence[str],
    settings: Settings | None = None,
    watch: Callable[[Beginning], None] | None = None,
) -> int:
    """Show the window until it is closed; the exit code. ``watch`` is for whoever measures it."""
    asked = _asked(argv[1:])
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        app = QApplication(list(argv[:1]))
    app.setApplicationName("Forensic Triage")
    app.setApplicationVersion(__version__)
    settings = settings or Settings()
    theme.apply(app, theme.choice_of(settings.get("theme", "system")))
    program = Program(settings)
    net = Net(program)
    net.spread()
    beginning = Beginning(program)
    if watch is not None:
        watch(beginning)
    beginning.begin(asked.case, asked.folders, asked.by)
    if settings.warning:
        tell_error(program.window, KnownError(settings.warning))
    try:
        return app.exec()
    finally:
        net.fold()
        program.window.deleteLater()


class Net(QObject):
    """Catches what escapes from a slot: it is said and logged, and the program goes on."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._before = sys.excepthook

    def spread(self) -> None:
        """Catch from now on."""
        self._before = sys.excepthook
        sys.excepthook = self._caught

    def fold(self) -> None:
        """Catch no more."""
        sys.excepthook = self._before

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._program.quit()
            return
        case = self._program.case
        path = None if case is None else case.session.case.path
        tell_error(self._program.window, error.with_traceback(trace), case=path)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "triage-gui", description="Open the window, a case in it, and folders to add."
    )
    parser.add_argument("case", nargs="?", type=_place, help="a .triage file; made if not there")
    parser.add_argument("folders", nargs="*", type=_place, help="evidence to add; only ever read")
    parser.add_argument("--by", default="", help="who examines; asked where it is left out")
    parser.add_argument("--version", action="version", version=__version__)
    return parser.parse_intermixed_args(list(arguments))


def _place(word: str) -> Path:
    """Whole paths alone are remembered: the current folder is another one next time."""
    return Path(word).absolute()
