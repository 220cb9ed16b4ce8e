"""A display of the trial's own, the window on it, and a picture of both."""

from __future__ import annotations

import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PIL import Image

from installer.chroot.bare import expect

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_SCREEN = "1366x900x24"
_WAIT_S = 60
_SETTLED_S = 5
_COLOURS_LEAST = 2000


@contextmanager
def display(number: int) -> Generator[str]:
    """An X server of this number, ended at the end."""
    name = f":{number}"
    server = subprocess.Popen(
        ["Xvfb", name, "-screen", "0", _SCREEN, "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + _WAIT_S
        while _asked(name, "getmouselocation") is None:
            expect(time.monotonic() < until and server.poll() is None, f"no X server at {name}")
            time.sleep(0.1)
        yield name
    finally:
        server.terminate()
        server.wait()


def shown(name: str, program: subprocess.Popen[str], title: str) -> str:
    """Wait until a window of this title is on the display; its number."""
    until = time.monotonic() + _WAIT_S
    while (found := _asked(name, "search", "--onlyvisible", "--name", title)) is None:
        if program.poll() is not None:
            said = program.communicate()[0]
            expect(False, f"the window ended with {program.returncode}:\n{said[-3000:]}")
        expect(time.monotonic() < until, f"no window {title!r} after {_WAIT_S} s")
        time.sleep(0.01)
    return found.split()[0]


def closed(name: str, window: str) -> None:
    """Press the keys that end the program."""
    pressed = _asked(name, "windowfocus", "--sync", window, "key", "ctrl+q")
    expect(pressed is not None, "the window takes no keys")


def pictured(name: str, picture: Path) -> int:
    """A picture of the display once it has settled; how many colours are in it."""
    time.sleep(_SETTLED_S)
    subprocess.run(["import", "-display", name, "-window", "root", str(picture)], check=True)
    with Image.open(picture) as image:
        colours = len(image.convert("RGB").getcolors(1 << 24) or [])
    expect(colours >= _COLOURS_LEAST, f"only {colours} colours on the display: see {picture}")
    return colours


def _asked(name: str, *words: str) -> str | None:
    done = subprocess.run(
        ["xdotool", *words],
        env={"DISPLAY": name, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout if done.returncode == 0 else None
