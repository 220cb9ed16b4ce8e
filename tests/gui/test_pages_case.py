"""The page of the case: sources, counts, thresholds, check, log."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QCheckBox

from tests.support.gui_checks import button
from triage.gui.pages.case_page import CasePage
from triage.gui.pages.count_words import count_rows
from triage.gui.pages.verify_words import VerifyChoice, VerifyResult
from triage.gui.session.counted import CaseStatus
from triage.store.audit import AuditRow
from triage.store.case_facts import CaseFacts, SourceFacts

AT = "2026-11-20T09:01:00+01:00"
PHONE = SourceFacts(1, "Phone-1", "A-17", b"/mnt/phone", AT, "K. M.", 10, here=True)
CARD = SourceFacts(2, "SD card", "A-18", b"/media/sd", AT, "K. M.", 3, here=False)
FACTS = CaseFacts("4b1d", "Harbour", "42", "K. M.", AT, "1.0", ((1, "Relevant"),), (PHONE, CARD))


def log_row(n):
    detail = {"items": [n], "category": 1, "name": "Relevant"}
    return AuditRow(n, AT, "K. M.", "grade-set", detail, "0" * 64, f"{n:064x}")


@pytest.fixture
def page(qtbot):
    made = CasePage()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def test_a_source_that_is_gone_can_be_located(page, qtbot):
    page.show_facts(FACTS)
    assert page.overview.gone() == ["SD card"]
    with qtbot.waitSignal(page.locate_wanted) as told:
        button(page, "Locate…").click()
    assert told.args == ["SD card"]


def test_a_source_that_was_found_again_is_not_said_to_be_gone(page):
    page.show_facts(FACTS)
    page.show_facts(CaseFacts("4b1d", "Harbour", "42", "K. M.", AT, "1.0", (), (PHONE,)))
    assert page.overview.gone() == []


def test_counts_stand_with_their_reasons():
    status = CaseStatus(10, 5, 3, 2)
    rows = count_rows(status, {"not-an-image": 2, "empty": 1, "corrupt": 2})
    assert [(state, number) for state, why, number in rows if not why] == [
        ("analysed", "5"),
        ("skipped", "3"),
        ("failed", "2"),
        ("found", "10"),
    ]
    assert next(why for _state, why, _n in rows if why) == "not a picture"


def test_thresholds_that_moved_are_told(page):
    page.show_thresholds({"general": {"firearm": {"value": 0.42, "default": 0.37}}})
    assert page.thresholds._model.rows() == [("general", "firearm", "0.42", "0.37", "+0.05")]
    assert page.thresholds._words.text() == "1 threshold of 1 was moved."


def test_a_check_is_asked_for_with_its_options(page, qtbot):
    with qtbot.waitSignal(page.verify_wanted) as plain:
        button(page, "Verify case").click()
    page.show_verified(VerifyResult((), 3, "ab"))
    for box in page.check.findChildren(QCheckBox):
        box.click()
    with qtbot.waitSignal(page.verify_wanted) as whole:
        button(page, "Verify case").click()
    assert plain.args == [VerifyChoice(evidence=False, rescore=None)]
    assert whole.args == [VerifyChoice(evidence=True, rescore=100)]


def test_a_check_is_told_in_sentences(page):
    page._tabs.setCurrentWidget(page.check)
    page.show_verified(VerifyResult(("item 12 is not there any more",), 3, "ab", "Scored 5."))
    told = page.check.result_words()
    assert told[:2] == ["1 difference was found.", "Scored 5."]
    assert "3 rows, head ab" in told[2]
    assert page.check._differences.toPlainText() == "item 12 is not there any more"


def test_no_difference_is_told_too(page):
    page.show_verified(VerifyResult((), 3, "ab"))
    assert page.check.result_words()[0] == "No difference was found: the case is whole."


def test_the_log_is_read_a_page_at_a_time(page, qtbot):
    tester = QAbstractItemModelTester(page.log._model)
    page.show_audit([log_row(n) for n in range(9, 4, -1)], more=True)
    with qtbot.waitSignal(page.audit_wanted) as told:
        page.log._more.click()
    page.show_audit([log_row(n) for n in range(4, 0, -1)], more=False, first=False)
    assert told.args == [5, ""]
    assert [row[0] for row in page.log._model.rows()] == list("987654321")
    assert page.log._more.isHidden()
    tester.deleteLater()


def test_the_log_is_searched_when_typing_rests(page, qtbot):
    page.show_log()
    with qtbot.waitSignal(page.audit_wanted) as told:
        page.log._search.setText("grade undo")
    assert told.args == [None, "grade undo"]


def test_a_row_of_the_log_is_copied_with_its_whole_hash(page, qtbot):
    page.show_audit([log_row(7)], more=False)
    page.show_log()
    page.log._view.selectRow(0)
    page.log._view.copy_rows()
    assert QApplication.clipboard().text().split("\t")[-1] == f"{7:064x}"


def test_escape_leads_back_from_a_field(page, qtbot):
    page.show_log()
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page.log._search, Qt.Key.Key_Escape)
