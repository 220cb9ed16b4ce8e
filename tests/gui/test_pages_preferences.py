"""Preferences: looks, privacy, keys, work."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from triage.core.privacy import Privacy, PrivacyLabel
from triage.gui.pages.key_words import KeyDeed, holder
from triage.gui.pages.preferences import Preferences
from triage.gui.pages.privacy_rule import LabelChoice
from triage.gui.session.counted import Category

FIREARM = LabelChoice("general", "firearm", "Firearm", notable=True, from_score=0.185)
KNIFE = LabelChoice("general", "knife", "Knife", from_score=0.2)
GRADES = (Category(1, "Relevant"), Category(5, "Not relevant"))
RULE = Privacy(True, "blur", (PrivacyLabel("general/firearm", 0.185),), (), ("general",))
DEEDS = (
    KeyDeed("undo", "Undo grade", "window", ("Ctrl+Z",), ("Ctrl+Z",)),
    KeyDeed("all", "Select all", "pictures", ("Ctrl+A",), ("Ctrl+A",)),
    KeyDeed("zoom", "Zoom in", "large picture", ("+",), ("+",), fixed=True),
)


@pytest.fixture
def page(qtbot):
    made = Preferences()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def combo(part, name):
    return next(one for one in part.findChildren(QComboBox) if one.accessibleName() == name)


def test_a_theme_is_chosen_at_once(page, qtbot):
    page.show_values({"theme": "dark"})
    box = combo(page, "Theme")
    with qtbot.waitSignal(page.theme_chosen) as told:
        box.activated.emit(box.findData("dark"))
    assert told.args == ["dark"]


def test_what_has_no_value_is_not_shown(page):
    page.show_values({"theme": "dark"})
    assert combo(page, "Theme").isVisible()
    assert combo(page, "Size of tiles").isHidden()


def test_showing_values_says_nothing(page, qtbot):
    with qtbot.assertNotEmitted(page.value_changed):
        page.show_values({"workers": 3, "provider": "dml", "grade_copies": False})
    assert combo(page, "Device for the models").currentData() == "dml"


def test_the_number_of_workers_is_chosen(page, qtbot):
    page.show_values({"workers": 0})
    with qtbot.waitSignal(page.value_changed) as told:
        page.work._workers.setValue(4)
    assert told.args == ["workers", 4]


def test_a_label_is_added_to_the_rule(page, qtbot):
    page.show_privacy(RULE, (FIREARM, KNIFE), GRADES)
    with qtbot.waitSignal(page.privacy_changed) as told:
        page.privacy.rows.row("general/knife").box.click()
    assert told.args[0].labels == (
        PrivacyLabel("general/firearm", 0.185),
        PrivacyLabel("general/knife", 0.2),
    )


def test_a_score_is_changed_and_the_others_stay_exact(page, qtbot):
    rule = Privacy(True, "blur", (*RULE.labels, PrivacyLabel("general/knife", 0.2)))
    page.show_privacy(rule, (FIREARM, KNIFE), GRADES)
    with qtbot.waitSignal(page.privacy_changed) as told:
        page.privacy.rows.row("general/knife").score.setValue(0.4)
    assert [one.from_score for one in told.args[0].labels] == [0.185, 0.4]


def test_a_category_is_hidden(page, qtbot):
    page.show_privacy(RULE, (FIREARM, KNIFE), GRADES)
    with qtbot.waitSignal(page.privacy_changed) as told:
        page.privacy.grades.box(5).click()
    assert told.args[0].grades == (5,)


def test_the_packs_of_the_rule_stay_in_it(page, qtbot):
    page.show_privacy(RULE, (FIREARM, KNIFE), GRADES)
    with qtbot.waitSignal(page.privacy_changed) as told:
        page.privacy.grades.box(1).click()
    assert told.args[0].packs == ("general",)


def test_strangers_are_named_and_can_be_removed(page, qtbot):
    rule = Privacy(True, "blur", (*RULE.labels, PrivacyLabel("other/gore", 0.3)), (), ("other",))
    page._tabs.setCurrentIndex(1)
    page.show_privacy(rule, (FIREARM, KNIFE), GRADES)
    assert "other, other/gore" in page.privacy.words()
    assert "every picture is hidden" in page.privacy.words()
    with qtbot.waitSignal(page.privacy_changed) as told:
        page.privacy._drop.click()
    assert (told.args[0].labels, told.args[0].packs) == (RULE.labels, ())
    assert page.privacy.words() == ""


def test_strangers_stay_while_something_else_is_edited(page, qtbot):
    rule = Privacy(True, "blur", (PrivacyLabel("gore", 0.3),), (), ("other",))
    page.show_privacy(rule, (FIREARM,), GRADES)
    with qtbot.waitSignal(page.privacy_changed) as told:
        page.privacy.rows.row("general/firearm").box.click()
    assert PrivacyLabel("gore", 0.3) in told.args[0].labels
    assert "other" in told.args[0].packs


def test_without_a_case_the_rule_stays_whole(page, qtbot):
    page.show_privacy(RULE, (), ())
    with qtbot.waitSignal(page.privacy_changed) as told:
        page.privacy._on.click()
    assert (told.args[0].on, told.args[0].labels) == (False, RULE.labels)


def test_a_rule_that_lists_nothing_is_told(page):
    page.show_privacy(Privacy(True), (FIREARM,), GRADES)
    assert page.privacy.words().startswith("Nothing is listed")


def test_a_key_that_is_taken_is_told_and_refused(page):
    page.show_keys(DEEDS)
    page.keys.choose("undo")
    page.keys.type_key("Ctrl+A")
    assert page.keys.words() == "Ctrl+A belongs to: Select all. Give that another key first."
    assert not page.keys._use.isEnabled()


def test_a_free_key_is_used(page, qtbot):
    page.show_keys(DEEDS)
    page.keys.choose("undo")
    page.keys.type_key("Ctrl+U")
    with qtbot.waitSignal(page.keys_changed) as told:
        page.keys._use.click()
    assert told.args == [{"undo": ["Ctrl+U"]}]


def test_usual_keys_come_back(page, qtbot):
    page.show_keys([DEEDS[0]._replace(keys=("Ctrl+U",)), *DEEDS[1:]])
    with qtbot.waitSignal(page.keys_changed) as told:
        page.keys._all_usual.click()
    assert told.args == [{}]


def test_a_key_of_a_view_cannot_be_changed(page):
    page.show_keys(DEEDS)
    page.keys.choose("zoom")
    assert not page.keys._field.isEnabled()
    assert "cannot be changed" in page.keys.words()


def test_keys_of_different_places_do_not_meet():
    assert holder(DEEDS, "all", "+") is None
    assert holder(DEEDS, "all", "Ctrl+Z") is DEEDS[0]
