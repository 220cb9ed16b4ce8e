"""Copies of originals, with a manifest that says what each copy is.

``OUT/files/0001/NAME`` and so on, a thousand to a folder, and ``OUT/manifest.csv`` with one row
for every chosen item. A copy stays only where its SHA-256 is the one in the case; whatever
cannot be copied is in the manifest with the reason.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from triage.core.errors import ExportError
from triage.evidence.opening import open_beneath, said_by_system
from triage.export import neutralise
from triage.export.safe_names import NameGiver

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

    from triage.core.hooks import Entry, Selection
    from triage.core.job import JobContext

MANIFEST = "manifest.csv"
COLUMNS = (
    "original_path", "new_name", "sha256", "grade", "graded_by", "graded_at", "category",
    "id", "source", "exhibit", "size", "md5", "sha1", "copied", "reason",
)  # fmt: skip

_IN_ONE_FOLDER = 1000
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one original: the copy's name under OUT, or why there is none."""

    new_name: str = ""
    reason: str = ""


def write(selection: Selection, out: Path) -> str:
    """Copy the chosen originals into the new folder ``out`` and write its manifest.

    Answers how many could not be copied. Raises ExportError where none could be.
    """
    out.mkdir()
    done = 0
    left_out = 0
    why = ""
    folders = _Folders(out)
    names = {row["number"]: row["name"] for row in selection.about["categories"]}
    with (out / MANIFEST).open("x", encoding="utf-8-sig", newline="") as handle:
        table = csv.writer(handle, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for entry in selection.entries():
            copied = _copied(entry, folders, selection.ctx)
            done += bool(copied.new_name)
            left_out += not copied.new_name
            why = why or copied.reason
            table.writerow(_row(entry, copied, names))
    if left_out and not done:
        raise ExportError(
            f"None of the originals could be copied ({left_out:,} asked for), so there is no"
            f" export. The first: {why}."
        )
    return f"{left_out:,} could not be copied: {MANIFEST} says why." if left_out else ""


class _Folders:
    """Numbered folders, a thousand copies in each, so that any file browser stays usable."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._count = 0
        self._names = NameGiver()

    def next_name(self, name: str) -> str:
        """A new name relative to OUT, with ``/``; its folder is there."""
        if self._count % _IN_ONE_FOLDER == 0:
            self._names = NameGiver()
        folder = f"files/{self._count // _IN_ONE_FOLDER + 1:04d}"
        (self._out / folder).mkdir(parents=True, exist_ok=True)
        self._count += 1
        return f"{folder}/{self._names.give(name)}"

    def path(self, new_name: str) -> Path:
        """Where a name of :meth:`next_name` lies."""
        return self._out / new_name


def _copied(entry: Entry, folders: _Folders, ctx: JobContext) -> Copied:
    wanted = entry.item["sha256"]
    if wanted is None:
        return Copied(reason=_why_without_hash(entry))
    try:
        original = open_beneath(entry.where)
    except OSError as error:
        return Copied(reason=f"cannot be opened: {said_by_system(error)}")
    with original:
        new_name = folders.next_name(entry.item["path"].rpartition("/")[2])
        target = folders.path(new_name)
        try:
            found = _copy(original, target, ctx)
        except _ReadError as error:
            target.unlink()
            return Copied(reason=f"cannot be read: {error}")
        if found != wanted:
            target.unlink()
            return Copied(reason=f"changed since it was imported: its SHA-256 is now {found}")
        _keep_times(original, target)
    return Copied(new_name=new_name)


def _why_without_hash(entry: Entry) -> str:
    item = entry.item
    return f"not copied: {item['state']}, {item['reason'] or 'no hash in the case'}"


class _ReadError(Exception):
    """The original, not the copy, is at fault."""


def _copy(original: FileIO, target: Path, ctx: JobContext) -> str:
    """SHA-256 in hex of what was written."""
    digest = hashlib.sha256()
    with target.open("xb") as copy:
        while chunk := _read(original):
            ctx.checkpoint()
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def _read(original: FileIO) -> bytes:
    try:
        return original.read(_CHUNK_BYTES)
    except OSError as error:
        raise _ReadError(error.strerror or str(error)) from error


def _keep_times(original: FileIO, target: Path) -> None:
    """The copy bears the original's time of change, where its medium can hold such a time."""
    status = os.fstat(original.fileno())
    with contextlib.suppress(OSError, OverflowError):  # FAT begins in 1980; the case has the time
        os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))


def _row(entry: Entry, copied: Copied, names: dict[int, str]) -> list[Any]:
    item = entry.item
    grade = item["grade"] or {"category": "", "by": "", "at": ""}
    texts = {
        "original_path": item["path"],
        "new_name": copied.new_name,
        "sha256": item["sha256"] or "",
        "graded_by": grade["by"],
        "graded_at": grade["at"],
        "category": names.get(item["grade"] and item["grade"]["category"], ""),
        "source": item["source"],
        "exhibit": entry.exhibit,
        "md5": item["md5"] or "",
        "sha1": item["sha1"] or "",
        "copied": "yes" if copied.new_name else "no",
        "reason": copied.reason,
    }
    numbers = {"id": item["id"], "size": item["size"], "grade": grade["category"]}
    cells = {name: neutralise.cell(text) for name, text in texts.items()} | numbers
    return ["" if cells[name] is None else cells[name] for name in COLUMNS]
