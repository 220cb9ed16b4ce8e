"""The notices of a folder as PyInstaller would leave it, drawn small."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed")
pytest.importorskip("PyInstaller", reason="PyInstaller is not installed")

from installer.notices import bundled, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One package packed into the program, one beside it, no other."""
    internal = tmp_path / "_internal"
    (internal / "click-8.1.dist-info").mkdir(parents=True)
    (internal / "PIL").mkdir()
    (internal / "PIL" / "_webp.pyd").write_bytes(b"")
    (tmp_path / "triage").write_bytes(b"")
    archive = type("Archive", (), {"toc": {"click": 0, "click.core": 0, "json": 0}})()
    reader = type("Reader", (), {"open_embedded_archive": lambda self, name: archive})()
    monkeypatch.setattr(bundled, "CArchiveReader", lambda path: reader)
    return tmp_path


def test_packages_are_those_whose_modules_are_there(folder: Path):
    contents = written.looked_at(folder, sys.executable)
    assert [package.name for package in contents.packages] == ["click", "pillow"]


def test_both_files_are_written(folder: Path):
    written.write(folder, sys.executable)
    listed = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    names = {one["name"] for one in listed["components"]}
    assert {"click", "pillow", "libwebp", "PyInstaller bootloader"} <= names
    assert "numpy" not in names
    assert (folder / "NOTICES.txt").read_text(encoding="utf-8").startswith("Forensic Triage is")


def test_a_package_of_which_only_the_metadata_are_found_ends_it(folder: Path):
    (folder / "_internal" / "odd_one-1.0.dist-info").mkdir()
    with pytest.raises(written.NoticesError, match="odd-one"):
        written.write(folder, sys.executable)
