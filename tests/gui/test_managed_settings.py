"""What an administrator decides wins, is shown as locked, and cannot be changed here."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget

from tests.support.whole_window import Opened
from triage.core.privacy import COVERS_ALL, Privacy
from triage.gui.looks import theme
from triage.gui.looks.lock_note import WORDS
from triage.gui.looks.settings import Settings
from triage.gui.pages.model_facts import ModelFacts
from triage.gui.pages.models_page import ModelsPage
from triage.gui.pages.preferences import Preferences
from triage.gui.window.privacy_desk import PrivacyDesk

HIDDEN = Privacy(on=True, style="grey")


@pytest.fixture
def managed(tmp_path):
    """Write what the administrator decides; the file it stands in."""

    def write(**values):
        path = tmp_path / "managed.json"
        path.write_text(json.dumps(values), encoding="utf-8")
        return path

    return write


def test_the_administrators_value_wins_key_by_key(settings, managed):
    mine = Settings(settings)
    mine.set("theme", "dark")
    mine.set("workers", 2)
    mine.save()
    both = Settings(settings, managed(theme="light"))
    assert (both.get("theme", "system"), both.get("workers", 0)) == ("light", 2)
    assert (both.locked("theme"), both.locked("workers")) == (True, False)


def test_a_locked_value_is_not_written(settings, managed):
    first = Settings(settings)
    first.set("theme", "dark")
    first.save()
    both = Settings(settings, managed(theme="light"))
    both.set("theme", "system")
    both.set("workers", 3)
    both.save()
    assert json.loads(settings.read_text(encoding="utf-8")) == {"theme": "dark", "workers": 3}


def test_a_damaged_file_of_the_administrator_is_told_and_left_alone(settings, tmp_path):
    path = tmp_path / "managed.json"
    path.write_text("{theme", encoding="utf-8")
    both = Settings(settings, path)
    assert "settings of your administrator" in both.warning
    assert both.managed_keys == frozenset()
    assert path.read_text(encoding="utf-8") == "{theme"


def test_a_file_saved_by_windows_notepad_is_read(settings, tmp_path):
    path = tmp_path / "managed.json"
    path.write_bytes(b'\xef\xbb\xbf{"theme": "light"}')
    assert Settings(settings, path).get("theme", "system") == "light"


def test_settings_without_a_path_are_those_of_the_machine(tmp_path, monkeypatch):
    from triage.core import program_places
    from triage.core.program_places import Machine

    (tmp_path / "Forensic Triage").mkdir()
    path = tmp_path / "Forensic Triage" / "settings.json"
    path.write_text('{"theme": "light"}', encoding="utf-8")
    windows = Machine(
        "win32",
        {"PROGRAMDATA": str(tmp_path), "APPDATA": str(tmp_path / "own")},
        tmp_path,
        tmp_path,
    )
    monkeypatch.setattr(program_places, "this_machine", lambda: windows)
    assert Settings().get("theme", "system") == "light"


def shown_notes(page):
    return [one for one in page.findChildren(QLabel) if one.text() == WORDS and one.isVisible()]


def combo(part, name):
    return next(one for one in part.findChildren(QComboBox) if one.accessibleName() == name)


@pytest.fixture
def page(qtbot):
    made = Preferences()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.show_values({"theme": "dark", "tile_size": 160, "workers": 0, "provider": "auto"})
    return made


def test_a_locked_value_is_shut_and_says_by_whom(page):
    page.show_locked({"theme"})
    theme = combo(page, "Theme")
    assert not theme.isEnabled()
    assert WORDS in theme.toolTip()
    assert len(shown_notes(page)) == 1
    assert combo(page, "Size of tiles").isEnabled()


@pytest.mark.parametrize(("key", "tab"), [("privacy", 1), ("keys", 2), ("provider", 3)])
def test_every_tab_shows_what_is_locked(page, key, tab):
    page._tabs.setCurrentIndex(tab)
    assert not shown_notes(page)
    page.show_locked({key})
    part = {"privacy": page.privacy, "keys": page.keys, "provider": page.work._device}[key]
    assert not part.isEnabled()
    assert len(shown_notes(page)) == 1
    page.show_locked(())
    assert part.isEnabled()


def test_where_the_settings_are_damaged_everything_is_covered(settings):
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"privacy": {"on": tr')
    assert PrivacyDesk(Settings(settings), lambda: HIDDEN).rule == COVERS_ALL


def test_a_locked_rule_of_privacy_is_not_switched(settings, managed):
    desk = PrivacyDesk(Settings(settings, managed(privacy=HIDDEN.as_json())), lambda: HIDDEN)
    refused = []
    shown = []
    desk.refused.connect(lambda: refused.append(True))
    desk.changed.connect(shown.append)
    desk.switch(False)
    assert (desk.rule, refused, shown) == (HIDDEN, [True], [HIDDEN])


def test_the_window_shows_preferences_as_locked_and_refuses(settings, managed, qapp):
    theme.apply(qapp, "light")
    opened = Opened(settings, managed(theme="light", workers=3))
    opened.open(None)
    opened.program.actions["preferences"].trigger()
    page = opened.program.front_pages.preferences
    assert page.work._workers.value() == 3
    assert not page.work._workers.isEnabled()
    page.theme_chosen.emit("dark")
    page.value_changed.emit("workers", 8)
    assert not theme.current().dark
    assert opened.program.settings.get("workers", 0) == 3
    opened.quit()


def test_a_pack_of_the_administrator_is_shown_as_such(qtbot):
    page = ModelsPage()
    qtbot.addWidget(page)
    page.show_models([ModelFacts("general", "1.0"), ModelFacts("house", "2.0", managed=True)])
    [names] = page.findChildren(QListWidget)
    assert [names.item(n).text() for n in range(2)] == [
        "general 1.0",
        "house 2.0 (administrator's)",
    ]
    names.setCurrentRow(1)
    assert any("administrator" in value for _key, value in page.view._facts.pairs())


def test_packs_that_are_gathered_say_whose_they_are(tmp_path, monkeypatch):
    from tests.support.tiny_pack import write_tiny_pack
    from triage.gui.pages.model_facts import gather
    from triage.inference import packs

    write_tiny_pack(tmp_path / "managed" / "a", labels=["red"], name="house")
    write_tiny_pack(tmp_path / "own" / "b", labels=["red"], name="house", seed=1)
    monkeypatch.setattr(packs, "managed_folder", lambda: tmp_path / "managed")
    monkeypatch.setattr(packs, "user_folder", lambda: tmp_path / "own")
    found = {facts.name: facts for facts in gather()}
    assert found["house"].managed
    assert found["house"].place.endswith("a")
    assert not found["general"].managed
