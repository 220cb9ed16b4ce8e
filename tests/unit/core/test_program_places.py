"""Where settings, packs and logs lie, on machines that are thought of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from triage.core import fault_log, program_places
from triage.core.program_places import Machine, places

HOME = Path("home") / "kim"
TEMPORARY = Path("temporary")


def machine(platform, program=None, **environment):
    return Machine(platform, environment, HOME, TEMPORARY, program)


def test_on_linux_they_follow_the_desktops_rules():
    known = places(machine("linux", XDG_CONFIG_HOME="/c", XDG_DATA_HOME="/d"))
    assert known.settings == Path("/c/forensic-triage/settings.json")
    assert known.packs == Path("/d/forensic-triage/packs")
    assert (known.logs, known.portable) == (TEMPORARY, False)


def test_on_linux_without_rules_they_lie_in_the_home():
    known = places(machine("linux"))
    assert known.settings == HOME / ".config" / "forensic-triage" / "settings.json"
    assert known.packs == HOME / ".local" / "share" / "forensic-triage" / "packs"


def test_on_windows_settings_and_packs_lie_in_one_folder():
    known = places(machine("win32", APPDATA="/roaming"))
    assert known.settings == Path("/roaming/Forensic Triage/settings.json")
    assert known.packs == Path("/roaming/Forensic Triage/packs")
    assert places(machine("win32")).packs.is_relative_to(HOME / "AppData" / "Roaming")


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("win32", Path("/all/Forensic Triage")),
        ("linux", Path("/etc/forensic-triage")),
        ("darwin", Path("/Library/Application Support/Forensic Triage")),
    ],
)
def test_the_administrators_part_lies_where_users_do_not_write(platform, folder):
    known = places(machine(platform, PROGRAMDATA="/all"))
    assert known.managed_settings == folder / "settings.json"
    assert known.managed_packs == folder / "packs"


@pytest.mark.parametrize("platform", ["win32", "linux"])
def test_a_portable_program_keeps_the_persons_part_beside_itself(tmp_path, platform):
    (tmp_path / "portable").touch()
    known = places(machine(platform, tmp_path, PROGRAMDATA="/all", APPDATA="/roaming"))
    data = tmp_path / "data"
    assert (known.settings, known.packs) == (data / "settings.json", data / "packs")
    assert (known.logs, known.portable) == (data / "logs", True)
    assert not known.managed_settings.is_relative_to(tmp_path)


def test_without_the_mark_a_frozen_program_is_not_portable(tmp_path):
    assert not places(machine("linux", tmp_path)).portable


def test_a_program_that_runs_from_python_is_never_portable(monkeypatch, tmp_path):
    (tmp_path / "portable").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert not program_places.here().portable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program_places.here().settings == tmp_path.resolve() / "data" / "settings.json"


def test_a_portable_program_writes_its_logs_beside_itself(monkeypatch, tmp_path):
    (tmp_path / "portable").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "triage"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    place = fault_log.write("it broke\n", None)
    assert place is not None
    assert place.parent == tmp_path.resolve() / "data" / "logs"


def test_a_portable_program_that_cannot_write_there_uses_the_temporary_folder(
    monkeypatch, tmp_path
):
    program = tmp_path / "stick"
    program.mkdir()
    (program / "portable").touch()
    (program / "data").touch()  # a file where the folder would be: nobody can write below it
    monkeypatch.setattr(sys, "executable", str(program / "triage"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    place = fault_log.write("it broke\n", None)
    assert place is not None
    assert place.parent == tmp_path
