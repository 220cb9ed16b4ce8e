from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from tests.support.gui_checks import (
    clipped_labels,
    unreachable_by_keyboard,
    without_accessible_name,
)
from triage.gui.looks.buttons import PlainButton
from triage.gui.looks.enter_rest import EnterRest
from triage.gui.session.courier import Courier
from triage.gui.start.add_evidence import AddEvidenceDialog, DeviceChoice, PackChoice
from triage.gui.start.field import Field
from triage.gui.start.new_case import NewCase, NewCaseDialog, free_words
from triage.gui.start.place_look import PlaceLook
from triage.gui.start.who import WhoDialog

HOME = Path.home()
GOOD = PlaceLook(free=400_000_000_000)


class Looks:
    """Answers about places, given when the test says so."""

    def __init__(self):
        self.asked: list[tuple[Path, Future[Any]]] = []

    def __call__(self, path):
        future: Future[Any] = Future()
        self.asked.append((path, future))
        return future

    def answer(self, value):
        for _, future in self.asked:
            if not future.done():
                future.set_result(value)


@pytest.fixture
def courier(qapp):
    made = Courier()
    yield made
    made.close()


@pytest.fixture
def looks():
    return Looks()


@pytest.fixture
def window(qtbot):
    """The parent of all dialogs: they delete themselves once they are done, it does not."""
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    return ground


def shown(dialog):
    dialog.open()
    QApplication.processEvents()
    return dialog


@pytest.fixture
def new_case(window, courier, looks):
    return shown(NewCaseDialog(["K. Meyer", "Kim"], looks, courier, window))


@pytest.fixture
def evidence(window, courier, looks):
    packs = [PackChoice("general", "1.2"), PackChoice("old", problem="Its model is missing.")]
    devices = [DeviceChoice("auto", "Automatic"), DeviceChoice("cpu", "CPU")]
    return shown(AddEvidenceDialog(packs, devices, looks, courier, window))


def line(dialog, name):
    return next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == name)


def problems(dialog):
    return [field.problem() for field in dialog.findChildren(Field) if field.problem()]


def test_the_file_is_called_as_the_case_until_a_person_says_otherwise(new_case, qtbot):
    line(new_case, "Name").setText('Operation "Harbour"')
    assert line(new_case, "File name").text() == "Operation -Harbour.triage"
    line(new_case, "File name").clear()
    qtbot.keyClicks(line(new_case, "File name"), "mine")
    line(new_case, "Name").setText("Other")
    assert line(new_case, "File name").text() == "mine"


def test_a_case_is_made_once_the_place_was_looked_at(new_case, looks, qtbot):
    line(new_case, "Name").setText("Harbour")
    line(new_case, "Case number").setText(" 7 ")
    with qtbot.waitSignal(new_case.made) as made:
        new_case.do_button.click()
        assert looks.asked[-1][0] == HOME / "Harbour.triage"
        looks.answer(GOOD)
    assert made.args == [NewCase(HOME / "Harbour.triage", "Harbour", "7", "K. Meyer")]


def test_a_place_that_is_taken_is_told_under_the_file(new_case, looks, qtbot):
    new_case.do_button.click()
    looks.answer(PlaceLook(taken="There is a file of that name."))
    qtbot.waitUntil(lambda: problems(new_case) == ["There is a file of that name."])
    new_case.do_button.click()
    assert new_case.isVisible()


def test_an_answer_about_an_earlier_place_is_not_taken(new_case, looks, qtbot):
    qtbot.waitUntil(lambda: len(looks.asked) == 1)
    line(new_case, "Name").setText("Harbour")
    looks.answer(PlaceLook(taken="There is a file of that name."))
    qtbot.waitUntil(lambda: len(looks.asked) == 2)
    assert problems(new_case) == []
    assert looks.asked[1][0] == HOME / "Harbour.triage"


def test_a_network_share_is_warned_of_and_the_dialog_grows_for_it(new_case, looks, qtbot):
    qtbot.waitUntil(lambda: len(looks.asked) == 1)
    before = new_case.height()
    looks.answer(PlaceLook(free=1, network=True))
    qtbot.waitUntil(lambda: new_case.height() > before)
    assert clipped_labels(new_case) == []


def test_a_case_without_a_person_is_not_made(window, courier, looks):
    dialog = shown(NewCaseDialog([], looks, courier, window))
    dialog.do_button.click()
    assert problems(dialog)[0].startswith("Give a name")
    assert looks.asked == []


def test_the_place_of_the_command_line_stands_there(new_case):
    new_case.suggest_place(Path("/cases/b"))
    assert line(new_case, "File name").text() == "b.triage"
    assert line(new_case, "Name").text() == "b"
    assert Path(line(new_case, "Keep the case in").text()) == Path("/cases").absolute()


@pytest.mark.parametrize("typed", ["", "  ", "a/b", "con", "a?"])
def test_what_is_no_file_name_is_told(new_case, typed):
    line(new_case, "File name").setText(typed)
    new_case.do_button.click()
    assert len(problems(new_case)) == 1


def test_little_room_is_told():
    assert "little" in free_words(PlaceLook(free=1_000_000_000))
    assert "little" not in free_words(GOOD)
    assert free_words(PlaceLook()) == ""


