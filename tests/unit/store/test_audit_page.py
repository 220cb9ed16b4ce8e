from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.case_records import add_files, add_source, done, found
from triage.store import audit
from triage.store.audit_words import sentence
from triage.store.commands import SetGrade
from triage.store.verify.whole import check_case

if TYPE_CHECKING:
    from triage.store.case import Case


@pytest.fixture
def graded(case: Case) -> Case:
    """Rows 1 created, 2 opened, 3 source, 4 grade, 5 its undo."""
    ids = add_files(case, add_source(case, b"/\xc3\xb6l", "Öl"), [found(1), found(2)])
    for number, item in enumerate(ids):
        case.send(done(item, number)).result(10)
    case.send(SetGrade(ids, 1, "lee")).result(10)
    case.send(SetGrade(ids, None, "lee", note="undo")).result(10)
    return case


def numbers(case: Case, **asked: Any) -> list[int]:
    with case.reader() as reader:
        return [row.n for row in audit.page(reader.connection, **asked)]


def test_pages_go_back_from_the_newest_row(graded: Case):
    assert numbers(graded, limit=2) == [5, 4]
    assert numbers(graded, before_n=4, limit=2) == [3, 2]
    assert numbers(graded, before_n=1) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lee", [5, 4]),
        ("LEE undo", [5]),
        ("gave category", [4]),
        ("grade-set", [5, 4]),
        ("öl", [3]),
        ("zebra", []),
    ],
)
def test_every_word_must_occur_in_the_row_or_its_sentence(
    graded: Case, text: str, found: list[int]
):
    assert numbers(graded, text=text) == found


def test_a_row_is_found_by_its_hash(graded: Case):
    with graded.reader() as reader:
        seal = list(audit.rows(reader.connection))[2].hash
    assert numbers(graded, text=seal) == [3]


def test_an_undo_is_on_record_as_one_and_the_log_still_agrees(graded: Case):
    with graded.reader() as reader:
        row = audit.last(reader.connection, "grade-set")
        assert check_case(reader.connection) == []
    assert row is not None
    assert row.detail["note"] == "undo"
    assert sentence(row.what, row.detail) == "Undo: Took the grade away from 2 items: 1, 2."


def test_a_grade_of_its_own_has_no_note(graded: Case):
    with graded.reader() as reader:
        row = next(row for row in audit.rows(reader.connection) if row.n == 4)
    assert "note" not in row.detail
