from __future__ import annotations

import os
import sys
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import add_source
from triage.core.errors import CaseError
from triage.store import audit, provenance
from triage.store.case import Case, _reserve
from triage.store.commands import AddSource
from triage.store.medium import Medium
from triage.store.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_case_says_what_it_is(case: Case) -> None:
    info = case.info()
    assert (info.name, info.number, info.examiner) == ("Harbour", "7", "kim")
    assert len(info.uuid) == 36
    assert info.created_at.endswith("Z")


def test_a_new_case_has_the_four_default_categories(case: Case) -> None:
    with case.reader() as reader:
        categories = provenance.categories(reader.connection)
    assert categories == {
        1: "relevant",
        2: "possibly relevant",
        3: "to discuss",
        4: "not relevant",
    }


def test_the_file_names_its_format_and_pages(case: Case) -> None:
    with case.reader() as reader:
        ask = reader.connection.execute
        assert ask("PRAGMA application_id").fetchone() == (0x54524947,)
        assert ask("PRAGMA user_version").fetchone() == (1,)
        assert ask("PRAGMA page_size").fetchone() == (8192,)
        assert ask("PRAGMA journal_mode").fetchone() == ("wal",)


def test_create_refuses_what_exists_and_leaves_it_alone(case_path: Path) -> None:
    case_path.write_bytes(b"precious")
    with pytest.raises(CaseError, match="exists already"):
        Case.create(case_path, by="kim")
    assert case_path.read_bytes() == b"precious"


def test_create_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="does not exist"):
        Case.create(tmp_path / "no" / "c.triage", by="kim")


def test_opening_is_on_record_with_by_host_and_process(case_path: Path) -> None:
    Case.create(case_path, by="kim").close()
    with Case.open(case_path, by="lee") as case, case.reader() as reader:
        row = audit.last(reader.connection, "case-opened")
    assert row is not None
    assert row.by == "lee"
    assert row.detail["pid"] == os.getpid()
    assert {"host", "app_version", "python", "platform"} <= row.detail.keys()


def test_a_clean_close_leaves_one_file_without_wal(case_path: Path) -> None:
    with Case.create(case_path, by="kim") as case:
        add_source(case)
        assert case_path.with_name("c.triage-wal").exists()
    assert [file.name for file in case_path.parent.iterdir()] == ["c.triage"]
    assert case_path.read_bytes()[18:20] == b"\x01\x01"  # header: rollback journal, not WAL


def test_reading_a_closed_case_creates_and_changes_nothing(case_path: Path) -> None:
    Case.create(case_path, by="kim").close()
    before = case_path.read_bytes()
    with Reader.open(case_path) as reader:
        reader.connection.execute("SELECT count(*) FROM item").fetchone()
        assert [file.name for file in case_path.parent.iterdir()] == ["c.triage"]
    assert case_path.read_bytes() == before


def test_a_reader_sees_only_what_was_committed_while_a_case_is_open(case: Case) -> None:
    with case.reader() as reader:
        add_source(case)
        assert [row.name for row in provenance.sources(reader.connection)] == ["evidence"]


def test_a_close_beside_a_reader_loses_nothing(case_path: Path) -> None:
    case = Case.create(case_path, by="kim")
    with case.reader() as reader:
        reader.connection.execute("BEGIN")
        reader.connection.execute("SELECT * FROM source").fetchall()
        add_source(case)
        case.close()
    with Reader.open(case_path) as reader:
        assert len(provenance.sources(reader.connection)) == 1


def test_a_closed_case_takes_no_more_commands(case: Case) -> None:
    case.close()
    with pytest.raises(CaseError, match="closed"):
        case.send(AddSource(b"/x", "x", "", "kim"))


def test_on_a_network_share_a_rollback_journal_replaces_wal(case_path: Path) -> None:
    share = Medium(network=True, fixed=False)
    with Case.create(case_path, by="kim", medium=share) as case:
        add_source(case)
        with case.reader() as reader:
            assert reader.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert not case_path.with_name("c.triage-wal").exists()


def test_a_case_with_an_odd_name_opens(tmp_path: Path) -> None:
    odd = "50% of #1 case&b=ü" if sys.platform == "win32" else "50% of #1? case&b=ü"
    path = tmp_path / f"{odd}.triage"
    with Case.create(path, by="kim") as case:
        add_source(case)
    with Reader.open(path) as reader:
        assert reader.path == path
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "name", ["con.triage", "photo.jpg:c.triage", "c.triage ", "end.\\c.triage"]
)
def test_create_refuses_a_name_that_windows_takes_for_something_else(name: str) -> None:
    with pytest.raises(CaseError, match="is no name for a case"):
        _reserve(PureWindowsPath("D:\\cases", name))  # pyright: ignore[reportArgumentType]  refused by its name alone
