"""A tree deeper than any path the system takes, and what is open meanwhile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME = b"d" * 200


def deep_tree(place: Path, depth: int, data: bytes = b"") -> bytes:
    """Folders in folders, with the files ``a`` and ``b`` in the first and in the last.

    Gives the last one's path relative to ``place``. POSIX only.
    """
    at = os.open(place, os.O_RDONLY)
    _fill(at, data)
    for _ in range(depth):
        os.mkdir(_NAME, dir_fd=at)
        below = os.open(_NAME, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    _fill(at, data)
    os.close(at)
    return b"/".join([_NAME] * depth)


def _fill(folder: int, data: bytes) -> None:
    for name in (b"a", b"b"):
        file = os.open(name, os.O_WRONLY | os.O_CREAT, dir_fd=folder)
        os.write(file, data)
        os.close(file)


def first_free_descriptor() -> int:
    """Grows by one for each descriptor that is left open."""
    free = os.dup(0)
    os.close(free)
    return free
