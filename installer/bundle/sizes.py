"""How large the frozen folder is, part by part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES = 300_000_000

_PARTS = {
    "models": r"_internal/models/",
    "ours": r"triage(-gui)?(\.exe)?$|_internal/(resources|triage)/|[^/]+$",
    "Qt": r"_internal/(PySide6|shiboken6|pyside6[^/]*|shiboken6[^/]*)/"
    r"|_internal/lib(xcb-|xkb)",
    "onnxruntime": r"_internal/onnxruntime",
    "numpy": r"_internal/numpy",
    "Pillow, HEIF": r"_internal/(PIL|pillow|pi_heif|_pi_heif)",
    "other packages": r"_internal/[^/]+\.dist-info/",
    "Python": r"",
}
"""By the first pattern that the path begins with."""


def part_of(name: str) -> str:
    """The part to which a file of the folder belongs."""
    return next(part for part, pattern in _PARTS.items() if re.match(pattern, name))


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of each part; a link weighs nothing."""
    found = dict.fromkeys(_PARTS, 0)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[part_of(path.relative_to(folder).as_posix())] += path.stat().st_size
    return found


def table(found: Mapping[str, int]) -> str:
    """The sizes for people, the largest first, and their sum."""
    ordered = sorted(found.items(), key=lambda pair: -pair[1])
    lines = [f"{part:<16}{size / 1e6:>8.1f} MB" for part, size in ordered]
    total = f"{'all':<16}{sum(found.values()) / 1e6:>8.1f} MB of {MOST_BYTES / 1e6:.0f} MB"
    return "\n".join([*lines, total])
