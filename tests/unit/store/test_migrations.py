from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from triage.core.errors import CaseError
from triage.store import migrations
from triage.store.case import Case

if TYPE_CHECKING:
    from pathlib import Path

_SECOND = """
BEGIN IMMEDIATE;
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
{middle}
INSERT INTO migration (version) VALUES (2);
PRAGMA user_version = 2;
COMMIT;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Migrations of a program that knows schema 2."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, folder)
    (folder / "0002_note.sql").write_text(_SECOND.format(middle=""), "utf-8")
    return folder


def _schema(path: Path) -> tuple[int, list[str]]:
    with closing(sqlite3.connect(path)) as conn:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return version, [name for (name,) in tables]


def _migrate(path: Path, folder: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        migrations.migrate(conn, path, folder)


def test_each_step_is_applied_and_recorded(case_path: Path, folder: Path) -> None:
    Case.create(case_path, by="kim").close()
    _migrate(case_path, folder)
    version, tables = _schema(case_path)
    assert version == 2
    assert "note" in tables
    with closing(sqlite3.connect(case_path)) as conn:
        assert conn.execute("SELECT version FROM migration").fetchall() == [(1,), (2,)]


def test_an_older_case_is_copied_whole_before(case_path: Path, folder: Path) -> None:
    Case.create(case_path, name="Harbour", by="kim").close()
    _migrate(case_path, folder)
    backup = case_path.with_name("c.triage.backup-v1")
    assert _schema(backup)[0] == 1
    with closing(sqlite3.connect(backup)) as conn:
        assert conn.execute("SELECT name FROM case_info").fetchone() == ("Harbour",)
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_case_of_today_is_not_copied(case_path: Path) -> None:
    Case.create(case_path, by="kim").close()
    Case.open(case_path, by="kim").close()
    assert [file.name for file in case_path.parent.iterdir()] == ["c.triage"]


@pytest.mark.parametrize("middle", ["CREATE TABLE item (id);", "INSERT INTO nowhere VALUES (1);"])
def test_a_step_that_fails_in_the_middle_leaves_nothing(
    case_path: Path, folder: Path, middle: str
) -> None:
    Case.create(case_path, by="kim").close()
    before = _schema(case_path)
    (folder / "0002_note.sql").write_text(_SECOND.format(middle=middle), "utf-8")
    with pytest.raises(CaseError, match=r"could not be brought to schema 2.*nothing in it was"):
        _migrate(case_path, folder)
    assert _schema(case_path) == before


def test_a_file_of_another_program_is_refused(case_path: Path) -> None:
    with closing(sqlite3.connect(case_path)) as conn:
        conn.execute("CREATE TABLE t (a)")
    with pytest.raises(CaseError, match="is not a case of Forensic Triage"):
        Case.open(case_path, by="kim")
