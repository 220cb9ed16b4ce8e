"""``python -m tests.support.screen_program FOLDER STAGES LOOKED``: the program walked through.

For an X server of its own; whoever started this looks on (:mod:`tests.support.screen_search`).
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.support import screen_breaks, screen_turns, screen_walks
from tests.support.screen_search import Looked
from tests.support.secret_evidence import write_evidence, write_pack, write_patches
from tests.support.walker import Walker
from triage.inference.packs import load_pack

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext


def main(folder: Path, stages: Path, looked: Path) -> int:
    """All walks after each other; the exit code."""
    faults: list[str] = []
    _listen(faults)
    try:
        _walk(folder, stages, Looked(looked))
    except Exception as error:  # noqa: BLE001  told below with all else
        faults.append("".join(traceback.format_exception(error)))
    print("\n".join(faults), file=sys.stderr)
    return bool(faults)


def _walk(folder: Path, stages: Path, looked: Looked) -> None:
    evidence, patches = folder / "evidence", folder / "patches"
    write_evidence(evidence)
    write_patches(patches)
    app = QApplication(sys.argv[:1])
    walker = Walker(app, folder, stages, load_pack(write_pack(folder / "pack")), looked)
    screen_walks.walk_import(walker, evidence)
    screen_walks.walk_views(walker)
    screen_walks.walk_large(walker)
    screen_walks.walk_reveal(walker)
    screen_walks.walk_reveal_cut_short(walker)
    screen_walks.walk_carried(walker)
    screen_walks.walk_reopening(walker)
    screen_turns.walk_switching(walker)
    screen_turns.walk_switching_in_flight(walker)
    screen_breaks.walk_open(walker)
    screen_breaks.walk_breaks(walker)
    screen_breaks.walk_reports(walker)
    screen_turns.walk_grading(walker, patches)
    screen_turns.walk_changed_file(walker, evidence)
    screen_breaks.walk_pending(walker, evidence)
    walker.close()


def _listen(faults: list[str]) -> None:
    """Whatever escapes from a slot, and whatever Qt complains of, is a fault of the run."""

    def escaped(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        faults.append("".join(traceback.format_exception(kind, error, trace)))

    def said(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            faults.append(text)

    sys.excepthook = escaped
    qInstallMessageHandler(said)


if __name__ == "__main__":
    code = main(*map(Path, sys.argv[1:]))
    sys.stderr.flush()
    # After a fault threads may still wait for a window that is not there any more.
    os._exit(code)
