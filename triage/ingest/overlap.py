"""The case never lies inside its evidence, nor does the evidence hold the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.errors import SourceError
from triage.core.places import inside

if TYPE_CHECKING:
    from pathlib import Path


def refuse_overlap(case_path: Path, folder: Path) -> None:
    """Raise SourceError where importing ``folder`` would read, or write into, the case."""
    if inside(case_path, folder):
        raise SourceError(
            f"The case {case_path} lies inside the folder {folder}: evidence is never written to."
            " Keep the case file outside the source, for example beside it."
        )
