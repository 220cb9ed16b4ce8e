"""Parts of the columns that are read anew: many grades at once, one threshold."""

from __future__ import annotations

from triage.core.filters import Filter
from triage.store import grade_columns
from triage.store.case_threshold import case_threshold


def test_grades_of_many_items_are_read_in_one_go(case, monkeypatch):
    monkeypatch.setattr(grade_columns, "_MANY", 1)
    one, two = case.item("a.jpg"), case.item("b.jpg")
    case.grade(one, 1)
    query = case.query()
    case.connection.execute("DELETE FROM grade")
    case.grade(two, 2, by="ben")
    query.refresh_grades(case.connection, [one, two, 99])
    assert query.facet("grade", Filter()) == {None: 1, 2: 1}
    assert query.facet("grader", Filter()) == {"": 1, "ben": 1}


def test_the_threshold_of_the_case_is_the_examiners_or_none(case):
    number = case.pack("p", {"cat": 0.5})
    (pack,) = case.columns().packs
    assert pack.pack_id == number
    assert case_threshold(case.connection, pack, "cat") is None
    case.connection.execute(
        "INSERT INTO threshold VALUES (?, 'cat', 0.25, 'anna', '2026-01-01T00:00:00.000Z')",
        (number,),
    )
    assert case_threshold(case.connection, pack, "cat") == 0.25
