"""Models and help."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.support.tiny_pack import edit_manifest, write_tiny_pack
from triage.core.records import Label
from triage.gui.pages import inside
from triage.gui.pages.help_page import HelpPage
from triage.gui.pages.model_facts import ModelFacts, gather
from triage.gui.pages.models_page import ModelsPage
from triage.gui.window.keymap import DEEDS
from triage.inference import packs
from triage.ingest.trial import TrialResult

DEVICES = (("dml", "RTX (DirectML)"), ("cpu", "Xeon (CPU)"))
GENERAL = ModelFacts(
    "general",
    "1.0",
    "Apache-2.0",
    sha256="ab" * 32,
    card="# general <b>card</b>",
    labels=(Label("firearm", "Firearm", "A gun.", notable=True, threshold=0.37),),
    devices=DEVICES,
)
BROKEN = ModelFacts("broken", problem="It cannot be used: model.onnx is missing", devices=DEVICES)


@pytest.fixture
def page(qtbot):
    made = ModelsPage()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def trial_button(page):
    return next(one for one in page.findChildren(QPushButton) if one.text().startswith("Try"))


def test_a_pack_is_shown_with_its_labels(page):
    page.show_models([GENERAL, BROKEN])
    assert page.view._labels.rows() == [("firearm", "Firearm", "notable", "0.37", "A gun.")]
    assert page.view._card.toPlainText() == "# general <b>card</b>"


def test_a_pack_that_cannot_be_used_says_why(page):
    page.show_models([GENERAL, BROKEN])
    page._list.setCurrentRow(1)
    assert page._problem.isVisible()
    assert page._problem.text() == BROKEN.problem


def test_a_trial_is_asked_for_and_told(page, qtbot):
    page.show_models([GENERAL])
    with qtbot.waitSignal(page.trial_wanted) as told:
        trial_button(page).click()
    assert told.args == ["general", "dml"]
    assert not trial_button(page).isEnabled()
    page.show_trial(TrialResult("general", "dml", "CPU", "Xeon", 32, 118.4, 0.31, ("lost.",)))
    assert page.view.result_words() == (
        "118 pictures a second on Xeon (CPU), loaded in 0.3 s. lost."
    )
    assert trial_button(page).isEnabled()


def test_the_pack_that_is_looked_at_stays_the_one(page):
    page.show_models([GENERAL, BROKEN])
    page._list.setCurrentRow(1)
    page.show_models([GENERAL, BROKEN])
    assert page._list.currentRow() == 1


def test_no_pack_is_told(page):
    page.show_models([])
    assert page._words.isVisible()
    assert page._words.text().startswith("No model pack is installed")


def test_packs_are_gathered_with_what_is_wrong(tmp_path, monkeypatch):
    write_tiny_pack(tmp_path / "good", labels=["red"], name="good")
    bad = write_tiny_pack(tmp_path / "bad", labels=["red"], name="bad")
    edit_manifest(bad, "multi_label = true", "multi_label = 7")
    (tmp_path / "good" / "CARD.md").write_text("hello\x1b[31m", encoding="utf-8")
    monkeypatch.setattr(packs, "user_folder", lambda: tmp_path)
    found = {facts.name: facts for facts in gather()}
    assert found["good"].sha256
    assert "\x1b" not in found["good"].card
    assert "cannot be used" in found["bad"].problem
    assert found["good"].devices[-1][0] == "cpu"


def test_every_key_has_its_place(qtbot):
    page = HelpPage()
    qtbot.addWidget(page)
    page.show_keys([("window", "Undo grade", ("Ctrl+Z",)), ("pictures", "Open large", ("Return",))])
    page.show()
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert {"Everywhere", "Pictures", "Ctrl+Z", "Undo grade"} <= set(shown)


def test_about_names_what_is_inside(qtbot):
    page = HelpPage()
    qtbot.addWidget(page)
    page.show_about()
    names = {row[0].casefold() for row in page._about._parts.rows()}
    assert {"python", "qt", "numpy", "pillow"} <= names


def test_every_part_has_a_licence():
    assert [name for name, _version, licence in inside.parts() if not licence] == []


def test_the_map_of_keys_has_those_that_the_pictures_answer_to():
    keys = {key for deed in DEEDS if deed.place == "pictures" for key in deed.keys}
    assert {"Left", "Up", "PgUp", "PgDown", "Home", "End", "Shift+Right", "Ctrl+A"} <= keys
