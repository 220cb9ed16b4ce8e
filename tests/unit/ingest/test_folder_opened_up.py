"""A folder that could not be listed once, and can be now."""

from __future__ import annotations

from tests.support.pictures import jpeg_bytes
from tests.unit.ingest.conftest import count, rows
from triage.core.records import FileKind, FoundFile
from triage.store.commands import RecordFound, SetGrade


def closed_folder(case, path=b"shut"):
    """The record of an earlier import that could not list a folder; its item id."""
    mark = FoundFile(b"", path, FileKind.UNREADABLE, detail="Permission denied")
    return case.send(RecordFound(1, (mark,))).result(10).ids[0]


def test_its_files_take_its_place(run, case, source):
    first = run(source)
    closed_folder(case)
    (source / "shut").mkdir()
    (source / "shut" / "x.jpg").write_bytes(jpeg_bytes(40))
    second = run(source)
    assert "shut" not in rows(case)
    assert second.found == first.found + 1


def test_an_empty_one_counts_no_more(run, case, source):
    first = run(source)
    closed_folder(case)
    (source / "shut").mkdir()
    assert run(source).found == first.found
    assert count(case, "item") == first.found


def test_a_graded_one_stays_and_is_missing(run, case, source):
    run(source)
    case.send(SetGrade((closed_folder(case),), 1, "kim")).result(10)
    (source / "shut").mkdir()
    run(source)
    assert rows(case)["shut"]["flags"] == ["missing"]


def test_one_that_is_gone_is_missing(run, case, source):
    run(source)
    closed_folder(case)
    run(source)
    assert rows(case)["shut"]["flags"] == ["missing"]
