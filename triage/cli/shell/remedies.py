"""What helps, said as the command line does it: by a command to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import names
from triage.core.errors import KnownError, Remedy
from triage.core.fault_log import sentence

if TYPE_CHECKING:
    from pathlib import Path


def in_words(remedy: Remedy, case: Path | None) -> str:
    """One line that ends with the command."""
    shown = "CASE" if case is None else names.safe(str(case))
    if remedy is Remedy.LOCATE:
        move = f"triage source {shown} --move NAME FOLDER"
        return f"Connect it or put it back, or tell where it is now with: {move}"
    return f"Connect it again and go on with: triage import {shown} --resume"


def told(error: KnownError, case: Path | None) -> str:
    """What happened, and what helps where the error names a remedy."""
    said = sentence(error)
    return said if error.remedy is None else f"{said} {in_words(error.remedy, case)}"
