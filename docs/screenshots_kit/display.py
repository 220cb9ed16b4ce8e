"""An X server of our own, in memory, as large as a stage."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from screenshots_kit.stages import Stage

_OF_OTHERS = ("WAYLAND_DISPLAY", "XAUTHORITY", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS")


@contextmanager
def display(stage: Stage) -> Generator[dict[str, str]]:
    """The environment for a program on a new Xvfb, which ends with the block."""
    program = shutil.which("Xvfb")
    if program is None:
        raise SystemExit("Xvfb is not installed (Debian: xvfb).")
    width, height = stage.screen
    reading, writing = os.pipe()
    arguments = ["-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"]
    with subprocess.Popen(
        [program, *arguments, "-nolisten", "tcp"], pass_fds=(writing,), stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            if not number:
                raise SystemExit("Xvfb does not start.")
            kept = {key: value for key, value in os.environ.items() if key not in _OF_OTHERS}
            scale = {} if stage.scale == 1 else {"QT_SCALE_FACTOR": str(stage.scale)}
            yield kept | scale | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()
