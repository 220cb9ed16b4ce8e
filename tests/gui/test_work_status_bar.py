"""The status bar: the equation, the job and its verbs, at every width."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.gui_checks import button
from triage.core.job import JobState, Progress
from triage.gui.looks.widgets import ElidedLabel
from triage.gui.session.counted import CaseStatus
from triage.gui.session.job_view import JobView
from triage.gui.work.sharing import Part, shares
from triage.gui.work.status_bar import StatusBar

HEAD = "7c1e" + "0" * 60
WHOLE = CaseStatus(31204, 30310, 702, 192, 0, 4118, HEAD)
DURING = CaseStatus(52310, 30310, 702, 192, 21106, 4118, HEAD)


def job(state=JobState.RUNNING, message="", number=1):
    progress = Progress("hashing and analysing", 31204, 52310, 118.2, 190.0, (), message)
    return JobView(number, "import", "Importing Phone-1", state, progress)


@pytest.fixture
def bar(qtbot):
    made = StatusBar()
    qtbot.addWidget(made)
    made.resize(1280, 30)
    made.show()
    return made


def test_equation_stands_there_without_a_job(bar):
    bar.show_status(WHOLE)
    assert bar.status_text() == "found 31,204 = analysed 30,310 + skipped 702 + failed 192"
    assert bar._check.isVisible()


def test_a_reader_of_the_screen_hears_the_equation_and_the_device(bar):
    bar.show_status(replace(WHOLE, device="CPU"))
    said = {
        label.accessibleName(): label.accessibleDescription()
        for label in bar.findChildren(ElidedLabel)
    }
    assert said["Reconciliation"] == bar.status_text()
    assert said["Device"] == "CPU"


def test_pending_items_are_part_of_the_equation(bar):
    bar.show_status(DURING)
    assert bar.status_text().endswith("+ pending 21,106")


def test_a_lost_item_is_said_in_words(bar):
    bar.show_status(CaseStatus(31204, 30310, 702, 189, 0, 1, HEAD))
    assert bar.status_text().endswith("failed 189: 3 missing")
    assert not bar._check.isVisible()
    assert bar._equation.property("role") == "bad"


def test_numbers_of_a_job(bar):
    bar.show_job(job(), 0)
    assert bar.job.title.text() == "Importing Phone-1"
    assert bar.job.numbers.text() == "31,204 of 52,310 · 118/s · 3 min left"


def test_pause_turns_into_go_on(bar, qtbot):
    bar.show_job(job(), 0)
    with qtbot.waitSignal(bar.pause_wanted) as paused:
        button(bar, "Pause").click()
    bar.show_job(job(JobState.PAUSED), 0)
    with qtbot.waitSignal(bar.resume_wanted) as resumed:
        button(bar, "Go on").click()
    assert (paused.args, resumed.args) == ([1], [1])


def test_cancel_is_pressed_once(bar, qtbot):
    bar.show_job(job(), 0)
    with qtbot.waitSignal(bar.cancel_wanted):
        button(bar, "Cancel").click()
    bar.show_job(job(), 0)
    assert not button(bar, "Cancel").isEnabled()
    assert bar.job.numbers.text().startswith("stopping")


def test_the_next_job_can_be_cancelled_again(bar):
    bar.show_job(job(), 0)
    button(bar, "Cancel").click()
    bar.show_job(job(number=2), 0)
    assert button(bar, "Cancel").isEnabled()


@pytest.mark.parametrize("width", [1024, 1280, 1600])
def test_equation_and_verbs_are_never_cut(bar, width):
    bar.resize(width, 30)
    bar.show_status(replace(DURING, device="NVIDIA RTX A2000 (DirectML)"))
    bar.show_job(job(message="reading DCIM/Camera/IMG_20240412_a_long_name.heic"), 2)
    assert bar._equation.shown_text() == bar._equation.text()
    for verb in ("Pause", "Cancel"):
        shown = button(bar, verb)
        assert shown.width() >= shown.fontMetrics().horizontalAdvance(verb)


def test_the_device_of_the_newest_scores_is_shown_while_nothing_runs(bar):
    bar.show_status(WHOLE)
    assert not bar._device.isVisible()
    bar.show_status(replace(WHOLE, device="NVIDIA RTX A2000 (DirectML)"))
    assert bar._device.isVisible()
    assert bar._device.text() == "NVIDIA RTX A2000 (DirectML)"


def test_nothing_overlaps_at_the_least_width(bar):
    bar.show_status(replace(DURING, device="NVIDIA RTX A2000 (DirectML)"))
    bar.show_job(job(message="reading DCIM/Camera/IMG_20240412_a_long_name.heic"), 2)
    shown = [one for one in bar.children() if one.isWidgetType() and one.isVisible()]
    places = sorted(one.geometry().getRect()[::2] for one in shown)
    ends = [left + width for left, width in places]
    assert all(end <= left for end, (left, _width) in zip(ends, places[1:], strict=False))
    assert ends[-1] <= bar.width()


def test_a_message_moves_no_verb(bar):
    bar.resize(1600, 30)
    bar.show_job(job(), 0)
    before = button(bar, "Pause").pos()
    bar.show_job(job(message="reading DCIM/IMG_1.jpg"), 0)
    assert button(bar, "Pause").pos() == before


def test_it_never_keeps_the_window_wide(bar):
    bar.show_status(DURING)
    bar.show_job(job(), 0)
    assert bar.minimumSizeHint().width() == 0


def test_the_whole_head_can_be_copied(bar):
    bar.show_status(WHOLE)
    bar._log.actions()[0].trigger()
    assert QApplication.clipboard().text() == HEAD


def test_log_and_jobs_open_by_key(bar, qtbot):
    bar.show_status(WHOLE)
    for wanted, control in ((bar.log_wanted, bar._log), (bar.jobs_wanted, bar.job.title)):
        with qtbot.waitSignal(wanted):
            qtbot.keyClick(control, Qt.Key.Key_Return)


def test_no_markup_in_a_title(bar):
    view = JobView(1, "import", "Importing <b>x</b>", JobState.RUNNING)
    bar.show_job(view, 0)
    assert "<b>" not in bar.job.title.toolTip()


def test_shares_drop_the_lowest_rank_first():
    parts = [Part(100, 50, 1), Part(100, 50, 2), Part(80, 80, 0)]
    assert shares(280, parts, 0) == [100, 100, 80]
    assert shares(200, parts, 0) == [70, 50, 80]
    assert shares(140, parts, 0) == [60, 0, 80]
    assert shares(10, parts, 0) == [0, 0, 80]
