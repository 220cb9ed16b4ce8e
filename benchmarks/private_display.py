"""An X server of our own, in memory: what is measured there disturbs nobody and nothing it."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

SCREEN = "1600x1000x24"
PLATFORM = "xcb"
_OF_OTHER_SCREENS = ("WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "XAUTHORITY")
_PATIENCE_S = 10


@contextmanager
def private_display(screen: str = SCREEN) -> Generator[dict[str, str]]:
    """Environment variables for programs on a new Xvfb, which ends with the block.

    The server itself finds a number that is free. Raises RuntimeError where there is no Xvfb
    or it does not start.
    """
    program = shutil.which("Xvfb")
    if program is None:
        raise RuntimeError("Xvfb is not installed; the benchmark needs an X server of its own.")
    reading, writing = os.pipe()
    arguments = ["-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp"]
    with subprocess.Popen(
        [program, *arguments], pass_fds=(writing,), stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            if not number:
                raise RuntimeError(f"Xvfb does not start (exit code {server.wait(_PATIENCE_S)}).")
            yield _environment(number)
        finally:
            server.terminate()


def _environment(number: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_OTHER_SCREENS}
    return kept | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": PLATFORM}
