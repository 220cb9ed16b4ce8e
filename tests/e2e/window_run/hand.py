"""Mouse and keyboard: every event goes through the X server (XTest), as from real ones."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Point = tuple[int, int]
_LEFT, _WHEEL_UP, _WHEEL_DOWN = "1", "4", "5"


class Hand:
    """Knows the screen only by points of it, and the keyboard by the names of its keys."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)

    def click(self, point: Point, times: int = 1) -> None:
        """Press the left button there."""
        self._do("mousemove", *_at(point), "click", "--repeat", str(times), "--delay", "60", _LEFT)

    def click_with(self, key: str, point: Point) -> None:
        """Click while a key is held."""
        self._do("mousemove", *_at(point), "keydown", key, "click", _LEFT, "keyup", key)

    def click_right(self, point: Point) -> None:
        """Press the right button there."""
        self._do("mousemove", *_at(point), "click", "3")

    def move(self, point: Point) -> None:
        """Move the pointer."""
        self._do("mousemove", *_at(point))

    def down(self) -> None:
        """Hold the left button from now on."""
        self._do("mousedown", _LEFT)

    def up(self) -> None:
        """Let go of it."""
        self._do("mouseup", _LEFT)

    def wheel(self, point: Point, notches: int) -> None:
        """Turn the wheel over a point, down where ``notches`` is positive."""
        button = _WHEEL_DOWN if notches > 0 else _WHEEL_UP
        often = str(abs(notches))
        self._do("mousemove", *_at(point), "click", "--repeat", often, "--delay", "15", button)

    def key(self, *keys: str) -> None:
        """Press and let go, one key (``ctrl+z``) after the other."""
        self._do("key", "--delay", "15", *keys)

    def key_down(self, key: str) -> None:
        """Hold a key from now on; the server repeats it as it does for everybody."""
        self._do("keydown", key)

    def key_up(self, key: str) -> None:
        """Let go of it."""
        self._do("keyup", key)

    def type(self, text: str) -> None:
        """Write, letter by letter."""
        self._do("type", "--delay", "8", text)

    def _do(self, *what: str) -> None:
        subprocess.run(["xdotool", *what], env=self._environment, check=True, capture_output=True)


def _at(point: Point) -> tuple[str, str]:
    return str(point[0]), str(point[1])
