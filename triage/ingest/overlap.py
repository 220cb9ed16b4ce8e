"""Case, log and exports never lie inside the evidence, nor the evidence inside an export."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import names
from triage.core.errors import SourceError
from triage.core.longpath import openable
from triage.core.places import inside, log_of
from triage.store import provenance
from triage.store.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def refuse_case_in_source(case_path: Path) -> None:
    """Raise SourceError where writing the case would write into one of its own sources.

    For a case that was moved since its sources were added; sources that are not here stand in
    no way. Raises CaseError where the case cannot be read.
    """
    with Reader.open(case_path) as reader:
        sources = provenance.sources(reader.connection)
    for source in sources:
        place = Path(names.native(source.place))
        if os.path.isdir(openable(place)) and inside(case_path, place):  # noqa: PTH112  a Path would not be openable
            raise SourceError(
                f"The case {case_path} lies inside its source {source.name}: evidence is never"
                " written to. Move the case file out of it; reading it here does no harm."
            )


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
