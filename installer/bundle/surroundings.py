"""What the starter of a frozen program changed for itself, and other programs must not inherit."""

from __future__ import annotations

import os

_LIBRARIES = "LD_LIBRARY_PATH"
_BEFORE = "LD_LIBRARY_PATH_ORIG"


def given_back() -> None:
    """Give the search path of libraries back as it was before this program started.

    The starter points it at our own folder and this process has read it by now. A file manager
    or a browser that is started from here would load our libraries instead of the system's. A
    child of our own sets it again for itself.
    """
    before = os.environ.pop(_BEFORE, None)
    if before is not None:
        os.environ[_LIBRARIES] = before
    else:
        os.environ.pop(_LIBRARIES, None)
