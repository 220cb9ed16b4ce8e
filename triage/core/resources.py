"""Where our own data lies: in a wheel, an editable install and a frozen bundle alike."""

from __future__ import annotations

import sys
from pathlib import Path

from triage.core.errors import BugError

_PACKAGE = Path(__file__).resolve().parents[1]


def folder(name: str) -> Path:
    """The folder ``resources`` or ``models`` that came with this program.

    Raises BugError where it is missing: the program was packed wrongly.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [
        *([Path(frozen) / name] if frozen else []),
        _PACKAGE / "_bundled" / name,
        _PACKAGE.parent / name,
    ]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise BugError(f"the folder {name} is missing from this installation")
