"""Case, log and exports never lie inside the evidence, nor the evidence inside an export."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from triage.core.errors import SourceError
from triage.core.longpath import openable
from triage.core.places import inside, log_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def refuse_overlap(case_path: Path, folder: Path, exports: Iterable[Path] = ()) -> None:
    """Raise SourceError where importing ``folder`` would read, or write into, the case.

    ``exports`` are the places of exports of this case; those that are gone stand in no way.
    """
    if inside(case_path, folder):
        raise SourceError(
            f"The case {case_path} lies inside the folder {folder}: evidence is never written to."
            " Keep the case file outside the source, for example beside it."
        )
    log = log_of(case_path)
    if inside(log, folder):
        raise SourceError(
            f"The log {log} of the case would lie inside the folder {folder}: evidence is never"
            " written to. Open the case by a path outside the source."
        )
    for out in exports:
        _refuse_export(out, folder)


def _refuse_export(out: Path, folder: Path) -> None:
    if not out.is_absolute() or not os.path.lexists(openable(out)):
        return
    if inside(out, folder):
        raise SourceError(
            f"The folder {folder} holds {out}, an export of this case, which is no evidence."
            " Move the export elsewhere, or name a folder without it."
        )
    if inside(folder, out):
        raise SourceError(
            f"The folder {folder} is, or lies inside, {out}, an export of this case, which is no"
            " evidence. Name the folder that holds the evidence itself."
        )
