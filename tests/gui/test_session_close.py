"""The end of a session: one file, no thread, nothing lost, nothing told too late."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from tests.support.open_session import (
    add_scored,
    close,
    grades_of,
    new_case,
    opened,
    scored_case,
)
from triage.core.errors import CaseError
from triage.core.filters import Filter, Sort
from triage.gui.session.views import Views
from triage.store.case import Case
from triage.store.columns import Columns

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def case_threads():
    return {t.name for t in threading.enumerate() if t.name.startswith(("case", "job"))}


def test_one_file_is_left_and_no_thread(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.whole_counts(Filter())
        told.session.grading.grade([ids[1]], 1)
        assert close(qtbot, told.session) is None
        assert names(tmp_path) == ["c.triage"]
        qtbot.waitUntil(lambda: not case_threads(), timeout=5000)


def test_closing_at_once_after_opening_is_clean(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        assert close(qtbot, told.session) is None
    assert names(tmp_path) == ["c.triage"]


def test_a_session_that_never_began_closes(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(Views, "start", lambda self: None)
    with opened(qtbot, new_case(tmp_path)) as told:
        assert close(qtbot, told.session) is None
    assert names(tmp_path) == ["c.triage"]


def test_what_was_sent_last_is_in_the_case(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        for number, item in enumerate(ids[1:9]):
            told.session.grading.grade([item], 1 + number % 4)
        told.session.thresholds.settle("pets", "cat", 0.9)
        close(qtbot, told.session)
    assert len(grades_of(case)) == 8


def test_a_second_call_closes_nothing_twice(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        ends = []
        told.session.closed.connect(ends.append)
        told.session.close()
        close(qtbot, told.session)
        assert ends == [None]


def test_readers_that_fail_to_end_do_not_keep_the_case_open(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    ended = []

    def fail():
        ended.append("first")
        raise CaseError("A reader would not end.")

    with opened(qtbot, case) as told:
        told.rows()
        faults = []
        told.session.closed.connect(faults.append)
        told.session.close([fail, lambda: ended.append("second")])
        told.until(lambda: bool(faults))
        told.session.setProperty("gone", True)
        assert str(faults[0]) == "A reader would not end."
    assert ended == ["first", "second"]
    assert names(tmp_path) == ["c.triage"]
    Case.open(case.path, by="kim").close()


def test_readers_end_in_another_thread_than_the_windows(qtbot, tmp_path):
    threads = []
    with opened(qtbot, new_case(tmp_path)) as told:
        ends = []
        told.session.closed.connect(ends.append)
        told.session.close([lambda: threads.append(threading.current_thread())])
        told.until(lambda: bool(ends))
        told.session.setProperty("gone", True)
    assert threads[0] is not threading.main_thread()


def test_closing_never_waits_in_the_windows_thread(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    go_on = threading.Event()
    with opened(qtbot, case) as told:
        told.rows()
        told.session.jobs.start("export", "Slow", lambda ctx: go_on.wait(10))
        told.session.asker.ask(lambda conn: go_on.wait(10))
        told.session.close([lambda: go_on.wait(10)])
        assert not go_on.is_set()
        ends = []
        told.session.closed.connect(ends.append)
        go_on.set()
        told.until(lambda: bool(ends))
        told.session.setProperty("gone", True)


def test_a_running_job_is_stopped_before_the_case_closes(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    begun = threading.Event()

    def work(ctx):
        numbers = iter(range(100, 10**6))
        while True:
            add_scored(case, [next(numbers)])
            begun.set()
            ctx.checkpoint()

    with opened(qtbot, case) as told:
        told.rows()
        told.session.jobs.start("import", "Importing", work)
        told.until(begun.is_set)
        assert close(qtbot, told.session) is None
    assert names(tmp_path) == ["c.triage"]


def test_nothing_is_told_of_questions_that_closing_cut_short(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    begun = threading.Event()

    def count_for_ever(conn):
        conn.set_progress_handler(begun.set, 1000)
        return conn.execute(ENDLESS).fetchone()

    with opened(qtbot, case) as told:
        told.rows()
        heard = []
        future = told.session.asker.ask(count_for_ever)
        told.session.courier.deliver(future, told.session, heard.append)
        told.session.details.ask(ids[0])
        told.until(begun.is_set)
        assert close(qtbot, told.session) is None
        told.session.details.ask(ids[1])
        told.session.status.now()
        told.views.ask(Filter(), Sort.SIZE, natural=True)
        told.views.refresh()
        assert told.views.count_each([Filter()]).cancelled()
        QCoreApplication.sendPostedEvents()
        assert heard == []
        assert told.failed == []


def test_a_long_reading_of_the_case_is_broken_off_without_a_word(qtbot, tmp_path, monkeypatch):
    case, _ids = scored_case(tmp_path)
    begun = threading.Event()

    def read_for_ever(conn):
        conn.set_progress_handler(begun.set, 1000)
        return conn.execute(ENDLESS).fetchone()

    monkeypatch.setattr(Columns, "load", read_for_ever)
    with opened(qtbot, case) as told:
        told.until(begun.is_set)
        assert close(qtbot, told.session) is None
        assert told.failed == []


def test_a_grade_after_the_end_is_refused_in_words(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        close(qtbot, told.session)
        told.session.grading.grade([ids[0]], 1)
        told.until(lambda: bool(told.failed))
        assert "closed" in str(told.failed[0])


def test_the_columns_are_let_go_of(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        close(qtbot, told.session)
        assert told.views.shown is None
        assert told.session.columns() is None


def handles():
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def living():
    """The objects of Qt that Python knows of."""
    gc.collect()
    return sum(1 for thing in gc.get_objects() if is_living(thing))


def is_living(thing):
    return issubclass(type(thing), QObject) and shiboken6.isValid(thing)


def memory_kb():
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0])


def open_and_close(qtbot, path):
    with opened(qtbot, Case.open(path, by="kim")) as told:
        told.whole_counts(Filter())
        told.session.details.ask(1)
        told.session.grading.grade([2], 1)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.skipif(sys.platform != "linux", reason="handles are counted in /proc")
def test_200_openings_and_closings_leave_nothing_behind(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    case.close()
    for _ in range(20):
        open_and_close(qtbot, case.path)
    qtbot.waitUntil(lambda: not case_threads(), timeout=5000)
    before = (handles(), living(), memory_kb())
    for _ in range(200):
        open_and_close(qtbot, case.path)
    qtbot.waitUntil(lambda: not case_threads(), timeout=5000)
    assert handles() <= before[0]
    assert living() <= before[1]
    assert memory_kb() < before[2] + 10_000
