r"""Names that Windows takes for something else: a device, a stream of a file, another name.

The path ``\\?\...`` reaches files of most such names (:mod:`triage.core.longpath`), so that
evidence can be read whatever it is called; what the program makes itself must not be called so.
Rules: Microsoft, "Naming Files, Paths, and Namespaces". All of this works on every system.
"""

from __future__ import annotations

import re
from pathlib import PurePath, PureWindowsPath
from typing import Final

FORBIDDEN: Final = frozenset('<>:"/\\|?*')
"""Characters that no name has on Windows; a colon begins the name of a stream."""

_DEVICE = re.compile(
    r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"(?=[^.]{2,8}(\.|$))[^.~]*~\d+(\.[^.]{0,3})?")


def is_device(name: str) -> bool:
    """Whether a name is kept for a device, with any suffix: ``NUL``, ``con.jpg``."""
    return _DEVICE.match(name) is not None


def may_be_shortened(name: str) -> bool:
    """Whether a name could be the short one (``IMG_00~1.JPG``) that a volume gave another file."""
    return _SHORTENED.fullmatch(name) is not None


def possible(name: str) -> str:
    """For show: a name from elsewhere without what would lead to another place here."""
    cleaned = "".join("_" if character in FORBIDDEN else character for character in name)
    return "_" if cleaned == ".." else cleaned


def trouble(path: PurePath) -> str:
    """Why nothing new should be made at a path of Windows, in words; "" where it may."""
    if not isinstance(path, PureWindowsPath):
        return ""
    for part in path.parts[1 if path.anchor else 0 :]:
        if ":" in part:
            return f"{part} would be a hidden stream of another file"
        if is_device(part):
            return f"Windows keeps the name {part} for a device"
        if part != ".." and part.endswith((".", " ")):
            return f"Windows drops the dot or blank at the end of '{part}'"
    return ""
