"""Memory that a load needed for a moment goes back to the system."""

from __future__ import annotations

import ctypes
import sys


def trim() -> None:
    """Give back what nobody uses; glibc keeps hundreds of megabytes otherwise. Some 10 ms."""
    if sys.platform == "linux":
        give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if give_back is not None:
            give_back(0)
