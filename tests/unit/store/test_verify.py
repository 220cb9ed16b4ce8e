from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import add_files, add_source, begin_run, done, found, vector
from triage.core.records import FileKind
from triage.store.case import Case
from triage.store.commands import SetGrade
from triage.store.reader import Reader
from triage.store.verify import check_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def closed(case_path: Path) -> Path:
    """A case with an analysed, scored and graded item, a link and a pending file."""
    with Case.create(case_path, by="kim") as case:
        files = [found(1), found(2, kind=FileKind.LINK), found(3)]
        first, *_ = add_files(case, add_source(case), files)
        case.send(done(first, 1, ((begin_run(case), vector(0.25, 0.75)),))).result(10)
        case.send(SetGrade((first,), 1, "kim")).result(10)
    return case_path


def _problems(path: Path, statement: str = "") -> list[str]:
    if statement:
        with closing(sqlite3.connect(path, isolation_level=None)) as conn:
            conn.execute("PRAGMA ignore_check_constraints = ON")
            conn.execute(statement)
    with Reader.open(path) as reader:
        return check_case(reader.connection)


def test_a_whole_case_has_no_problem(closed: Path) -> None:
    assert _problems(closed) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE item SET reason = 20 WHERE id = 1", "reason that does not belong"),
        ("UPDATE item SET state = 3, reason = 20 WHERE id = 1", "another state or reason"),
        ("UPDATE item SET content_id = NULL WHERE id = 1", "analysed items have no content"),
        ("UPDATE item SET content_id = 1 WHERE id = 2", "links or special files have a content"),
        ("UPDATE item SET state = 9, reason = 0 WHERE id = 3", "only 2 have a state"),
        ("UPDATE suggestion SET scores = x'00000000'", "another length than their pack"),
        ("UPDATE content SET state = 3, reason = 20", "not analysed have scores"),
        ("UPDATE folder SET source_id = 9", "folder of another source"),
        ("DELETE FROM content", "table item, row 1: its content is missing"),
        ("DELETE FROM category", "table grade, row 1: its category is missing"),
        ("UPDATE suggestion SET run_id = 7", "its model_run is missing"),
    ],
)
def test_a_contradiction_is_found(closed: Path, statement: str, sentence: str) -> None:
    assert any(sentence in problem for problem in _problems(closed, statement))


def test_a_damaged_page_is_found_and_told(closed: Path) -> None:
    with closed.open("r+b") as file:
        for page in range(3, closed.stat().st_size // 8192):
            file.seek(page * 8192)
            file.write(b"\xee" * 64)
    with Reader.open(closed) as reader:
        problems = check_case(reader.connection)
    assert any("damaged" in problem for problem in problems)
