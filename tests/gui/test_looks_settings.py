from __future__ import annotations

import json
import os

import pytest

from triage.gui.looks import settings
from triage.gui.looks.settings import Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "somebody" / "settings.json"


def test_what_was_set_is_there_the_next_time(file):
    first = Settings(file)
    first.set("theme", "dark")
    first.set("sizes", {"left": 296})
    first.save()
    second = Settings(file)
    assert second.get("theme", "system") == "dark"
    assert second.get("sizes", {}) == {"left": 296}


def test_nothing_is_written_before_anything_changed(file):
    Settings(file).save()
    assert not file.parent.exists()


def test_keys_of_a_newer_version_are_kept(file):
    file.parent.mkdir()
    file.write_text('{"future": [1, 2]}', encoding="utf-8")
    known = Settings(file)
    known.set("theme", "light")
    known.save()
    assert json.loads(file.read_text(encoding="utf-8")) == {"future": [1, 2], "theme": "light"}


@pytest.mark.parametrize("text", ["{", "[1]", "\udc80", "null"])
def test_a_damaged_file_is_told_kept_and_done_without(file, text):
    file.parent.mkdir()
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    known = Settings(file)
    assert known.get("theme", "system") == "system"
    assert "could not be read" in known.warning
    assert [path.name for path in file.parent.iterdir()] == ["settings.damaged.json"]


def test_a_value_of_another_kind_is_the_default(file):
    known = Settings(file)
    known.set("tile", "huge")
    assert known.get("tile", 160) == 160
    known.set("flag", 1)
    assert known.get("flag", False) is False


def test_a_whole_number_will_do_for_one_with_a_fraction(file):
    known = Settings(file)
    known.set("zoom", 2)
    assert known.get("zoom", 1.5) == 2.0


def test_none_forgets(file):
    known = Settings(file)
    known.set("theme", "dark")
    known.set("theme", None)
    assert known.get("theme", "system") == "system"


def test_a_folder_that_refuses_is_a_warning(file):
    file.parent.write_text("a file where the folder should be", encoding="utf-8")
    known = Settings(file)
    known.set("theme", "dark")
    known.save()
    assert "could not be written" in known.warning


def test_a_file_that_cannot_be_replaced_is_left_whole(file, monkeypatch):
    first = Settings(file)
    first.set("theme", "dark")
    first.save()
    monkeypatch.setattr(os, "fsync", refuse)
    first.set("theme", "light")
    first.save()
    assert Settings(file).get("theme", "system") == "dark"
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def refuse(handle: int) -> None:
    raise OSError(28, "no room")


def test_settings_lie_in_the_users_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert settings.place().parent.parent == tmp_path
