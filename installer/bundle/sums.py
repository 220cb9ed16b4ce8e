"""``SHA256SUMS``: the hash of every file of a folder, as ``sha256sum -c`` reads it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "SHA256SUMS"


def sums(folder: Path) -> dict[str, str]:
    """Hash by path with forward slashes, of every file but the list itself; links are followed."""
    found: dict[str, str] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != NAME:
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def as_text(found: Mapping[str, str]) -> str:
    """One line a file, in the order of the paths' bytes: the same on every system."""
    ordered = sorted(found, key=lambda name: name.encode())
    return "".join(f"{found[name]}  {name}\n" for name in ordered)


def parsed(text: str) -> dict[str, str]:
    """The same from such a list."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        found[name] = digest
    return found


def write(folder: Path) -> int:
    """Write the list into its folder; how many files it names."""
    found = sums(folder)
    (folder / NAME).write_text(as_text(found), encoding="utf-8", newline="\n")
    return len(found)
