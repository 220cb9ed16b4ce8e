from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.golden.make_schema1 import PATH
from tests.support.case_records import hashes, vector
from triage.core.errors import CaseError
from triage.core.records import Flag, Reason, State
from triage.store import audit, provenance
from triage.store.case import Case
from triage.store.reader import Reader
from triage.store.status import status
from triage.store.verify import check_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection


@pytest.fixture
def golden() -> Iterator[Connection]:
    with Reader.open(PATH) as reader:
        yield reader.connection


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copyfile(PATH, tmp_path / "copy.triage")


def test_reading_it_changes_nothing() -> None:
    before = hashlib.sha256(PATH.read_bytes()).hexdigest()
    with Reader.open(PATH) as reader:
        assert check_case(reader.connection) == []
        assert status(reader.connection)["found"] == 7
    assert hashlib.sha256(PATH.read_bytes()).hexdigest() == before
    assert [file.name for file in PATH.parent.glob("schema1*")] == ["schema1.triage"]


def test_its_counts_are_known(golden: Connection) -> None:
    now = status(golden)
    states = [now[key] for key in ("found", "analysed", "skipped", "failed", "pending")]
    assert states == [7, 4, 1, 1, 1]
    assert now["reasons"] == {"link": 1, "corrupt": 1}
    assert now["labels"] == {"pets": {"cat": 2, "dog": 2}}
    assert now["audit"]["rows"] == 10


def test_its_items_are_known(golden: Connection) -> None:
    rows = golden.execute(
        "SELECT folder.path, item.name, item.state, item.reason, item.flags, sha256 FROM item "
        "JOIN folder ON folder.id = folder_id LEFT JOIN content ON content.id = content_id "
        "ORDER BY item.id"
    ).fetchall()
    done, one = (State.ANALYSED, Reason.NONE), hashes(1).sha256
    changed = Flag.CHANGED | Flag.EXTENSION_MISMATCH
    assert rows == [
        (b"a", b"f1.jpg", *done, 0, one),
        (b"a", b"f2.jpg", *done, 0, one),
        (b"a", b"f3.jpg", State.FAILED, Reason.CORRUPT, 0, hashes(3).sha256),
        (b"a", b"f4.jpg", State.SKIPPED, Reason.LINK, 0, None),
        (b"a", b"f5.jpg", *done, Flag.MISSING, hashes(5).sha256),
        (b"DCIM/\xff", b"na\xefve.jpg", *done, changed, hashes(6).sha256),
        (b"", b"f7.jpg", State.PENDING, Reason.NONE, 0, None),
    ]


def test_its_scores_grades_and_thresholds_are_known(golden: Connection) -> None:
    assert golden.execute("SELECT scores FROM suggestion").fetchall() == [(vector(0.75, 0.25),)]
    assert golden.execute("SELECT item_id, category, by FROM grade").fetchall() == [(1, 2, "lee")]
    thresholds = provenance.effective_thresholds(golden)
    assert thresholds["pets"]["dog"] == {"value": 0.25, "default": 0.5}


def test_its_audit_log_is_known(golden: Connection) -> None:
    assert [row.what for row in audit.rows(golden)] == [
        *("case-created", "case-opened", "source-added", "job-begun", "model-run"),
        *("job-ended", "threshold-changed", "grade-set", "grade-set", "exported"),
    ]


def test_this_program_opens_it_for_writing(copy: Path) -> None:
    with Case.open(copy, by="kim") as case:
        assert case.info().name == "Golden"
        with case.reader() as reader:
            assert check_case(reader.connection) == []


def test_a_newer_schema_is_refused_in_a_sentence(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("PRAGMA user_version = 2")
    sentence = r"newer version of Forensic Triage \(schema 2, this one knows 1\)"
    before = copy.read_bytes()
    with pytest.raises(CaseError, match=sentence):
        Reader.open(copy)
    with pytest.raises(CaseError, match=sentence):
        Case.open(copy, by="kim")
    assert copy.read_bytes() == before
