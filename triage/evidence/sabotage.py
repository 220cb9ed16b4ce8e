"""Rehearsed mishaps: what a hostile file might do to a child, on files named by a test.

A hook is text like ``crash:NAME,sleep:NAME,eat:NAME``. It reaches a child on its command line
only, and is honoured for exactly the file names that it holds.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_AGES = 1_000_000
_MOUTHFUL = 16 << 20
_GULP = 512 << 20
_HELD_S = 0.2
_FULL = 8 << 30
"""Where nothing limits memory, eating stops here; on Windows it then waits to be ended."""


def mishaps(hook: str) -> dict[str, Callable[[], None]]:
    """What to do before a file of that name is examined. Raises ValueError for unknown words."""
    known = {
        "crash": crash,
        "sleep": sleep,
        "eat": eat,
        "gulp": gulp,
        "hold": hold_interpreter,
        "noise": print_noise,
        "fall": fall_over,
    }
    planned: dict[str, Callable[[], None]] = {}
    for part in filter(None, hook.split(",")):
        word, _, name = part.partition(":")
        if word not in known:
            raise ValueError(f"unknown mishap {word}")
        planned[name] = known[word]
    return planned


def crash() -> None:
    """A real segmentation fault."""
    if sys.platform == "win32":
        os.abort()
    ctypes.string_at(0)


def sleep() -> None:
    """Never come back, interpreter free."""
    while True:
        time.sleep(_AGES)


def hold_interpreter() -> None:
    """Never come back, and let no other thread of this process run: a decoder without mercy."""
    library = ctypes.PyDLL("kernel32" if sys.platform == "win32" else None)
    nap = library.Sleep if sys.platform == "win32" else library.sleep
    while True:
        nap(_AGES)


def eat() -> None:
    """Take memory until there is none; on Windows it never gives up by itself."""
    eaten: list[bytes] = []
    while len(eaten) * _MOUTHFUL < _FULL:
        # Not zeros on Windows: Wine counts a page from the first byte that is written to it.
        eaten.append(b"\1" * _MOUTHFUL if sys.platform == "win32" else bytes(_MOUTHFUL))
    if sys.platform == "win32":
        sleep()
    raise MemoryError


def gulp() -> None:
    """Take half a GiB, give it back and go on: enough to tell a limit, too little to do harm."""
    eaten = [b"\1" * _MOUTHFUL for _ in range(_GULP // _MOUTHFUL)]
    # The watcher of Windows looks fifty times a second.
    time.sleep(_HELD_S)
    eaten.clear()


def print_noise() -> None:
    """Write to the standard output as a C library would."""
    os.write(1, b"\xff\xff\xff\xff libnoise warning: " + b"x" * 5000)


def fall_over() -> None:
    """An exception that a parser should not have let out."""
    raise LookupError("rehearsed")
