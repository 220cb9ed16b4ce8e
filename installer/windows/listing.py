"""The files of the program as instructions of NSIS, in an order that no system changes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PLAIN = re.compile(r"[ !#%&()+,\-.0-9;=@A-Z\[\]^_a-z{}~/]+")
"""What Windows allows in a name, NSIS takes as it is, and every code page has."""


def can_be_listed(name: str) -> bool:
    """Whether the setup and the uninstaller would find a file by this name in their list."""
    parts = PurePosixPath(name).parts
    clean = not name.startswith("/") and ".." not in name and "//" not in name
    return bool(clean and _PLAIN.fullmatch(name) and all(part[-1] not in ". " for part in parts))


def instructions(places: Mapping[str, Path]) -> str:
    """Unpack each file, given by its name in the folder, from where it lies now."""
    lines: list[str] = []
    above = None
    for name in sorted(places, key=lambda name: name.encode()):
        folder = PurePosixPath(name).parent.as_posix()
        if folder != above:
            below = "" if folder == "." else "\\" + folder.replace("/", "\\")
            lines.append(f'SetOutPath "$INSTDIR{below}"')
            above = folder
        lines.append(f'File "/oname={PurePosixPath(name).name}" "{places[name]}"')
    return "\n".join([*lines, ""])
