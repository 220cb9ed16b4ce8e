"""Where a file of a test lies, as the program names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core import names
from triage.core.records import Where

if TYPE_CHECKING:
    from pathlib import Path


def where(path: Path) -> Where:
    """Directly in its source's folder."""
    return Where(path.parent, b"", names.raw(path.name))


def below(place: Path, path: str) -> Where:
    """Deeper in a source; ``path`` is relative to it, with ``/``."""
    folder, _, name = path.rpartition("/")
    return Where(place, names.raw(folder), names.raw(name))
