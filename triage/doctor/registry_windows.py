"""What the registry of Windows says about paths."""

from __future__ import annotations

import sys
import winreg

assert sys.platform == "win32"

_FILE_SYSTEM = r"SYSTEM\CurrentControlSet\Control\FileSystem"


def long_paths_enabled() -> bool:
    """Whether paths may be longer than 260 characters; off where nothing is said."""
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _FILE_SYSTEM) as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False
