"""Re-pointing a source to where its folder lies now, after comparing sizes and hashes."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core import names, places
from triage.core.errors import SourceError
from triage.core.longpath import openable
from triage.core.records import FileKind, Flag, Where
from triage.evidence.hashing import hash_file
from triage.evidence.opening import look_beneath
from triage.ingest.overlap import refuse_overlap
from triage.store import provenance
from triage.store.commands import MoveSource
from triage.store.values import storable
from triage.store.worklist import recorded

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from triage.store.case import Case
    from triage.store.worklist import RecordedItem

HASHES_COMPARED = 50
_PAGE = 2_000
_NAMED_IN_MESSAGE = 3


@dataclass(frozen=True, slots=True)
class MoveCheck:
    """How many sizes and hashes agreed at the new place."""

    sizes: int
    hashes: int


def move_source(case: Case, name: str, new_place: Path, by: str) -> MoveCheck:
    """Point source ``name`` to ``new_place``.

    Every file's size and, of fifty files spread over the source, the SHA-256 are compared
    first. Raises SourceError where the source is unknown, the folder is missing or overlaps
    the case or an export of it, or where a file differs; then nothing has changed.
    """
    if not Path(openable(new_place)).is_dir():
        raise SourceError(f"There is no folder {new_place}.")
    real = places.real(new_place)
    with case.reader() as reader:
        conn = reader.connection
        refuse_overlap(case.path, new_place, provenance.exported_to(conn))
        name = storable(name)
        ids = {row.name: row.id for row in provenance.sources(conn)}
        if name not in ids:
            known = ", ".join(ids) or "none"
            raise SourceError(f"The case has no source {name}; its sources are: {known}.")
        source_id = ids[name]
        sizes = _compare_sizes(conn, source_id, real)
        hashes = _compare_hashes(conn, source_id, real, sizes)
    check = MoveCheck(sizes, hashes)
    checked = {"sizes": sizes, "hashes": hashes}
    place = names.raw(str(real))
    case.send(MoveSource(source_id=source_id, place=place, by=by, checked=checked)).result()
    return check


def _compare_sizes(conn: sqlite3.Connection, source_id: int, place: Path) -> int:
    """How many files have the recorded size; SourceError where one has not."""
    differing: list[str] = []
    compared = 0
    for item in _regular_files(conn, source_id):
        try:
            status = look_beneath(Where(place, item.folder, item.name))
            same = stat.S_ISREG(status.st_mode) and status.st_size == item.size
        except OSError:
            same = False
        if not same:
            differing.append(_shown(item))
        compared += 1
    _refuse(differing, place, "is missing or has another size")
    return compared


def _compare_hashes(conn: sqlite3.Connection, source_id: int, place: Path, files: int) -> int:
    """The same for the SHA-256 of every n-th file, at most fifty."""
    every = max(1, -(-files // HASHES_COMPARED))
    differing: list[str] = []
    compared = 0
    for position, item in enumerate(_regular_files(conn, source_id)):
        if position % every or item.sha256 is None:
            continue
        try:
            same = hash_file(Where(place, item.folder, item.name)).sha256 == item.sha256
        except OSError:
            same = False
        if not same:
            differing.append(_shown(item))
        compared += 1
    _refuse(differing, place, "cannot be read or has another SHA-256")
    return compared


def _regular_files(conn: sqlite3.Connection, source_id: int) -> Iterator[RecordedItem]:
    """Files that were there when last looked."""
    last_id = 0
    while page := recorded(conn, last_id, _PAGE, source_id):
        for item in page:
            if item.kind is FileKind.REGULAR and Flag.MISSING not in item.flags:
                yield item
        last_id = page[-1].id


def _shown(item: RecordedItem) -> str:
    return names.safe(names.text(names.join(item.folder, item.name)))


def _refuse(differing: list[str], place: Path, what: str) -> None:
    if not differing:
        return
    some = ", ".join(differing[:_NAMED_IN_MESSAGE])
    more = (
        f" and {len(differing) - _NAMED_IN_MESSAGE} more"
        if len(differing) > _NAMED_IN_MESSAGE
        else ""
    )
    raise SourceError(
        f"{place} does not hold this source: {some}{more} {what} there."
        " The source still points to its old place."
    )
