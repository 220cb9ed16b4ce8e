"""Whether one place lies inside another, whatever it is called: links, case, mounts."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath, PureWindowsPath

from triage.core.longpath import openable, plain

_IGNORES_CASE = sys.platform in {"win32", "darwin"}


def real(path: Path) -> Path:
    """The real path, links resolved; the part that does not exist yet is kept as it is.

    One place has one real path: on Windows without the mark of the extended-length form, which
    Python keeps where it was given, or where the path is too long to do without. A folder whose
    name ends in a blank is itself there, and not its neighbour without one.
    """
    literal = openable(path)
    return Path(plain(os.path.realpath(literal if os.path.lexists(literal) else path)))


def log_of(case: Path) -> Path:
    """Where the log of a fault in the work on this case lies: beside it."""
    return case.with_name(case.name + ".log")


def is_real(path: Path) -> bool:
    """Whether ``path``, once stored as a real path, still is one: no link came into it."""
    return _key(real(path)) == _key(Path(plain(str(path))))


def inside(path: Path, place: Path) -> bool:
    """Whether ``path``, which may not exist yet, is ``place`` or lies below it.

    Compared are real paths (without regard to case on Windows and macOS) and, where a folder
    exists, what it is on disk, so that a mount or drive letter of the same folder counts too.
    """
    below, above = real(path), real(place)
    if lies_in(below, above):
        return True
    return any(_same_folder(ancestor, above) for ancestor in (below, *below.parents))


def lies_in(path: PurePath, place: PurePath) -> bool:
    """Whether a real path is, by its names alone, ``place`` or below it.

    On Windows a stream (``evidence:notes``) belongs to what it is a stream of.
    """
    first = _key(place)
    return _key(path)[: len(first)] == first


def _key(path: PurePath) -> tuple[str, ...]:
    windows = isinstance(path, PureWindowsPath)
    parts = path.parts
    if windows and path.anchor:
        parts = (parts[0], *(part.partition(":")[0] for part in parts[1:]))
    return tuple(part.casefold() if _IGNORES_CASE or windows else part for part in parts)


def _same_folder(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False  # one of them is not there, so they cannot be the same folder
