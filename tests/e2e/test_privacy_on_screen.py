"""What privacy covers is never on the screen, and the search that says so does find it.

The real program runs on an X server of its own (:mod:`tests.support.screen_program`), and a
second process searches the server's screen for the secret colour again and again; the walk
waits for it at every step, so that no step is missed on a machine that is busy with other things.
A frame of 20 ms is given for what was in sight to go: so long Qt takes to paint.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.screen_search import Glimpse, Watch, missing, private_screen, within
from tests.support.walker import NEVER, SEEN

ROOT = Path(__file__).parents[2]
_PROGRAM = "tests.support.screen_program"
LONGEST_S = 400

WHILE_HIDDEN = (
    "import, from the first peek on",
    "filter change",
    "order",
    "scroll",
    "tile size",
    "list view",
    "theme change",
    "large picture, next, previous, zoom",
    "Space reveals another item (grid)",
    "Space reveals another item (large)",
    "Space was let go (grid)",
    "Space was let go (large)",
    "Space is held, but a dialog came (grid)",
    "Space is held, but a dialog came (large)",
    "drag picture (grid)",
    "drag picture (list)",
    "tooltip (00_a_checker)",
    "tooltip (00_d_checker)",
    "closing and opening again",
    "report",
    "a file becomes another one of its size and time",
    "a file becomes another one",
    "a file that could not be read can be read by now",
    "a file that changed is imported again",
    "pending items of an import",
    "pending items of a case that is opened",
)
OFF_SCREEN = "report"
"""The one of them that is files, and no part of the screen."""
SWITCHED = ("grid", "list", "preview", "large", "large, closed", "tooltip")
MEANWHILE = (
    "rows come",
    "the next picture is picked",
    "many are picked",
    "a preview comes",
    "a large picture comes",
    "thumbnails come",
)
GRADED = (
    "grid, moving on",
    "grid, the last one",
    "large, moving on",
    "large, the last one",
)
ONCE_HIDDEN = (
    *(f"switched on ({place})" for place in SWITCHED),
    "switched on while carried",
    *(f"switched on while {what}" for what in MEANWHILE),
    *(f"graded into a hidden category ({where})" for where in GRADED),
)
PLACES = (
    "grid, tiles of 96",
    "grid, tiles of 160",
    "grid, tiles of 224",
    "grid, tiles of 320",
    "list",
    "preview",
    "large",
    "large, pixel by pixel",
    "drag picture",
    "tooltip",
    "report without privacy",
    "carried without privacy",
    "Space reveals this very item (grid)",
    "Space reveals this very item (large)",
    *(f"in sight without privacy ({place})" for place in SWITCHED),
    *(f"not graded yet ({where})" for where in GRADED),
    *(f"taken back ({where})" for where in GRADED),
)
BROKEN_ON_SCREEN = ("grid tile", "list", "preview", "large view", "drag picture", "tooltip")
BREAKS = (*BROKEN_ON_SCREEN, "report", "peek during import", "embedded thumbnail")
BROKEN = tuple(f"broken: {name}" for name in BREAKS)
MENDED = tuple(f"mended again: {name}" for name in BROKEN_ON_SCREEN)


@dataclass(frozen=True)
class Stage:
    """One part of the walk. ``secret``: pixels in the last frame, or in what is no screen.

    ``moments``: its begin and the ends of its steps; none where it was not on the screen.
    """

    expected: str
    moments: list[float]
    looks: list[Glimpse]
    secret: int

    @property
    def found(self) -> list[Glimpse]:
        """The looks that saw the secret."""
        return [look for look in self.looks if look.secret]


@dataclass(frozen=True)
class Run:
    """``said`` are the faults of the program, ``keep`` holds frames with the secret in them."""

    code: int
    said: str
    stages: dict[str, Stage]
    keep: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Walk through everything once."""
    if lacking := missing():
        pytest.skip(lacking)
    home = tmp_path_factory.mktemp("screen")
    keep, stages, looked = home / "frames", home / "stages", home / "looked"
    keep.mkdir()
    stages.touch()
    with private_screen() as display, Watch(display, keep, looked) as watch:
        done = subprocess.run(
            [sys.executable, "-m", _PROGRAM, str(home), str(stages), str(looked)],
            env={
                **display.environment,
                "HOME": str(home),
                "XDG_CONFIG_HOME": str(home / "config"),
                "XDG_DATA_HOME": str(home / "data"),
            },
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )
    if "Could not load the Qt platform plugin" in done.stderr:
        pytest.skip("this machine lacks a library that Qt needs for an X server")
    told = [json.loads(line) for line in stages.read_text("utf-8").splitlines()]
    return Run(done.returncode, done.stderr, _stages(told, watch.glimpses), keep)


def _stages(told, glimpses):
    found: dict[str, Stage] = {}
    for name, expected, moments, secret in told:
        assert name not in found, f"two stages are called {name}"
        looks = within(glimpses, moments[0], moments[-1]) if moments else []
        found[name] = Stage(expected, moments, looks, secret)
    return found


def test_the_walk_comes_to_its_end_without_a_fault(run):
    assert not run.said.strip(), run.said
    assert run.code == 0


def test_every_stage_of_the_walk_is_judged_here(run):
    never = {*WHILE_HIDDEN, *ONCE_HIDDEN, *MENDED}
    seen = {*PLACES, *BROKEN}
    assert {name for name, stage in run.stages.items() if stage.expected == NEVER} == never
    assert {name for name, stage in run.stages.items() if stage.expected == SEEN} == seen


@pytest.mark.parametrize("name", [*WHILE_HIDDEN, *ONCE_HIDDEN, *MENDED])
def test_the_screen_was_searched_between_every_two_steps(run, name):
    stage = _stage(run, name)
    if name == OFF_SCREEN:
        assert not stage.moments
        return
    missed = [
        (begun, ended)
        for begun, ended in pairwise(stage.moments)
        if not within(stage.looks, begun, ended)
    ]
    assert len(stage.moments) > 1
    assert not missed


@pytest.mark.parametrize(
    "name",
    [
        *(pytest.param(name, id=f"while hidden: {name}") for name in WHILE_HIDDEN),
        *(pytest.param(name, id=f"gone with the next frame: {name}") for name in ONCE_HIDDEN),
        *(pytest.param(name, id=f"guard in place again: {name}") for name in MENDED),
    ],
)
def test_what_is_hidden_is_never_seen(run, name):
    stage = _stage(run, name)
    seen = [f"{look.begun:.3f}: {look.secret} pixels, {look.where}" for look in stage.found]
    assert not seen, f"{len(seen)} looks saw it, the first frames lie in {run.keep}: {seen[:5]}"
    assert stage.secret == 0


@pytest.mark.parametrize(
    "name",
    [
        *(pytest.param(name, id=f"not hidden: {name}") for name in PLACES),
        *(pytest.param(name, id=f"one guard is broken: {name}") for name in BROKEN),
    ],
)
def test_the_search_finds_what_is_there_to_be_seen(run, name):
    stage = _stage(run, name)
    assert stage.found or stage.secret, f"not in one of {len(stage.looks)} looks"


def _stage(run, name):
    if name not in run.stages and run.code:
        pytest.skip("the walk broke off before; another test says why")
    return run.stages[name]
