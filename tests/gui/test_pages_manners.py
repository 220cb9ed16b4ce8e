"""What every page and the status bar are held to: names, a way by keyboard, text that fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QTabWidget

from tests.support.gui_checks import (
    clipped_labels,
    unreachable_by_keyboard,
    without_accessible_name,
)
from triage.core.job import JobState, Progress
from triage.core.privacy import Privacy, PrivacyLabel
from triage.core.records import Label
from triage.gui.pages.case_page import CasePage
from triage.gui.pages.help_page import HelpPage
from triage.gui.pages.model_facts import ModelFacts
from triage.gui.pages.models_page import ModelsPage
from triage.gui.pages.preferences import Preferences
from triage.gui.pages.privacy_rule import LabelChoice
from triage.gui.pages.verify_words import VerifyResult
from triage.gui.session.counted import CaseStatus, Category
from triage.gui.session.job_view import JobView
from triage.gui.work.jobs_page import JobsPage
from triage.gui.work.status_bar import StatusBar
from triage.store.audit import AuditRow
from triage.store.case_facts import CaseFacts, SourceFacts
from triage.store.past_jobs import PastJob

AT = "2026-11-20T09:01:00+01:00"
STATUS = CaseStatus(52310, 30310, 702, 192, 21106, 4118, "7c1e" * 16)


def case_page():
    page = CasePage()
    gone = SourceFacts(2, "SD card", "A-18", b"/media/sd", AT, "K. M.", 3, here=False)
    page.show_facts(CaseFacts("4b1d", "Harbour", "42", "K. M.", AT, "1.0", (), (gone,)))
    page.show_counts(STATUS, {"not-an-image": 702, "corrupt": 192})
    page.show_thresholds({"general": {"firearm": {"value": 0.42, "default": 0.37}}})
    page.show_audit([AuditRow(1, AT, "K. M.", "other", {}, "0" * 64, "1" * 64)], more=True)
    page.show_verified(VerifyResult(("one differs",), 3, "ab" * 32, "Scored 5 items again."))
    return page


def jobs_page():
    page = JobsPage()
    progress = Progress("hashing", 5, 10, 2.0, 2.5, (), "reading DCIM/IMG_1.jpg")
    page.show_jobs([JobView(1, "import", "Importing Phone-1", JobState.RUNNING, progress)])
    page.show_past([PastJob(1, "import", "Phone-1", "K. M.", AT)])
    return page


def models_page():
    page = ModelsPage()
    labels = (Label("firearm", "Firearm", "A gun."),)
    page.show_models([ModelFacts("general", card="x", labels=labels, devices=(("cpu", "CPU"),))])
    return page


def preferences():
    page = Preferences()
    page.show_values({"theme": "dark", "tile_size": 160, "tooltips": True, "workers": 0})
    page.show_values({"theme": "dark", "workers": 0, "provider": "auto", "grade_copies": True})
    labels = (LabelChoice("general", "firearm", "Firearm"),)
    rule = Privacy(True, "blur", (PrivacyLabel("gore", 0.3),))
    page.show_privacy(rule, labels, (Category(1, "Relevant"),))
    page.show_keys([("undo", "Undo grade", "window", ("Ctrl+Z",), ("Ctrl+Z",), False)])
    return page


def help_page():
    page = HelpPage()
    page.show_keys([("window", "Undo grade", ("Ctrl+Z",))])
    return page


def status_bar():
    bar = StatusBar()
    bar.show_status(replace(STATUS, device="NVIDIA RTX A2000 (DirectML)"))
    progress = Progress("hashing", 31204, 52310, 118.0, 190.0)
    bar.show_job(JobView(1, "import", "Importing Phone-1", JobState.RUNNING, progress), 2)
    return bar


ALL = [case_page, jobs_page, models_page, preferences, help_page, status_bar]


@pytest.mark.parametrize("make", ALL)
def test_manners(qtbot, make):
    page = make()
    qtbot.addWidget(page)
    page.resize(*((1600, 30) if make is status_bar else (1280, 720)))
    page.show()
    tabs = page.findChild(QTabWidget)
    for number in range(tabs.count() if tabs else 1):
        if tabs:
            tabs.setCurrentIndex(number)
        assert without_accessible_name(page) == []
        assert unreachable_by_keyboard(page) == []
        assert clipped_labels(page) == []


@pytest.mark.parametrize("make", ALL)
def test_no_page_keeps_the_window_from_its_least_size(qtbot, make):
    page = make()
    qtbot.addWidget(page)
    least = page.minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 640
