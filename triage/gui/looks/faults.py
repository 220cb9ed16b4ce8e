"""An error in words for a person: a known one by its sentence, ours with the log that has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core import fault_log, names
from triage.core.errors import KnownError
from triage.gui.looks import remedies

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """``sentence`` is for the eye, ``text`` is what Copy text gives, ``log`` where it lies."""

    sentence: str
    log: Path | None
    text: str

    @property
    def ours(self) -> bool:
        """Whether the program is to blame, not the evidence or the machine."""
        return self.text != self.sentence


def describe(error: BaseException, case: Path | None = None) -> Fault:
    """Say what happened; a fault of this program is written to a log beside the case first."""
    if isinstance(error, KnownError):
        told = remedies.told(error)
        return Fault(told, None, told)
    text = fault_log.report(error)
    log = fault_log.write(text, case)
    where = f"The details are in {names.safe(str(log))}" if log else "No log could be written."
    return Fault(f"A fault of this program: {fault_log.sentence(error)} {where}", log, text)
