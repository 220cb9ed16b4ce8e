"""The one moment that everything made from a source tree bears, whenever it is made."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "SOURCE_DATE_EPOCH"
_EARLIEST = 315532800
"""1980-01-01: no ZIP entry can be older."""


def source_date(root: Path) -> int:
    """Seconds since 1970: of the environment, else of the last commit, else 1980."""
    stated = os.environ.get(VARIABLE, "") or _last_commit(root)
    return max(int(stated), _EARLIEST) if stated.isdigit() else _EARLIEST


def _last_commit(root: Path) -> str:
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
