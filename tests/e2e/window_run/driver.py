"""The program in its own process on a screen of ours, with eyes (the probe) and a hand."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.e2e.window_run.hand import Hand, Point
from tests.e2e.window_run.screen import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.window_run.screen import Screen

Seen = dict[str, Any]
PATIENCE_S = 30.0
_ANSWER_S = 60.0
_ROOT = Path(__file__).parents[3]
_FAULTS = ("That did not work", "The case was not opened", "The case could not be tidied up")


class FaultShownError(AssertionError):
    """The window says that something went wrong."""


class Driver:
    """Finds things by their accessible name and points at them; waits for what it can see."""

    def __init__(self, screen: Screen, home: Path, shots: Path | None = None) -> None:
        self.hand = Hand(screen.environment())
        self.answers_s: list[float] = []
        self.slowest = (0.0, "")
        self._shots = shots
        self._shot = 0
        self._log = home / "stderr.txt"
        self._stderr = self._log.open("wb")
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.window_run.probe"],
            cwd=_ROOT,
            env=_environment(screen, home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
        )

    # What can be seen.

    def ask(self, what: str, **how: Any) -> Any:
        """One question to the probe."""
        asked, answered = self._program.stdin, self._program.stdout
        if asked is None or answered is None:
            raise RuntimeError("the program has no streams")
        begun = time.monotonic()
        asked.write(json.dumps({"ask": what, **how}).encode() + b"\n")
        asked.flush()
        if not select.select([answered], [], [], _ANSWER_S)[0]:
            raise FaultShownError(f"the window does not answer for {_ANSWER_S:g} s")
        line = answered.readline()
        if not line:
            raise FaultShownError(f"the program has ended: {self.said()}")
        if what != "shot":
            took = time.monotonic() - begun
            self.answers_s.append(took)
            if took > self.slowest[0]:
                self.slowest = (took, f"{what} {how}")
        answer = json.loads(line)
        if "fault" in answer:
            raise RuntimeError(f"the probe failed: {answer['fault']}")
        return answer["told"]

    def all(self, name: str, role: str = "", within: str = "") -> list[Seen]:
        """Everything of this name (``~`` before it: that has it in its name)."""
        return self.ask("find", name=name, role=role, within=within)

    def now(self, name: str, role: str = "", within: str = "") -> Seen | None:
        """The one thing of this name, None where there is none at this moment."""
        found = self.all(name, role, within)
        reachable = [one for one in found if one["point"] is not None]
        return (reachable or found or [None])[0]

    def the(self, name: str, role: str = "", within: str = "", wait: float = PATIENCE_S) -> Seen:
        """The one thing of this name, in sight and enabled; waits until it is."""
        seen: list[Seen] = []

        def ready() -> bool:
            one = self.now(name, role, within)
            seen[:] = [] if one is None else [one]
            return one is not None and bool(one["enabled"]) and one["point"] is not None

        try:
            self.until(ready, f"{role or 'something'} called {name!r}", wait)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; last seen: {seen or 'nothing'}") from error
        return seen[0]

    def gone(self, name: str, role: str = "", within: str = "", wait: float = PATIENCE_S) -> None:
        """Wait until nothing of this name is to be seen."""
        self.until(lambda: not self.all(name, role, within), f"{name!r} to go", wait)

    def items(self, view: str) -> list[Seen]:
        """The items that a view shows now."""
        return self.ask("items", name=view)

    def state(self) -> Seen:
        """Where the keyboard is."""
        return self.ask("state")

    def until(self, holds: Callable[[], bool], what: str, wait: float = PATIENCE_S) -> float:
        """Wait until something holds; a fault that the window shows ends the waiting."""

        def look() -> bool:
            if holds():
                return True
            self.no_fault()
            return False

        try:
            return wait_for(look, what, wait)
        except TimeoutError:
            self.shot("in-vain")
            raise

    def no_fault(self) -> None:
        """Raise where the window says that something went wrong."""
        for title in _FAULTS:
            told = [one["text"] for one in self.all("", "StaticText", title)]
            details = [one["value"] for one in self.all("Details", "", title)]
            if told:
                self.shot("fault")
                raise FaultShownError(" ".join([*told, *details]))

    def shot(self, name: str) -> Path | None:
        """Keep a picture of the whole screen, where pictures are wanted."""
        if self._shots is None:
            return None
        self._shot += 1
        path = self._shots / f"{self._shot:02d}-{name}.png"
        return path if self.ask("shot", path=str(path)) else None

    def picture(self, path: Path) -> Path:
        """A picture of the screen to compare with another one."""
        if not self.ask("shot", path=str(path)):
            raise RuntimeError("the screen could not be read")
        return path

    # What is done.

    def click(self, name: str, role: str = "", within: str = "", wait: float = PATIENCE_S) -> Seen:
        """Click on what has this name, once it is there."""
        one = self.the(name, role, within, wait)
        self.hand.click(point_of(one))
        return one

    def end(self, wait: float = PATIENCE_S) -> int:
        """Wait until the program has ended by itself; its exit code."""
        try:
            return self._program.wait(wait)
        finally:
            self.kill()

    def said(self) -> str:
        """What the program wrote on its standard error stream."""
        return self._log.read_text("utf-8", "replace")

    def kill(self) -> None:
        """End the program whatever it does."""
        if self._program.poll() is None:
            self._program.kill()
            self._program.wait()
        for stream in (self._program.stdin, self._program.stdout, self._stderr):
            if stream is not None:
                stream.close()


def point_of(seen: Seen) -> Point:
    """Where to point at."""
    x, y = seen["point"]
    return int(x), int(y)


def _environment(screen: Screen, home: Path) -> dict[str, str]:
    """The settings, packs and places of nobody."""
    told = {
        **screen.environment(),
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]).strip(":"),
    }
    (home / "run").mkdir(mode=0o700, exist_ok=True)
    return told
