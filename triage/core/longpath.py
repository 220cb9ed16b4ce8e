r"""The one place that knows how long or odd a path the operating system takes.

Windows refuses paths above 260 characters and drops trailing dots and blanks, unless the path
is absolute, uses backslashes only and begins with ``\\?\`` ("Naming Files, Paths, and
Namespaces" in Microsoft's documentation).
"""

from __future__ import annotations

import ntpath
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def openable(path: Path) -> str:
    """The absolute path as a ``str`` that may be given to ``open``, ``stat`` or ``scandir``."""
    absolute = os.fspath(path.absolute())
    return extended(absolute) if sys.platform == "win32" else absolute


def extended(absolute: str) -> str:
    r"""An absolute Windows path in its extended-length form.

    >>> extended("C:/evidence/a.jpg ")
    '\\\\?\\C:\\evidence\\a.jpg '
    """
    backslashed = absolute.replace("/", "\\")
    if backslashed.startswith(("\\\\?\\", "\\\\.\\")):
        return backslashed
    if not {".", ".."}.isdisjoint(backslashed.split("\\")):
        backslashed = ntpath.normpath(backslashed)
    if backslashed.startswith("\\\\"):
        return "\\\\?\\UNC\\" + backslashed[2:]
    return "\\\\?\\" + backslashed


def is_share(path: str) -> bool:
    """Whether a path in its extended-length form lies on another computer."""
    return path[:8].upper() == "\\\\?\\UNC\\"


def plain(path: str) -> str:
    r"""A Windows path without the mark of the extended-length form, which names the same.

    >>> plain("\\\\?\\UNC\\server\\share")
    '\\\\server\\share'
    """
    if is_share(path):
        return "\\\\" + path[8:]
    if path.startswith("\\\\?\\") and path[5:7] == ":\\":
        return path[4:]
    return path
