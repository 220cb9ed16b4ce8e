"""The files of a frozen program against its list: none changed, missing or added."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from triage.core.names import safe
from triage.core.program_places import PORTABLE_MARK
from triage.doctor.finding import Finding, fault, fine, not_applicable, warning

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

LIST = "SHA256SUMS"
_SHOWN = 3
_OF_SETUP = frozenset({"uninstall.exe"})
"""Written by the setup on the machine itself, so that no list can hold it."""
_AGAIN = "Install the program again from a copy that you trust, and find out who changed it."
_ADDED = "Find out who put them there and take them away: a program loads what lies beside it."


def look(patient: Patient, ctx: JobContext) -> Finding:
    """Hash every file of the program's folder and compare."""
    folder = patient.program
    if folder is None:
        return not_applicable("This is not a frozen program: it runs from Python's own folders.")
    try:
        listed = read_list(folder / LIST)
    except (OSError, ValueError) as error:
        return fault(f"The list {LIST} cannot be read: {safe(str(error))}.", _AGAIN)
    there = {name for name in files_of(folder) if not _ours(name)}
    missing = sorted(set(listed) - there)
    added = sorted(there - set(listed))
    changed: list[str] = []
    for name in sorted(there & set(listed)):
        ctx.checkpoint()
        if _digest(folder / name) != listed[name]:
            changed.append(name)
    return _judged(len(listed), changed, missing, added)


def read_list(path: Path) -> dict[str, str]:
    """Hash by name, as ``sha256sum`` writes it. Raises OSError, and ValueError for other text."""
    listed: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, gap, name = line.partition("  ")
        if len(digest) != 64 or not gap or not name:
            raise ValueError(f"{line[:40]!r} is no line of it")
        listed[name] = digest
    if not listed:
        raise ValueError("it is empty")
    return listed


def files_of(folder: Path) -> Iterable[str]:
    """Names with forward slashes of every file below, the list itself aside."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if name != LIST and path.is_file():
            yield name


def _ours(name: str) -> bool:
    """What a portable program keeps beside itself, and what the setup leaves."""
    return name == PORTABLE_MARK or name.startswith("data/") or name.casefold() in _OF_SETUP


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def _judged(total: int, changed: list[str], missing: list[str], added: list[str]) -> Finding:
    parts = [
        f"{len(names)} {word} ({_some(names)})"
        for word, names in (("changed", changed), ("missing", missing), ("not in the list", added))
        if names
    ]
    if not parts:
        return fine(f"All {total:,} files are as they were made.")
    told = f"Of {total:,} listed files: {', '.join(parts)}."
    return fault(told, _AGAIN) if changed or missing else warning(told, _ADDED)


def _some(names: list[str]) -> str:
    shown = ", ".join(safe(name) for name in names[:_SHOWN])
    return f"{shown}, ..." if len(names) > _SHOWN else shown
