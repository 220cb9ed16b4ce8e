"""What the trial of a finished folder sees."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from installer import smoke
from installer.bundle import sums

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its program is a shell script")

WORKING = """#!/bin/sh
[ "$1" = demo ] || exit 0
mkdir -p "$4/report" && echo page >"$4/report/index.html"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "program"
    made.mkdir()
    give(made, WORKING)
    return made


def give(folder: Path, script: str) -> None:
    (folder / "triage").write_text(script, encoding="utf-8")
    (folder / "triage").chmod(0o755)
    sums.write(folder)


def test_a_folder_that_works_passes(folder: Path, tmp_path: Path):
    case = smoke.try_folder(folder, tmp_path)
    assert case == tmp_path / "demo" / "demo.triage"


def test_a_program_that_fails_is_found(folder: Path, tmp_path: Path):
    give(folder, '#!/bin/sh\n[ "$1" != verify ]\n')
    with pytest.raises(smoke.SmokeError, match="no report"):
        smoke.try_folder(folder, tmp_path)
    give(folder, WORKING.replace("|| exit 0", '|| { [ "$1" != verify ]; exit; }'))
    with pytest.raises(smoke.SmokeError, match=r"verify .* ended with 1"):
        smoke.try_folder(folder, tmp_path)


def test_a_file_that_is_not_listed_is_found(folder: Path, tmp_path: Path):
    (folder / "more").write_bytes(b"")
    with pytest.raises(smoke.SmokeError, match="more"):
        smoke.try_folder(folder, tmp_path)


def test_a_file_that_was_changed_is_found(folder: Path):
    with (folder / "triage").open("a", encoding="utf-8") as file:
        file.write(os.linesep)
    with pytest.raises(smoke.SmokeError, match="triage is not as listed"):
        smoke.check_sums(folder)
