"""What an HTML report and a folder of originals say, read as anybody can read them."""

from __future__ import annotations

import csv
import hashlib
import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SUMS = "SHA256SUMS"
_MANIFEST = "manifest.csv"
_CARD = re.compile(r'<article class="card".*?</article>', re.DOTALL)
_PATH = re.compile(r'<span class="path">(.*?)</span>')
_HASH = re.compile(r"<code>([0-9a-f]{64})</code>")
_GRADE = re.compile(r'<span class="chip"><b>(\d+)</b>')
_LOG_ROWS = re.compile(r"Audit log.*?<dt>Rows</dt><dd>.*?([\d,]+)", re.DOTALL)


@dataclass(slots=True)
class ReadExport:
    """``hashes`` and ``grades`` by file name; ``broken``: files that are not as they are listed."""

    sha256: str
    files: int = 0
    broken: list[str] = field(default_factory=list[str])
    hashes: dict[str, str] = field(default_factory=dict[str, str])
    grades: dict[str, int | None] = field(default_factory=dict[str, "int | None"])
    veiled: int = 0
    log_rows: int = 0


def read_report(out: Path) -> ReadExport:
    """The pages of a report, each file against the list of their hashes."""
    sums = out / _SUMS
    read = ReadExport(_sha256(sums))
    listed: set[str] = set()
    for line in sums.read_text("utf-8").splitlines():
        seal, name = line.split("  ", 1)
        listed.add(name)
        if not (out / name).is_file() or _sha256(out / name) != seal:
            read.broken.append(name)
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    read.broken += sorted(there - listed - {_SUMS})
    read.files = len(listed)
    for page in sorted((out / "pages").glob("*.html")):
        for card in _CARD.findall(page.read_text("utf-8")):
            _read_card(read, card)
    rows = _LOG_ROWS.search((out / "index.html").read_text("utf-8"))
    read.log_rows = 0 if rows is None else int(rows[1].replace(",", ""))
    return read


def read_copies(out: Path) -> ReadExport:
    """The copies of originals, each against its row of the manifest."""
    manifest = out / _MANIFEST
    read = ReadExport(_sha256(manifest))
    listed: set[str] = set()
    with manifest.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            name = row["original_path"].rpartition("/")[2]
            copy = out / row["new_name"]
            listed.add(row["new_name"])
            if row["copied"] != "yes" or _sha256(copy) != row["sha256"]:
                read.broken.append(name)
            read.hashes[name] = row["sha256"]
            read.grades[name] = int(row["grade"]) if row["grade"] else None
    there = {path.relative_to(out).as_posix() for path in (out / "files").rglob("*.*")}
    read.broken += sorted(there - listed)
    read.files = len(there)
    return read


def _read_card(read: ReadExport, card: str) -> None:
    path, seal, grade = _PATH.search(card), _HASH.search(card), _GRADE.search(card)
    if path is None:
        read.broken.append(card[:80])
        return
    name = html.unescape(path[1]).rpartition("/")[2]
    read.hashes[name] = "" if seal is None else seal[1]
    read.grades[name] = None if grade is None else int(grade[1])
    read.veiled += "picture veiled" in card


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
