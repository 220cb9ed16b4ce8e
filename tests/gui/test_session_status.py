"""The equation of the status line, and what the inspector asks."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import Future
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject

from tests.support.case_records import add_files, found
from tests.support.open_session import opened, scored_case
from triage.core.errors import CaseError
from triage.core.records import Reason, State
from triage.gui.session.asker import Asker
from triage.gui.session.counted import CaseStatus
from triage.gui.session.courier import Courier
from triage.gui.session.status_watch import StatusWatch
from triage.store import audit
from triage.store.commands import RecordItem


def test_found_is_the_sum_of_what_became_of_the_items(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    _pending, failed, skipped = add_files(case, 1, [found(n) for n in (80, 81, 82)])
    for item, state in ((failed, State.FAILED), (skipped, State.SKIPPED)):
        case.send(RecordItem(item, None, None, None, state, Reason.UNREADABLE)).result(10)
    with opened(qtbot, case) as told:
        status = told.session.status
        told.until(lambda: status.latest.found > 0)
        latest = status.latest
        assert (latest.analysed, latest.skipped, latest.failed, latest.pending) == (11, 1, 1, 1)
        assert latest.found == 14


def test_a_grade_moves_the_head_of_the_log(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        status = told.session.status
        told.until(lambda: status.latest.audit_rows > 0)
        before = status.latest
        told.session.grading.grade([ids[1]], 1)
        told.until(lambda: status.latest.audit_rows == before.audit_rows + 1)
        with case.reader() as reader:
            assert audit.head(reader.connection) == (
                status.latest.audit_rows,
                status.latest.audit_head,
            )


class Answers:
    """Answers each question with the next of these; the last one again and again."""

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers)

    def ask(self, _question: object) -> Future[Any]:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        future: Future[Any] = Future()
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result((answer, 0.0))
        return future


@pytest.mark.parametrize("broken", [1, 3])
def test_a_look_that_fails_is_told_once_and_tried_again(qtbot, monkeypatch, broken: int):
    monkeypatch.setattr("triage.gui.session.status_watch._PAUSE_AFTER_FAULT_MS", 1)
    owner = QObject()
    answers = Answers(*[CaseError("The medium is gone.")] * broken, CaseStatus(found=7))
    status = StatusWatch(cast("Asker", answers), Courier(owner), owner)
    failed: list[object] = []
    status.failed.connect(failed.append)
    status.now()
    qtbot.waitUntil(lambda: status.latest.found == 7)
    status.stop()
    assert [str(error) for error in failed] == ["The medium is gone."]


def test_a_look_that_fails_anew_is_told_anew(qtbot, monkeypatch):
    monkeypatch.setattr("triage.gui.session.status_watch._PAUSE_AFTER_FAULT_MS", 1)
    owner = QObject()
    gone = CaseError("The medium is gone.")
    answers = Answers(gone, CaseStatus(found=1), gone, CaseStatus(found=2))
    status = StatusWatch(cast("Asker", answers), Courier(owner), owner)
    failed: list[object] = []
    status.failed.connect(failed.append)
    status.now()
    qtbot.waitUntil(lambda: status.latest.found == 1)
    status.now()
    qtbot.waitUntil(lambda: status.latest.found == 2)
    status.stop()
    assert len(failed) == 2


def test_a_change_during_a_look_is_looked_at_afterwards(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    owner = QObject()
    courier = Courier(owner)
    asker = Asker(case.path)
    status = StatusWatch(asker, courier, owner)
    status.now()
    add_files(case, 1, [found(80)])
    status.now()
    qtbot.waitUntil(lambda: status.latest.found == len(ids) + 1, timeout=10_000)
    status.stop()
    asker.close().result(10)
    case.close()


def test_a_look_that_was_stopped_says_nothing_and_begins_no_other(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    owner = QObject()
    courier = Courier(owner)
    asker = Asker(case.path)
    status = StatusWatch(asker, courier, owner)
    status.now()
    status.soon()
    status.stop()
    assert asker.ask(lambda conn: None).result(10) is None
    delivered = []
    courier.post(owner, lambda: delivered.append(None))
    qtbot.waitUntil(lambda: bool(delivered))
    assert status.latest.found == 0
    for look in (status.soon, status.now):
        look()
    assert not status._timer.isActive()
    asker.close().result(10)
    case.close()


def test_only_the_newest_item_asked_for_arrives(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        arrived = []
        told.session.details.arrived.connect(lambda detail, rows: arrived.append(detail.item_id))
        for item in ids:
            told.session.details.ask(item)
        told.until(lambda: bool(arrived))
        assert arrived == [ids[-1]]


def test_an_unknown_item_is_told(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.session.details.ask(10**9)
        told.until(lambda: bool(told.failed))


def test_a_fault_of_the_case_is_told_in_a_sentence_with_its_place(tmp_path):
    case, _ids = scored_case(tmp_path)
    asker = Asker(case.path)
    try:
        fault = asker.ask(lambda conn: conn.execute("SELECT * FROM nothing")).exception(10)
        assert str(case.path) in str(fault)
        assert not isinstance(fault, sqlite3.Error)
        assert asker.ask(lambda conn: conn.execute("SELECT 1").fetchone()).result(10) == (1,)
    finally:
        asker.close().result(10)
        case.close()


def test_questions_that_wait_when_it_closes_are_dropped(tmp_path):
    case, _ids = scored_case(tmp_path)
    asker = Asker(case.path)
    begun, go_on = threading.Event(), threading.Event()

    def slow(conn):
        begun.set()
        go_on.wait(10)

    running = asker.ask(slow)
    waiting = asker.ask(lambda conn: 1)
    begun.wait(10)
    done = asker.close()
    go_on.set()
    done.result(10)
    assert running.cancelled()
    assert waiting.cancelled()
    assert asker.ask(lambda conn: 1).cancelled()
    case.close()


def test_a_long_read_is_broken_off_when_it_closes(tmp_path):
    case, _ids = scored_case(tmp_path)
    asker = Asker(case.path)
    begun = threading.Event()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"

    def count_for_ever(conn):
        conn.set_progress_handler(begun.set, 1000)
        return conn.execute(endless).fetchone()

    asker.ask(count_for_ever)
    begun.wait(10)
    asker.close().result(10)
    case.close()
