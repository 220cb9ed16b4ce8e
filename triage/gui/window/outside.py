"""Other programs: the file manager, and whatever opens a file here. Nothing of it is ours."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path

WARNING = (
    "Another program will read this file of the evidence itself, without our protection: it may "
    "crash, change the time of last access, or run what a hostile file wants it to."
)


def show_in_folder(path: Path) -> bool:
    """Open the file manager where a file lies, the file picked where the system can do so."""
    if sys.platform == "win32":
        # Explorer parses its own command line; it answers 1 even when it worked.
        subprocess.Popen(f'explorer /select,"{path}"')
        return True
    folder = path if path.is_dir() else path.parent
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_with_default(path: Path) -> bool:
    """Give the file to the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
