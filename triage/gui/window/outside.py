"""Other programs: the file manager, and whatever opens a file here. Nothing of it is ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

_PATIENCE_S = 2.0
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
    if sys.platform.startswith("linux") and not _shows_folders():
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _shows_folders() -> bool:
    """Whether the desktop has a program for folders; for want of one it would open a browser."""
    question = ["xdg-mime", "query", "default", "inode/directory"]
    try:
        told = subprocess.run(
            question, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    entry = told.stdout.strip()
    return bool(entry) and not _is_browser(entry)


def _is_browser(entry: str) -> bool:
    """Whether a desktop entry, by its file's name, says of itself that it is a web browser."""
    place = QStandardPaths.StandardLocation.ApplicationsLocation
    file = QStandardPaths.locate(place, entry)
    try:
        lines = Path(file).read_text("utf-8", errors="replace").splitlines() if file else []
    except OSError:
        return False
    return any(line.startswith("Categories=") and "WebBrowser" in line for line in lines)


def open_with_default(path: Path) -> bool:
    """Give the file to the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
