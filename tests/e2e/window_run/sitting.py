"""A whole sitting: a screen, the program on it, the story, and the second program's word on it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.e2e.window_run.driver import Driver
from tests.e2e.window_run.scenario_keys import ByKeys
from tests.e2e.window_run.scenario_mouse import ByMouse
from tests.e2e.window_run.screen import Screen
from tests.e2e.window_run.story import Plan, Story

if TYPE_CHECKING:
    from tests.e2e.window_run.way import Way

WAYS: dict[str, type[Way]] = {"mouse": ByMouse, "keys": ByKeys}
_ROOT = Path(__file__).parents[3]


def sit(way: str, sources: tuple[Path, ...], root: Path, grades: int, shots: Path | None) -> Path:
    """Do it all; ``root`` (empty) gets case, exports and the journal, whose path is answered.

    Raises AssertionError where the program said anything on its standard error stream: what it
    says there nobody sees who sits in front of a window.
    """
    home, work = root / "home", root / "work"
    for folder in (home, work):
        folder.mkdir(parents=True)
    if shots is not None:
        shots.mkdir(parents=True, exist_ok=True)
    journal = root / "journal.json"
    with Screen() as screen:
        driver = Driver(screen, home, shots)
        try:
            Story(WAYS[way](driver), Plan(sources, work, grades)).tell().write(journal)
        finally:
            driver.kill()
    if driver.said():
        raise AssertionError(f"the program said: {driver.said()}")
    return journal


def read_back(journal: Path) -> dict[str, Any]:
    """What the second program finds, in a process of its own: ``holds`` and ``differs``."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.window_run.read_back", str(journal)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in {0, 1} or not done.stdout:
        raise AssertionError(f"the second program failed: {done.stderr}")
    return json.loads(done.stdout)
