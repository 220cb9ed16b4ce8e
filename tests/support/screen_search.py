"""An X server of our own whose screen is searched for one colour, all the time.

The server keeps its screen in a file (``-fbdir``), so that a second process can look at it again
and again without asking anybody: it sees whatever the server shows, between two frames too.
"""

from __future__ import annotations

import json
import mmap
import os
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

SECRET = (255, 0, 255)
"""The colour that nothing else has."""
_RED_AND_BLUE_HIGH, _GREEN_LOW = 0xE000E0, 0xE0C0E0
_OF_OTHER_SCREENS = ("WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "XAUTHORITY")
_PATIENCE_S = 20.0
_HEADER = struct.Struct(">25I")
_PAUSE_S = 0.001
_LOOKED = struct.Struct("d")
_SIZE = "1440x900x24"
_KEPT = 40


@dataclass(frozen=True)
class Glimpse:
    """The screen was looked at from ``begun`` to ``ended``; ``secret`` pixels were seen."""

    begun: float
    ended: float
    secret: int
    where: tuple[int, int] | None = None


@dataclass(frozen=True)
class Display:
    """``environment`` is for programs on this screen, ``frame`` the file that holds it."""

    environment: dict[str, str]
    frame: Path


def missing() -> str:
    """What this machine lacks to show a screen of our own, "" where nothing."""
    return "" if shutil.which("Xvfb") else "Xvfb is not installed"


def secrets(pixels: np.ndarray) -> int:
    """How many pixels are near the secret colour; ``pixels`` are 32 bits each, 0xXXRRGGBB.

    Near: as JPEG leaves it, red and blue from 224 on and green below 64. A veil is never near:
    it mixes in so much grey that red and blue end at 204.
    """
    return int(np.count_nonzero((pixels & _GREEN_LOW) == _RED_AND_BLUE_HIGH))


@contextmanager
def private_screen() -> Generator[Display]:
    """An X server in memory, which ends with the block. Raises RuntimeError where none starts."""
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        arguments = ["-displayfd", str(writing), "-screen", "0", _SIZE, "-fbdir", folder]
        with subprocess.Popen(
            ["Xvfb", *arguments, "-nolisten", "tcp"],
            pass_fds=(writing,),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            os.close(writing)
            try:
                with os.fdopen(reading) as told:
                    number = told.readline().strip()
                if not number:
                    raise RuntimeError("Xvfb does not start")
                yield Display(_environment(number), Path(folder) / "Xvfb_screen0")
            finally:
                server.terminate()
                server.wait(_PATIENCE_S)


class Watch:
    """``with Watch(display, keep) as watch``; afterwards ``watch.glimpses`` has all that was seen.

    The first frames with the secret in them are kept as files in ``keep``, for whoever looks
    into a failure. ``looked`` is a file that tells others of each look: :class:`Looked`.
    """

    def __init__(self, display: Display, keep: Path, looked: Path) -> None:
        self.glimpses: list[Glimpse] = []
        looked.write_bytes(_LOOKED.pack(0.0))
        self._arguments = [str(display.frame), str(keep), str(looked)]
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.screen_search", *self._arguments],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == "looking"
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process is not None
        told, _ = self._process.communicate("enough\n", timeout=_PATIENCE_S)
        self.glimpses = [_glimpse(*one) for one in json.loads(told)]


class Looked:
    """When the newest whole look at the screen began, for another process than the looker's."""

    def __init__(self, looked: Path) -> None:
        with looked.open("rb") as opened:
            self._held = mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ)

    def began(self) -> float:
        """``time.monotonic()`` seconds; 0 before the first look."""
        return _LOOKED.unpack_from(self._held)[0]


def within(glimpses: Iterable[Glimpse], begun: float, ended: float) -> list[Glimpse]:
    """The looks that began and ended between two moments."""
    return [one for one in glimpses if begun <= one.begun and one.ended <= ended]


def frame_of(file: Path) -> np.ndarray:
    """The screen as it is now and will be: a view of the server's memory, 0xXXRRGGBB each."""
    with file.open("rb") as opened:
        held = mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ)
    header = _HEADER.unpack_from(held)
    size, width, height, bits, stride, colours = (header[n] for n in (0, 4, 5, 11, 12, 19))
    assert bits == 32, f"{bits} bits a pixel"
    rows = np.frombuffer(held, np.uint32, stride // 4 * height, size + 12 * colours)
    return rows.reshape(height, stride // 4)[:, :width]


def _environment(number: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_OTHER_SCREENS}
    return kept | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}


def _glimpse(begun: float, ended: float, secret: int, where: list[int] | None) -> Glimpse:
    return Glimpse(begun, ended, secret, (where[0], where[1]) if where else None)


def _look_on(frame: np.ndarray, keep: Path, looked: Path) -> None:
    """Look until a line comes in, then tell everything."""
    with looked.open("r+b") as opened:
        newest = mmap.mmap(opened.fileno(), 0)
    seen: list[tuple[float, float, int, list[int] | None]] = []
    kept = 0
    print("looking", flush=True)
    while not select.select([sys.stdin], [], [], _PAUSE_S)[0]:
        begun = time.monotonic()
        found = secrets(frame)
        where = None
        if found and kept < _KEPT and not (seen and seen[-1][2]):
            copy = frame.copy()
            places = np.argwhere((copy & _GREEN_LOW) == _RED_AND_BLUE_HIGH)
            where = [int(n) for n in places[0]] if len(places) else None
            np.save(keep / f"{begun:.3f}.npy", copy)
            kept += 1
        seen.append((begun, time.monotonic(), found, where))
        _LOOKED.pack_into(newest, 0, begun)
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    _look_on(frame_of(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]))
