"""The export dialog: choices, the place, refusals."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtWidgets import QLineEdit, QRadioButton

from triage.gui.work.export_dialog import ExportChoice, ExportDialog, ExportFacts

FACTS = ExportFacts(shown=3906, selected=12, graded=0, total=52310, privacy_on=True)


@pytest.fixture
def made(qtbot, tmp_path):
    """Make a dialog over these facts; the place that exists is refused."""

    def make(facts=FACTS):
        def refuses(out, _kind):
            future = Future()
            future.set_result(f"{out.name} exists already." if out.exists() else "")
            return future

        dialog = ExportDialog(facts, lambda kind: tmp_path / f"out-{kind}", refuses)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def radio(dialog, text):
    found = dialog.findChildren(QRadioButton)
    return next(one for one in found if one.text().startswith(text))


def test_choices_have_their_counts(made):
    dialog = made()
    assert radio(dialog, "This filter").text() == "This filter (3,906)"
    assert not radio(dialog, "Graded").isEnabled()


def test_the_choice_comes_out(made, qtbot, tmp_path):
    dialog = made()
    dialog.choose("files", "selected")
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.export()
    assert told.args == [ExportChoice("files", tmp_path / "out-files", "selected")]


def test_what_has_no_items_is_not_begun_with(made, qtbot):
    dialog = made()
    dialog.choose("csv", "graded")
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.export()
    assert told.args[0].what == "filter"


def test_the_suggested_place_follows_the_kind(made, tmp_path):
    dialog = made()
    radio(dialog, "CSV").click()
    assert dialog.findChild(QLineEdit).text() == str(tmp_path / "out-csv")


def test_a_place_that_a_person_wrote_stays(made, tmp_path):
    dialog = made()
    dialog.findChild(QLineEdit).setText(str(tmp_path / "mine"))
    radio(dialog, "CSV").click()
    assert dialog.findChild(QLineEdit).text() == str(tmp_path / "mine")


def test_what_exists_is_refused_in_a_sentence(made, qtbot, tmp_path):
    dialog = made()
    (tmp_path / "there").write_text("x")
    dialog.findChild(QLineEdit).setText(str(tmp_path / "there"))
    with qtbot.assertNotEmitted(dialog.chosen, wait=50):
        dialog.export()
    qtbot.waitUntil(lambda: dialog.problem() == "there exists already.")
    assert dialog.isVisible()


def test_a_place_must_be_whole(made):
    dialog = made()
    dialog.findChild(QLineEdit).setText("report")
    dialog.export()
    assert "whole path" in dialog.problem()


def test_privacy_is_told_for_the_report(made):
    dialog = made()
    assert dialog._note.text().startswith("Privacy is on: thumbnails")
    radio(dialog, "CSV").click()
    assert dialog._note.isHidden()
