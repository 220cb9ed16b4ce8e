from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.pictures import fill_source
from tests.support.tiny_pack import write_tiny_pack
from triage.cli.main import run


@dataclass(frozen=True)
class Outcome:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Stdout as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Outcome]


@pytest.fixture
def triage(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Call the command line in this process."""

    def call(*arguments: str | Path) -> Outcome:
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "tiny"
    return write_tiny_pack(folder, labels=("red", "green"), notable=("red",))


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_source(tmp_path_factory.mktemp("disk") / "evidence")


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, evidence: Path, pack: Path) -> Path:
    path = tmp_path_factory.mktemp("case") / "c.triage"
    words = ["import", path, evidence, "--model", pack, "--examiner", "Kim", "--workers", "1"]
    assert run([str(word) for word in words]) == 0
    return path


@pytest.fixture
def case(tmp_path: Path, imported: Path) -> Path:
    """A case of its own with the evidence imported and scored."""
    return Path(shutil.copyfile(imported, tmp_path / "c.triage"))
