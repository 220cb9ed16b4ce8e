"""Which folders an import works on: those named, or all that the case has and are here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import names, places
from triage.core.errors import Remedy, SourceError
from triage.core.longpath import openable
from triage.ingest.overlap import refuse_overlap
from triage.ingest.place import Place
from triage.store import provenance
from triage.store.commands import AddSource

if TYPE_CHECKING:
    from triage.ingest.request import ImportRequest
    from triage.store.case import Case
    from triage.store.provenance import SourceRow


@dataclass(frozen=True, slots=True)
class Sources:
    """``to_scan`` are walked; pending items of every place in ``here`` are worked on.

    ``notes`` are sentences about sources that are not here; Remedy.LOCATE helps them all.
    """

    to_scan: tuple[Place, ...]
    here: dict[int, Place]
    notes: tuple[str, ...]


def settle(case: Case, request: ImportRequest) -> Sources:
    """Add the named folders and look where every source of the case is.

    Raises SourceError where a folder is missing, where one, or a source that is here, overlaps
    the case or an export of it, or where there is nothing to go on with.
    """
    with case.reader() as reader:
        exports = provenance.exported_to(reader.connection)
    # All of them before the first is added: a slip must not leave half of them in the case.
    for folder in request.folders:
        _check(case, folder, exports)
    named = [_add(case, folder, request) for folder in request.folders]
    here = {place.source_id: place for place in named}
    notes: list[str] = []
    with case.reader() as reader:
        known = provenance.sources(reader.connection)
    for row in known:
        if row.id in here:
            continue
        try:
            place = _known_place(row)
        except SourceError as error:
            notes.append(str(error))
            continue
        # The case, or an export of it, may have been moved into the source since.
        refuse_overlap(case.path, place.path, exports)
        here[row.id] = place
    to_scan = tuple(named) if request.folders else tuple(here.values())
    if not to_scan:
        if notes:
            raise SourceError(" ".join(notes), remedy=Remedy.LOCATE)
        raise SourceError(f"The case {case.path} has no source yet: name a folder to import.")
    return Sources(to_scan, here, tuple(notes))


def _known_place(row: SourceRow) -> Place:
    """Where a source of the case is; SourceError where it is not, or something else is there."""
    stored = Path(names.native(row.place))
    place = Place.look(row.id, row.name, stored)
    if not places.is_real(stored):
        raise SourceError(
            f"A link lies where the folder {stored} of source {row.name} was: it is not followed.",
            remedy=Remedy.LOCATE,
        )
    return place


def _check(case: Case, folder: Path, exports: list[Path]) -> None:
    if not Path(openable(folder)).is_dir():
        raise SourceError(f"There is no folder {folder}. Name the folder that holds the evidence.")
    refuse_overlap(case.path, folder, exports)


def _add(case: Case, folder: Path, request: ImportRequest) -> Place:
    real = places.real(folder)
    looked = Place.look(0, real.name, real)
    command = AddSource(
        place=names.raw(str(real)),
        name=request.source_name or real.name or str(real),
        exhibit=request.exhibit,
        by=request.by,
    )
    source_id = case.send(command).result().ids[0]
    return Place(source_id, looked.name, looked.path, looked.device, looked.inode)
