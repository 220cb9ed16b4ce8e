"""What opening a case takes: its store, its screen, its jobs. Loaded by the thread that opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.gui.window.open_case import OpenCase
from triage.ingest.overlap import refuse_case_in_source
from triage.store.case import Case
from triage.store.case_facts import CaseFacts, case_facts
from triage.store.unfinished import Unfinished, unfinished

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from triage.gui.window.tools import Tools


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that is ours to write, and what there is to say of it at first."""

    case: Case
    by: str
    facts: CaseFacts
    unfinished: Unfinished

    def show(self, tools: Tools, parent: QObject | None = None) -> OpenCase:
        """Put its screen together, in the GUI thread."""
        return OpenCase(self, tools, parent)


def open_case(path: Path, by: str) -> Opened:
    """Open a case that is there."""
    refuse_case_in_source(path)
    return _described(Case.open(path, by=by), by)


def make_case(path: Path, name: str, number: str, examiner: str) -> Opened:
    """Make a new one."""
    made = Case.create(path, name=name, number=number, examiner=examiner, by=examiner)
    return _described(made, examiner)


def _described(case: Case, by: str) -> Opened:
    try:
        with case.reader() as reader:
            conn = reader.connection
            return Opened(case, by, case_facts(conn), unfinished(conn))
    except BaseException:
        case.close()
        raise
