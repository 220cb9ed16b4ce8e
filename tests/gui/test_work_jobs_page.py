"""The page of jobs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from triage.core.job import JobState, Progress
from triage.export.run import ExportResult
from triage.gui.session.job_view import JobView
from triage.gui.work.jobs_page import JobsPage
from triage.store.past_jobs import PastJob

RUNNING = JobView(
    1, "import", "Importing <i>x</i>", JobState.RUNNING, Progress("hashing", 5, 10, 2.0, 2.5)
)


@pytest.fixture
def page(qtbot):
    made = JobsPage()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def verb(page, text):
    found = [one for one in page.findChildren(QPushButton) if one.text() == text]
    return next(one for one in found if one.isVisible())


def test_a_running_job_can_be_held_and_stopped(page, qtbot):
    page.show_jobs([RUNNING])
    for text, wanted in (("Pause", page.pause_wanted), ("Cancel", page.cancel_wanted)):
        with qtbot.waitSignal(wanted) as told:
            verb(page, text).click()
        assert told.args == [1]


def test_a_card_outlives_its_looks(page):
    page.show_jobs([RUNNING])
    first = page.cards()[0]
    page.show_jobs([RUNNING])
    assert page.cards() == [first]


def test_a_finished_export_opens_its_folder(page, qtbot):
    result = ExportResult(Path("/cases/report"), 44, "ab", "Graded items.")
    page.show_jobs([JobView(2, "export", "Exporting", JobState.DONE, result=result)])
    assert page.cards()[0].words().startswith("44 items exported")
    with qtbot.waitSignal(page.open_folder_wanted) as told:
        verb(page, "Open folder").click()
    assert told.args == [Path("/cases/report")]


def test_the_past_is_a_table(page):
    tester = QAbstractItemModelTester(page._model)
    page.show_past([PastJob(1, "import", "Phone-1", "K. M.", "2026-11-21T14:02:00+01:00")])
    page.show_past([])
    page.show_past([PastJob(1, "import", "Phone-1", "K. M.", "2026-11-21T14:02:00+01:00")])
    assert page._model.rows()[0][5] == "not ended"
    tester.deleteLater()


def test_escape_leads_back(page, qtbot):
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page._table, Qt.Key.Key_Escape)