def test_the_last_name_stands_there_and_one_press_goes_on(window, qtbot):
    who = shown(WhoDialog("Harbour", ["K. Meyer", "Kim"], window))
    with qtbot.waitSignal(who.chosen) as chosen:
        who.do_button.click()
    assert chosen.args == ["K. Meyer"]


def test_nobody_opens_no_case(window):
    who = shown(WhoDialog("Harbour", ["K. Meyer"], window))
    who.findChildren(QComboBox)[0].setEditText("  ")
    who.do_button.click()
    assert who.isVisible()
    assert problems(who)


def test_evidence_is_imported_with_one_click(evidence, looks, qtbot):
    evidence.add_folders([Path("/evidence/phone"), Path("/evidence/disk")])
    assert not evidence.do_button.isEnabled()
    looks.answer("")
    qtbot.waitUntil(evidence.do_button.isEnabled)
    with qtbot.waitSignal(evidence.wanted) as wanted:
        evidence.do_button.click()
    (order,) = wanted.args
    assert order.groups() == [((Path("/evidence/phone"), Path("/evidence/disk")), None, "")]
    assert order.packs == ("general",)
    assert (order.provider, order.workers) == ("auto", None)


def test_a_folder_that_is_refused_is_told_and_holds_the_import_back(evidence, looks, qtbot):
    evidence.add_folders([Path("/evidence/phone")])
    looks.answer("It holds the case.")
    qtbot.waitUntil(lambda: evidence.rows()[0].problem() == "It holds the case.")
    assert not evidence.do_button.isEnabled()
    evidence.rows()[0].removed.emit()
    assert evidence.rows() == []


def test_named_sources_are_imported_by_themselves(evidence, looks, qtbot):
    evidence.add_folders([Path("/evidence/a"), Path("/evidence/b"), Path("/evidence/a")])
    line(evidence, "Source name of a").setText("Phone")
    line(evidence, "Exhibit number of a").setText("A-1")
    assert evidence.choice().groups() == [
        ((Path("/evidence/b"),), None, ""),
        ((Path("/evidence/a"),), "Phone", "A-1"),
    ]


def test_models_can_be_left_out_and_broken_ones_say_why(evidence):
    (box,) = evidence.findChildren(QCheckBox)
    box.setChecked(False)
    assert evidence.choice().packs == ()


def test_preferences_stand_there_already(evidence):
    evidence.preselect("cpu", 3)
    assert (evidence.choice().provider, evidence.choice().workers) == ("cpu", 3)
    assert evidence.findChildren(QSpinBox)[0].value() == 3


@pytest.mark.parametrize("name", ["new_case", "evidence"])
def test_the_dialogs_hold_to_the_house(request, name, looks, qtbot):
    dialog = request.getfixturevalue(name)
    if name == "evidence":
        dialog.add_folders([Path("/evidence/phone")])
        looks.answer("It holds the case, which no source may do. " * 3)
        qtbot.waitUntil(lambda: bool(dialog.rows()[0].problem()))
    assert clipped_labels(dialog) == []
    assert without_accessible_name(dialog) == []
    assert unreachable_by_keyboard(dialog) == []


def test_enter_goes_on_with_the_name_that_stands_there(window, qtbot):
    who = shown(WhoDialog("Harbour", ["K. Meyer", "Kim"], window))
    with qtbot.waitSignal(who.chosen) as chosen:
        QTest.keyClick(who.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["K. Meyer"]


def test_a_second_enter_chooses_nobody_again(window):
    who = shown(WhoDialog("Harbour", ["K. Meyer"], window))
    names: list[str] = []
    who.chosen.connect(names.append)
    asked = who.focusWidget()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert names == ["K. Meyer"]


def test_a_second_enter_falls_on_nothing_behind_the_dialog(window, qtbot):
    behind = PlainButton("Behind", parent=window)
    behind.show()
    pressed: list[bool] = []
    behind.clicked.connect(lambda: pressed.append(True))
    who = shown(WhoDialog("Harbour", ["K. Meyer"], window))
    QTest.keyClick(who.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(behind, Qt.Key.Key_Return)
    assert pressed == []
    qtbot.waitUntil(lambda: not window.findChildren(EnterRest))
    QTest.keyClick(behind, Qt.Key.Key_Return)
    assert len(pressed) == 1


def test_the_chooser_begins_where_the_last_folder_was_chosen(evidence, tmp_path, qtbot):
    for name in ("phone", "disk"):
        (tmp_path / name).mkdir()
    add = next(one for one in evidence.findChildren(PlainButton) if "Add folder" in one.text())
    evidence.begin_in(str(tmp_path / "phone"))
    add.click()
    (chooser,) = evidence.findChildren(QFileDialog)
    assert chooser.directory().path() == str(tmp_path / "phone")
    with qtbot.waitSignal(evidence.looked_in) as looked:
        chooser.fileSelected.emit(str(tmp_path / "disk"))
    assert looked.args == [str(tmp_path)]
    chooser.reject()
    add.click()
    assert evidence.findChildren(QFileDialog)[-1].directory().path() == str(tmp_path)
