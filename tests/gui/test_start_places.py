from __future__ import annotations

import os

import pytest

from triage.gui.start import file_names
from triage.gui.start.place_look import look_at_place


def test_a_good_place_has_room_and_no_problem(tmp_path):
    look = look_at_place(tmp_path / "a.triage")
    assert (look.problem, look.taken) == ("", "")
    assert look.free


def test_a_taken_name_is_told(tmp_path):
    (tmp_path / "a.triage").touch()
    assert "a.triage already" in look_at_place(tmp_path / "a.triage").taken


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "There is no folder" in look_at_place(tmp_path / "x" / "a.triage").problem


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root and Windows write everywhere"
)
def test_a_folder_that_takes_nothing_is_told(tmp_path):
    tmp_path.chmod(0o500)
    assert "Nothing can be written" in look_at_place(tmp_path / "a.triage").problem


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Operation Harbour", "Operation Harbour.triage"),
        ("a/b:c", "a-b-c.triage"),
        ("con", "case con.triage"),
        (" ... ", "case.triage"),
        ("x" * 300, "x" * 80 + ".triage"),
    ],
)
def test_a_file_name_is_suggested_that_every_disk_takes(name, file):
    assert file_names.suggested(name) == file
    assert file_names.problem(file) == ""
