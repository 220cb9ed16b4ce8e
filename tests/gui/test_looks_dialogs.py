from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.support.gui_checks import button, clipped_labels, without_accessible_name
from triage.core.errors import CaseLockedError, Remedy, SourceError
from triage.gui.looks import dialogs, faults
from triage.gui.looks.widgets import DangerButton, PlainLabel

VERBS: list[tuple[str, dialogs.Part]] = [("Discard 3 grades", "danger"), ("Leave as is", "reject")]


@pytest.fixture
def parent(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_question_is_answered_by_its_verb(parent, qtbot):
    question = dialogs.ask(parent, "Discard?", "Three grades would be lost.", VERBS)
    with qtbot.waitSignal(question.answered) as told:
        qtbot.mouseClick(button(question, "Discard 3 grades"), Qt.MouseButton.LeftButton)
    assert told.args == [0]


def test_escape_leaves_all_as_it_is(parent, qtbot):
    question = dialogs.ask(parent, "Discard?", "Three grades would be lost.", VERBS)
    with qtbot.waitSignal(question.answered) as told:
        qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert told.args == [1]


def test_a_question_does_not_wait(parent):
    question = dialogs.ask(parent, "Discard?", "Three grades would be lost.", VERBS)
    assert question.isVisible()
    question.close()


def test_a_loss_never_has_the_focus_first(parent):
    question = dialogs.ask(parent, "Discard?", "Three grades would be lost.", VERBS)
    assert not isinstance(question.focusWidget(), DangerButton)
    question.close()


def test_a_dialog_fits_and_has_names(parent):
    text = "Three grades would be lost, and a sentence that goes on for more than one line here."
    question = dialogs.ask(parent, "Discard?", text, VERBS)
    assert clipped_labels(question) == []
    assert without_accessible_name(question) == []
    question.close()


def test_a_known_error_is_its_sentence_alone(parent):
    told = dialogs.tell_error(parent, CaseLockedError("Another program holds the case"))
    assert told.accessibleDescription() == "Another program holds the case."
    assert told.findChild(QPlainTextEdit) is None
    told.close()


def test_a_bug_names_its_log_and_can_be_copied(parent, qtbot, tmp_path):
    case = tmp_path / "a.triage"
    case.touch()
    told = dialogs.tell_error(parent, ZeroDivisionError("1/0"), case=case)
    assert "a.triage.log" in told.accessibleDescription()
    qtbot.mouseClick(button(told, "Copy text"), Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError: 1/0" in QApplication.clipboard().text()
    told.close()


def test_a_fault_is_logged_beside_the_case(tmp_path):
    case = tmp_path / "a.triage"
    case.touch()
    fault = faults.describe(ZeroDivisionError("1/0"), case)
    assert fault.ours
    assert fault.log == tmp_path / "a.triage.log"
    assert fault.text in (tmp_path / "a.triage.log").read_text(encoding="utf-8")
    assert fault.sentence.count("\n") == 0


def test_a_known_error_writes_no_log(tmp_path):
    case = tmp_path / "a.triage"
    case.touch()
    fault = faults.describe(CaseLockedError("Held.\nBy \u202eanother"), case)
    assert fault.sentence == "Held. By \\u202eanother."
    assert not fault.ours
    assert list(tmp_path.iterdir()) == [case]


def test_a_question_is_no_higher_than_its_words(parent, qtbot):
    text = "There is no room left on the medium. " * 3
    question = dialogs.ask(parent, "That did not work", text, [("Close", "reject")])
    qtbot.waitUntil(question.isVisible)
    labels = question.findChildren(PlainLabel)
    assert all(one.height() <= one.heightForWidth(one.width()) + 2 for one in labels)


@pytest.mark.parametrize("remedy", Remedy)
def test_a_remedy_is_told_by_what_the_window_has(remedy: Remedy):
    told = faults.describe(SourceError("The folder went away.", remedy=remedy)).sentence
    assert told.startswith("The folder went away. ")
    assert ("Locate" if remedy is Remedy.LOCATE else "Go on") in told
    assert "triage" not in told
