"""What the operating system is asked to hold a child to; which calls that takes lies below.

In the child: :func:`settle` once, then :func:`size_now`, :func:`peak_size` and one
:class:`Ceiling`. In the program: :class:`Leash`, one per child, :func:`spawn_flags` and
:func:`widen`.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from triage.evidence.sandbox_windows import (
        Ceiling,
        Leash,
        peak_size,
        settle,
        size_now,
        spawn_flags,
        widen,
    )
else:
    from triage.evidence.sandbox_posix import (
        Ceiling,
        Leash,
        peak_size,
        settle,
        size_now,
        spawn_flags,
        widen,
    )

__all__ = ["Ceiling", "Leash", "peak_size", "settle", "size_now", "spawn_flags", "widen"]
