from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import add_source
from triage.store import audit
from triage.store.case import Case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def closed(case_path: Path) -> Path:
    """A case with three audit rows: created, opened, source added."""
    with Case.create(case_path, by="kim\udcff") as case:
        add_source(case, b"/\xff", "naïve")
    return case_path


def _tampered(path: Path, *statements: str) -> list[str]:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for trigger in ("audit_no_update", "audit_no_delete", "audit_at_the_end"):
            conn.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            conn.execute(statement)
        return audit.check(conn)


def test_each_hash_is_that_of_the_contract(closed: Path) -> None:
    prev = "0" * 64
    with closing(sqlite3.connect(closed)) as conn:
        rows = list(audit.rows(conn))
    assert [row.n for row in rows] == [1, 2, 3]
    for row in rows:
        shown = json.loads(json.dumps(row.as_dict()))
        seal = shown.pop("hash")
        assert shown["prev"] == prev
        text = json.dumps(shown, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        assert hashlib.sha256(text.encode()).hexdigest() == seal
        prev = seal


def test_keys_come_in_the_order_of_the_contract(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as conn:
        first = next(audit.rows(conn)).as_dict()
    assert list(first) == ["n", "at", "by", "what", "detail", "prev", "hash"]


def test_a_whole_chain_has_no_problem_and_the_head_is_its_last_hash(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as conn:
        assert audit.check(conn) == []
        assert audit.head(conn) == (3, list(audit.rows(conn))[-1].hash)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET by = 'lee' WHERE n = 1",
        "DELETE FROM audit WHERE n = 1",
        "INSERT OR REPLACE INTO audit VALUES (1, 'x', 'x', 'x', '{}', 'x', 'x')",
        "INSERT INTO audit VALUES (9, 'x', 'x', 'x', '{}', 'x', 'x')",
    ],
)
def test_the_log_is_append_only(closed: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(closed)) as conn,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        conn.execute(statement)


@pytest.mark.parametrize("column", ["at", "by", "what", "detail", "hash"])
def test_an_edited_row_is_found(closed: Path, column: str) -> None:
    problems = _tampered(closed, f"UPDATE audit SET {column} = '{{\"a\":1}}' WHERE n = 2")
    assert "audit row 2 was changed after it was written" in problems


def test_a_detail_that_is_no_json_is_found(closed: Path) -> None:
    problems = _tampered(closed, "UPDATE audit SET detail = 'oops' WHERE n = 2")
    assert problems == ["audit row 2 was changed after it was written"]


def test_a_deleted_row_is_found(closed: Path) -> None:
    problems = _tampered(closed, "DELETE FROM audit WHERE n = 2")
    assert problems == [
        "audit row 2 is missing before row 3",
        "audit row 3 does not follow the row before it",
    ]
