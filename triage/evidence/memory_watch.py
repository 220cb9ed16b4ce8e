"""A child's own eye on its memory, where nothing else is sure to stop it.

Windows limits a child by the job that it is in (:mod:`triage.evidence.sandbox_windows`). Wine
takes that limit and forgets it, and a machine where the job is of no use would go the same way;
so the child also looks itself, and ends at its ceiling with a status that the program knows.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

RAN_OUT: Final = 71
"""The exit status of a child that ended itself for want of memory."""

_LOOK_S = 0.02
"""A decoder takes some ten MiB in that time, a few hundred at the worst: no machine minds."""


class MemoryWatch:
    """Ends this process when ``held`` says more than the ceiling, at once and for good.

    The thread that looks needs the interpreter: a decoder that never lets go of it is stopped
    by the job or by the time limit of its file, as before. ``held`` gives 0 where the system
    does not tell: then nothing is ended.
    """

    def __init__(self, held: Callable[[], int], end: Callable[[int], object] = os._exit) -> None:
        self._held = held
        self._end = end
        self._ceiling = 0
        self._looks: threading.Thread | None = None
        self._over = threading.Event()

    def allow(self, total: int) -> None:
        """Set the ceiling, ``total`` bytes; may be moved up and down again."""
        self._ceiling = total
        if self._looks is None:
            self._looks = threading.Thread(target=self._watch, name="memory-watch", daemon=True)
            self._looks.start()

    def look(self) -> bool:
        """End the process if it holds too much; whether it was told to end."""
        if self._held() <= self._ceiling:
            return False
        self._end(RAN_OUT)
        return True

    def stop(self) -> None:
        """Look no more; for tests, a child never does."""
        self._over.set()
        if self._looks is not None:
            self._looks.join()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK_S):
            if self.look():
                return
