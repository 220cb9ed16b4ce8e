"""A screen of our own: an X server that nobody sees, and a window manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

NEEDED = ("Xvfb", "openbox", "xdotool")
_PATIENCE_S = 20.0
_SIZE = "1920x1080x24"


def missing() -> str:
    """The programs that are not here, "" where all are."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


class Screen:
    """``with Screen() as screen``: ``screen.display`` is what ``DISPLAY`` must be."""

    def __init__(self) -> None:
        self.display = ""
        self._server: subprocess.Popen[bytes] | None = None
        self._manager: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in (self._manager, self._server):
            if process is not None:
                process.terminate()
                process.wait(_PATIENCE_S)

    def environment(self) -> dict[str, str]:
        """What a program on this screen is started with."""
        return {**os.environ, "DISPLAY": self.display}

    def _begin(self) -> None:
        reading, writing = os.pipe()
        # Without -noreset the server begins anew, and drops whoever is just coming, each time
        # that the last one who is connected goes.
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-noreset"],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            number = told.readline().strip().decode("ascii")
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(self._managed, "the window manager", _PATIENCE_S)

    def _managed(self) -> bool:
        done = subprocess.run(
            ["xdotool", "get_desktop"], env=self.environment(), capture_output=True, check=False
        )
        return done.returncode == 0


def wait_for(holds: Callable[[], bool], what: str, seconds: float, pause: float = 0.05) -> float:
    """Look again and again until something holds; how long it took."""
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > seconds:
            raise TimeoutError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(pause)
    return time.monotonic() - begun
