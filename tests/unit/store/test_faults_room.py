from __future__ import annotations

import sqlite3
from concurrent.futures import wait
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import (
    add_files,
    add_source,
    done,
    examined,
    found,
    hashes,
)
from tests.support.fault_tools import mounted, small_medium
from triage.core.errors import DiskFullError
from triage.core.records import State
from triage.store.case import Case
from triage.store.commands import RecordItem, SetGrade
from triage.store.reader import Reader
from triage.store.verify import check_case

if TYPE_CHECKING:
    from pathlib import Path


def _limit_pages(case: Case, more: int) -> None:
    """Let SQLite itself refuse to grow the file by more than some pages."""
    connection = case._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + more}")


def _big(item: int, number: int) -> RecordItem:
    thumbnail = bytes([number % 256]) * 6000
    what = examined(number, thumbnail=thumbnail)
    return RecordItem(item, None, hashes(number), what, State.ANALYSED)


def test_a_full_case_says_so_and_keeps_what_was_committed(case: Case) -> None:
    items = add_files(case, add_source(case), [found(n) for n in range(40)])
    _limit_pages(case, 12)
    futures = [case.send_bulk(_big(item, n)) for n, item in enumerate(items)]
    wait(futures, 30)
    failed = [future for future in futures if future.exception()]
    assert failed
    assert all(isinstance(future.exception(), DiskFullError) for future in failed)
    assert "no room left" in str(failed[0].exception())
    kept = [item for item, future in zip(items, futures, strict=True) if not future.exception()]
    with case.reader() as reader:
        analysed = reader.connection.execute("SELECT id FROM item WHERE state = 1 ORDER BY id")
        assert kept
        assert [item for (item,) in analysed] == kept
        assert check_case(reader.connection) == []


def test_once_there_is_room_work_goes_on(case: Case) -> None:
    items = add_files(case, add_source(case), [found(n) for n in range(30)])
    _limit_pages(case, 0)
    first = [case.send_bulk(_big(item, n)) for n, item in enumerate(items)]
    wait(first, 30)
    assert any(future.exception() for future in first)
    _limit_pages(case, 1000)
    again = [case.send_bulk(_big(item, n)) for n, item in enumerate(items)]
    assert all(future.result(30) for future in again)


def test_a_person_is_told_too(case: Case) -> None:
    items = add_files(case, add_source(case), [found(n) for n in range(2000)])
    _limit_pages(case, 0)
    with pytest.raises(DiskFullError):
        case.send(SetGrade(items, 1, "kim")).result(30)
    with case.reader() as reader:
        assert reader.connection.execute("SELECT count(*) FROM grade").fetchone() == (0,)


def test_a_medium_that_fills_up_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", *small_medium(tmp_path, 2048)) as folder:
        path = folder / "c.triage"
        case = Case.create(path, by="kim")
        items = add_files(case, add_source(case), [found(n) for n in range(400)])
        futures = [case.send_bulk(_big(item, n)) for n, item in enumerate(items)]
        wait(futures, 60)
        errors = [error for error in (future.exception() for future in futures) if error]
        assert errors
        assert all(isinstance(error, DiskFullError) for error in errors)
        kept = len(futures) - len(errors)
        with pytest.raises(DiskFullError):
            case.close()  # no room to fold the -wal into the file: both hold the case now
        with Reader.open(path) as reader:
            done_items = reader.connection.execute("SELECT count(*) FROM item WHERE state = 1")
            assert done_items.fetchone() == (kept,)
            assert check_case(reader.connection) == []


def test_with_room_again_the_same_case_opens_and_goes_on(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", *small_medium(tmp_path, 1536)) as folder:
        path = folder / "c.triage"
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(512 * 1024))
        case = Case.create(path, by="kim")
        items = add_files(case, add_source(case), [found(n) for n in range(200)])
        futures = [case.send_bulk(_big(item, n)) for n, item in enumerate(items)]
        wait(futures, 60)
        assert any(future.exception() for future in futures)
        ballast.unlink()
        case.send(done(items[-1], 7)).result(10)
        case.close()
        assert [file.name for file in folder.iterdir()] == ["c.triage"]
        with closing(sqlite3.connect(path)) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_case_that_cannot_be_begun_leaves_no_file(tmp_path: Path) -> None:
    with mounted(tmp_path / "tiny", *small_medium(tmp_path, 64)) as folder:
        with pytest.raises(DiskFullError):
            Case.create(folder / "c.triage", by="kim")
        assert list(folder.iterdir()) == []
