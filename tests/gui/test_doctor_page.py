"""The self-test in the window: begun by a key, shown row by row, copied as text."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QGuiApplication

from tests.support.gui_checks import (
    button,
    clipped_labels,
    unreachable_by_keyboard,
    without_accessible_name,
)
from tests.support.whole_window import Opened
from triage.core.job import Cancelled
from triage.doctor import examination
from triage.doctor.examination import Check
from triage.doctor.finding import Row, fault, fine, not_applicable, warning
from triage.gui.looks import theme
from triage.gui.looks.display_facts import display_facts
from triage.gui.pages.doctor_page import DoctorPage

ROWS = (
    Row("one", "Model packs", fine("1 pack, every file as stated: general 1.0.0.")),
    Row("two", "Device for the models", warning("Really used: CPU.", "Update the driver.")),
    Row("three", "Clock", fault("The clock says 1999.", "Set it.")),
    Row("four", "Long paths", not_applicable("Only Windows has this limit.")),
)


@pytest.fixture
def page(qtbot):
    made = DoctorPage()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def after_all(page):
    page.begin([row.title for row in ROWS])
    for row in ROWS:
        page.show_row(row)
    page.end()
    return page


def test_every_row_says_its_verdict_in_a_word(page):
    assert [row.words()[:2] for row in after_all(page).rows()] == [
        ["Model packs", "OK"],
        ["Device for the models", "Warning"],
        ["Clock", "Fault"],
        ["Long paths", "Not applicable"],
    ]
    assert page.words() == "1 fault and 1 warning."


def test_a_row_says_what_helps(page):
    assert after_all(page).rows()[2].words()[2:] == ["The clock says 1999.", "What helps: Set it."]
    assert after_all(page).rows()[0].words()[2:] == ["1 pack, every file as stated: general 1.0.0."]


def test_what_is_under_way_is_told(page):
    page.begin([row.title for row in ROWS])
    page.show_row(ROWS[0])
    assert [row.words()[1] for row in page.rows()] == ["OK", "Testing", "Waiting", "Waiting"]
    assert page.words().startswith("Device for the models")
    assert not button(page, "Run self-test").isEnabled()


def test_it_is_copied_as_text(page):
    after_all(page)
    button(page, "Copy as text").click()
    copied = QGuiApplication.clipboard().text()
    assert "Clock: fault\n    The clock says 1999.\n    What helps: Set it." in copied
    assert page.words().endswith("Copied.")


def test_one_that_was_given_up_does_not_say_that_all_is_well(page):
    page.begin([row.title for row in ROWS])
    page.show_row(ROWS[0])
    page.end()
    assert page.words() == "The self-test was not finished."


@pytest.mark.parametrize("look", ["dark", "light"])
def test_manners_of_the_self_test(page, qapp, look):
    theme.apply(qapp, look)
    after_all(page)
    assert without_accessible_name(page) == []
    assert unreachable_by_keyboard(page) == []
    assert clipped_labels(page) == []
    assert (page.minimumSizeHint().width(), page.minimumSizeHint().height()) <= (1280, 640)


def test_the_window_runs_it_beside_itself_and_asks_for_fonts(settings, monkeypatch, qtbot):
    threads = []
    seen = []

    def look(patient, ctx):
        threads.append(threading.current_thread())
        seen.append(patient.display)
        return fine("Good.")

    monkeypatch.setattr(examination, "checks", lambda: (Check("one", "One", look),))
    opened = Opened(settings)
    opened.open(None)
    assert opened.program.actions["self-test"].shortcut().toString() == "F5"
    opened.program.actions["self-test"].trigger()
    page = opened.program.doctor.page
    assert page.isVisible()
    opened.until(lambda: page.words() == "All is well.")
    assert threads[0] is not threading.main_thread()
    assert seen[0] == display_facts()
    assert seen[0].screens
    opened.program.actions["self-test"].trigger()
    opened.settle()
    assert len(threads) == 1, "it is not done again by looking at it"
    button(page, "Run self-test").click()
    opened.until(lambda: len(threads) == 2 and page.words() == "All is well.")
    opened.quit()


def test_a_window_that_is_closed_meanwhile_stops_it(settings, monkeypatch, qtbot):
    go_on = threading.Event()
    done = []

    def first(patient, ctx):
        go_on.wait(20)
        return fine("Good.")

    def second(patient, ctx):
        done.append(True)
        return fine("Good.")

    given = (Check("one", "One", first), Check("two", "Two", second))
    monkeypatch.setattr(examination, "checks", lambda: given)
    opened = Opened(settings)
    opened.open(None)
    opened.program.actions["self-test"].trigger()
    job = opened.program.doctor._job
    assert job is not None
    opened.quit()
    go_on.set()
    with pytest.raises(Cancelled):
        job.future.result(20)
    assert done == []
