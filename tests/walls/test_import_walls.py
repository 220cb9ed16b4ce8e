"""Each wall of the house is broken on purpose in a copy, and seen to fall."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "Floors: imports look down only, siblings are strangers": [
        ("core", "import triage.store"),
        ("store", "import triage.evidence"),
        ("ingest", "import triage.export"),
        ("cli", "import triage.gui"),
        ("doctor", "import triage.ingest"),
    ],
    "Rooms of the window: imports look down only, siblings are strangers": [
        ("gui/looks", "import triage.gui.session.facts"),
        ("gui/session", "import triage.gui.tiles.shelf"),
        ("gui/tiles", "import triage.gui.grid.picked"),
        ("gui/grid", "import triage.gui.filters.panel"),
        ("gui/inspector", "import triage.gui.window.main_window"),
        ("gui/pages", "import triage.gui.work.jobs_page"),
    ],
    "PySide6 lives in gui": [
        ("cli", "import PySide6"),
        ("core", "import shiboken6"),
        ("evidence", "import PySide6.QtGui"),
        ("doctor", "import PySide6"),
    ],
    "SQLite lives in store": [
        ("gui", "import sqlite3"),
        ("gui/session", "import sqlite3"),
        ("export", "import sqlite_utils"),
        ("doctor", "import sqlite3"),
    ],
    "ONNX Runtime lives in inference": [
        ("ingest", "import onnxruntime"),
        ("doctor", "import onnxruntime"),
        ("gui/window", "import onnxruntime"),
    ],
    "Untrusted bytes are parsed in evidence": [("gui", "import PIL"), ("export", "import piexif")],
    "Torch lives in training": [("inference", "import torch")],
    "Core needs the standard library, numpy and pluggy only": [("core", "import rich")],
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("importlinter", reason="import-linter comes with the extra `test`")
    copy = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "triage", copy / "triage", ignore=ignored)
    shutil.copyfile(ROOT / "pyproject.toml", copy / "pyproject.toml")
    return copy


def broken(house: Path) -> list[str]:
    """Names of the contracts that import-linter finds broken in the copy."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"}
    done = subprocess.run(
        command, cwd=house, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    return [line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")]


def test_the_house_as_it_is_stands(house: Path):
    assert broken(house) == []


@pytest.mark.parametrize(
    ("contract", "floor", "line"),
    [(name, *breach) for name, breaches in BREACHES.items() for breach in breaches],
)
def test_a_breach_is_caught(house: Path, contract: str, floor: str, line: str):
    breach = house / "triage" / floor / "breach.py"
    breach.write_text(line + "\n", encoding="utf-8")
    try:
        assert contract in broken(house)
    finally:
        breach.unlink()


def test_every_contract_has_a_breach():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = text.partition("[[tool.importlinter.contracts]]")[2]
    names = [
        line.partition('"')[2].rpartition('"')[0]
        for line in contracts.splitlines()
        if line.startswith("name = ")
    ]
    assert sorted(names) == sorted(BREACHES)
