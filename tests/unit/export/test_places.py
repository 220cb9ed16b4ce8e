from __future__ import annotations

import sys
from pathlib import Path

import pytest

from triage.core import places
from triage.core.places import inside


def test_a_path_below_a_place_is_inside_even_before_it_exists(tmp_path: Path):
    assert inside(tmp_path / "not" / "yet", tmp_path)


def test_a_place_is_inside_itself(tmp_path: Path):
    assert inside(tmp_path, tmp_path)


def test_a_neighbour_with_the_same_beginning_is_outside(tmp_path: Path):
    (tmp_path / "a").mkdir()
    assert not inside(tmp_path / "ab", tmp_path / "a")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_is_followed(tmp_path: Path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert inside(tmp_path / "link" / "x", tmp_path / "real")


def test_case_is_ignored_where_the_system_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(places, "_IGNORES_CASE", True)
    assert inside(Path(str(tmp_path).upper()) / "x", tmp_path)
