"""The self-test as people call it: by the command, in this process."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from triage.cli.main import run
from triage.core import resources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Told:
    """What the self-test said: its exit code, and what it found by the key of each check."""

    code: int
    found: dict[str, dict[str, Any]]

    @property
    def only(self) -> dict[str, Any]:
        """The finding where one check was done."""
        [finding] = self.found.values()
        return finding


Doctor = "Callable[..., Told]"


@pytest.fixture
def doctor(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Told]:
    """Do these checks of a place (this test's own without one)."""

    def call(*checks: str, at: Path | None = None) -> Told:
        options = [word for check in checks for word in ("--check", check)]
        code = run(["doctor", str(at or tmp_path), "--json", *options])
        said = json.loads(capfd.readouterr().out)
        assert said["well"] is (code == 0)
        return Told(code, {one["check"]: one for one in said["checks"]})

    return call


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what comes with the program, which it takes for its own."""
    copy = tmp_path / "bundle"
    for name in ("models", "resources"):
        shutil.copytree(resources.folder(name), copy / name)
    monkeypatch.setattr(sys, "_MEIPASS", str(copy), raising=False)
    return copy
