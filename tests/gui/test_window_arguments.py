"""The words after ``triage-gui``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.window.app import _asked

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_place_is_taken_as_a_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = _asked(["a.triage", "evidence"])
    assert (asked.case, asked.folders) == (tmp_path / "a.triage", [tmp_path / "evidence"])


def test_folders_may_follow_an_option(tmp_path: Path) -> None:
    asked = _asked([str(tmp_path / "a.triage"), "--by", "Eve", str(tmp_path)])
    assert (asked.by, asked.folders) == ("Eve", [tmp_path])
