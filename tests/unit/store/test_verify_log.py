"""Forgeries that the audit log contradicts, made on a closed case with plain SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.case_records import (
    BY,
    RUN,
    add_files,
    add_source,
    done,
    found,
    hashes,
    pack,
    vector,
)
from triage.core.records import Examined, FileKind, Reason, State
from triage.store.case import Case
from triage.store.commands import (
    BeginJob,
    BeginModelRun,
    EndJob,
    MoveSource,
    OpenUpFolder,
    RecordItem,
    SetGrade,
    SetThreshold,
)
from triage.store.reader import Reader
from triage.store.verify import check_case

if TYPE_CHECKING:
    from pathlib import Path

COUNTS: dict[str, Any] = {
    "found": 4,
    "analysed": 2,
    "skipped": 1,
    "failed": 1,
    "pending": 0,
    "reasons": {"link": 1, "corrupt": 1},
}
DROP_TRIGGERS = (
    "DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_update; DROP TRIGGER audit_at_the_end;"
)
LAME_TRIGGER = (
    "DROP TRIGGER audit_no_update; CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
    "BEGIN SELECT 1; END"
)


@pytest.fixture
def closed(case_path: Path) -> Path:
    """An import that ended, a source that moved, a threshold that moved, and three grades."""
    with Case.create(case_path, name="Harbour", number="7", examiner=BY, by=BY) as case:
        source = add_source(case)
        job = case.send(BeginJob("import", source, BY, {"workers": 1})).result(10).ids[0]
        run = case.send(BeginModelRun(pack(), RUN, job, BY)).result(10).ids[0]
        files = [found(1), found(2), found(3), found(4, kind=FileKind.LINK)]
        first, second, bad, _ = add_files(case, source, files)
        case.send(done(first, 1, ((run, vector(0.25, 0.75)),))).result(10)
        case.send(done(second, 2, ((run, vector(0.5, 0.5)),))).result(10)
        broken = Examined(State.FAILED, Reason.CORRUPT)
        read = RecordItem(bad, None, hashes(3), broken, State.FAILED, Reason.CORRUPT)
        case.send(read).result(10)
        case.send(EndJob(job, "done", BY, COUNTS)).result(10)
        case.send(MoveSource(source, b"/moved", BY)).result(10)
        case.send(SetThreshold("dog", 0.25, BY)).result(10)
        case.send(SetGrade((first, second, bad), 2, "lee")).result(10)
        case.send(SetGrade((bad,), None, "lee")).result(10)
    return case_path


def _problems(path: Path, script: str = "") -> str:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.executescript(script)
    with Reader.open(path) as reader:
        return "\n".join(check_case(reader.connection))


def test_a_case_that_agrees_with_its_log_has_no_problem(closed: Path) -> None:
    assert _problems(closed) == ""


GRADES = [
    (
        "UPDATE grade SET category = 4 WHERE item_id = 1",
        "grades are not those that the audit log tells: 1 (items 1)",
    ),
    (
        "UPDATE grade SET by = 'mallory' WHERE item_id = 1",
        "grades are not those that the audit log tells: 1 (items 1)",
    ),
    (
        "UPDATE grade SET at = '2001-01-01T00:00:00.000Z'",
        "grades are not those that the audit log tells: 2 (items 1, 2)",
    ),
    ("DELETE FROM grade WHERE item_id = 2", "grades of the audit log are missing"),
    (
        "INSERT INTO grade VALUES (3, 1, 'lee', '2026-01-01T00:00:00.000Z', NULL)",
        "grades stand in the case that the audit log does not know",
    ),
    ("UPDATE category SET name = 'harmless' WHERE number = 2", "category 2 is called 'harmless'"),
    ("UPDATE grade SET content_id = 3 WHERE item_id = 1", "content that they never had"),
]
THRESHOLDS = [
    ("UPDATE threshold SET value = 0.9", "threshold of pets/dog is 0.9, the audit log says 0.25"),
    ("UPDATE threshold SET by = 'mallory'", "was moved by mallory"),
    ("DELETE FROM threshold", "is its default 0.5, the audit log says 0.25"),
    (
        "INSERT INTO threshold VALUES (1, 'cat', 0.9, 'kim', '2026-01-01T00:00:00.000Z')",
        "the audit log knows no change of it",
    ),
]
SOURCES = [
    ("UPDATE source SET place = x'2f65'", "its place is '/e', the audit log says '/moved'"),
    ("UPDATE source SET exhibit = 'E9'", "its exhibit number is 'E9'"),
    ("UPDATE source SET name = 'other'", "its name is 'other'"),
    ("UPDATE source SET added_at = '2001-01-01T00:00:00.000Z'", "it was added at 2001"),
    (
        "INSERT INTO source VALUES (9, 'x', '', x'78', '2026-01-01T00:00:00.000Z', 'kim')",
        "the source x is not in the audit log",
    ),
    ("UPDATE case_info SET examiner = 'mallory'", "the examiner of the case is 'mallory'"),
]
MODELS = [
    ("UPDATE model_run SET provider = 'dml'", "model run 1: the audit log says otherwise on: prov"),
    ("UPDATE pack SET version = '2.0'", "otherwise on: version"),
    ("UPDATE pack SET labels = replace(labels, '0.5', '0.01')", "otherwise on: labels"),
    ("UPDATE pack SET labels = replace(labels, 'true', 'false')", "otherwise on: labels"),
    ("UPDATE model_run SET id = 2; UPDATE suggestion SET run_id = 2", "run 2 is not in the audit"),
    ("INSERT INTO pack SELECT 9, 'b', '', 'x', '', '', 1, '[]', '{}', ''", "without a run"),
]
JOBS = [
    ("UPDATE job SET outcome = 'cancelled'", "job 1: the audit log says otherwise on: outcome"),
    ("UPDATE job SET by = 'mallory'", "otherwise on: person"),
    ("UPDATE job SET detail = '{}'", "otherwise on: detail"),
    ("UPDATE job SET ended_at = NULL", "otherwise on: end"),
    ("DELETE FROM job", "job 1 of the audit log is missing"),
    ("INSERT INTO job SELECT 5, kind, 1, by, started_at, NULL, NULL, '{}' FROM job", "job 5 is"),
]
COUNTED = [
    ("DELETE FROM item WHERE id = 4", "found: the case has 3 items, and had 4"),
    (
        "UPDATE item SET state = 3, reason = 26, content_id = NULL WHERE id = 3",
        "unreadable: the case has 1 items, and had 0",
    ),
    ("UPDATE item SET state = 3, reason = 20, content_id = NULL WHERE id = 1", "have no content"),
]
SCORES = [
    ("UPDATE suggestion SET scores = x''", "another length than their pack has labels"),
    ("UPDATE suggestion SET scores = x'0000c07f0000803f'", "no number from 0 to 1"),
    ("UPDATE suggestion SET scores = x'0000807f0000803f'", "no number from 0 to 1"),
    ("UPDATE suggestion SET scores = x'000000400000803f'", "no number from 0 to 1"),
    ("UPDATE suggestion SET scores = x'000080bf0000803f'", "no number from 0 to 1"),
]
LOG = [
    (DROP_TRIGGERS, "the trigger audit_no_delete is missing"),
    (DROP_TRIGGERS + "DELETE FROM audit", "the audit log is empty"),
    (DROP_TRIGGERS + "DELETE FROM audit WHERE n = 1", "does not begin with the making"),
    (
        "CREATE TRIGGER mine AFTER INSERT ON grade BEGIN DELETE FROM grade; END",
        "the case holds a trigger mine of others",
    ),
    (
        LAME_TRIGGER,
        "the trigger audit_no_update is not as this program makes it",
    ),
    ("UPDATE source SET place = 'text'", "values that this program never writes"),
]


@pytest.mark.parametrize(
    ("script", "sentence"),
    [*GRADES, *THRESHOLDS, *SOURCES, *MODELS, *JOBS, *COUNTED, *SCORES, *LOG],
)
def test_a_forgery_is_told(closed: Path, script: str, sentence: str) -> None:
    assert sentence in _problems(closed, script)


def test_items_cannot_vanish_while_another_import_is_unfinished(closed: Path) -> None:
    with Case.open(closed, by=BY) as case:
        case.send(BeginJob("import", None, BY)).result(10)
    problems = _problems(closed, "DELETE FROM item WHERE id = 4")
    assert "the case has 3 items, and 4 were found by the end of job 1" in problems


def test_a_threshold_put_back_to_its_default_is_no_difference(closed: Path) -> None:
    with Case.open(closed, by=BY) as case:
        case.send(SetThreshold("dog", None, BY)).result(10)
        case.send(SetThreshold("cat", 0.5, BY)).result(10)
    assert _problems(closed) == ""


def test_a_folder_that_opened_up_is_no_lost_item(closed: Path) -> None:
    with Case.open(closed, by=BY) as case:
        job = case.send(BeginJob("import", 1, BY)).result(10).ids[0]
        item = add_files(case, 1, [found(9, kind=FileKind.UNREADABLE)])[0]
        reasons = {"link": 1, "corrupt": 1, "unreadable": 1}
        counts = {**COUNTS, "found": 5, "failed": 2, "reasons": reasons}
        case.send(EndJob(job, "done", BY, counts)).result(10)
        case.send(OpenUpFolder(item, BY)).result(10)
    assert _problems(closed) == ""


def test_grades_of_names_that_are_no_utf8_are_no_difference(case_path: Path) -> None:
    odd = "kim\udcff"
    with Case.create(case_path, name="na\udcefve", examiner=odd, by=odd) as case:
        item = add_files(case, add_source(case, b"/\xff", "caf\udce9"), [found(1)])[0]
        case.send(SetGrade((item,), 1, odd)).result(10)
    assert _problems(case_path) == ""


def test_an_audit_row_without_its_words_is_told_not_thrown(closed: Path) -> None:
    script = DROP_TRIGGERS + "UPDATE audit SET detail = '{}' WHERE what = 'grade-set'"
    assert "audit rows do not say what rows of their kind must say" in _problems(closed, script)
