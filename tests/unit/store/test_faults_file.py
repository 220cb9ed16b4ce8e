from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.case_records import add_files, add_source, done, found
from tests.support.fault_tools import as_nobody, mounted, shared_folder
from triage.core.errors import CaseError
from triage.store.case import Case
from triage.store.medium import Medium
from triage.store.reader import Reader
from triage.store.status import status
from triage.store.verify import check_case

if TYPE_CHECKING:
    from pathlib import Path

_BATCH = 50
_WRITE_FOR_EVER = f"""
import sys
from pathlib import Path
from tests.support.case_records import add_source, done, found
from triage.store.case import Case
from triage.store.commands import RecordFound
case = Case.open(Path(sys.argv[1]), by="lee")
source = add_source(case)
number = 0
while True:
    files = tuple(found(n) for n in range(number, number + {_BATCH}))
    batch = case.send_bulk(RecordFound(source, files, None))
    number += {_BATCH}
    for n, item in enumerate(batch.result().ids[:20]):
        case.send_bulk(done(item, number + n))
    print(number, flush=True)
"""
_IMPORTS = """
import os, platform, sys
from pathlib import Path
from triage.core.errors import CaseError
from triage.store.case import Case
from triage.store.reader import Reader
"""
_LOOK = """
path = Path(sys.argv[1])
with Reader.open(path) as reader:
    print(reader.connection.execute("SELECT count(*) FROM item").fetchone()[0])
    print(reader.notice or "-")
    print(sorted(os.listdir(path.parent)))
try:
    Case.open(path, by="lee")
except CaseError as error:
    print(error)
"""


def _filled(path: Path, count: int = 30) -> None:
    with Case.create(path, by="kim") as case:
        items = add_files(case, add_source(case), [found(n) for n in range(count)])
        for number, item in enumerate(items):
            case.send_bulk(done(item, number))


def _left_open(path: Path, copy: Path) -> None:
    """A case with its ``-wal``, as a computer that lost its power leaves it."""
    with Case.create(path, by="kim") as case:
        add_files(case, add_source(case), [found(n) for n in range(30)])
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")


def _killed_in_the_middle(path: Path, reports: int) -> None:
    arguments = [sys.executable, "-c", _WRITE_FOR_EVER, str(path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(reports):
            assert writer.stdout.readline()
        writer.kill()
        assert writer.wait(10) == -signal.SIGKILL if sys.platform != "win32" else 1


@pytest.mark.parametrize("reports", [1, 3, 8])
def test_a_killed_writer_leaves_whole_commands_and_a_free_lock(
    case_path: Path, reports: int
) -> None:
    Case.create(case_path, by="kim").close()
    _killed_in_the_middle(case_path, reports)
    with Case.open(case_path, by="kim") as case, case.reader() as reader:
        assert check_case(reader.connection) == []
        (found_items,) = reader.connection.execute("SELECT count(*) FROM item").fetchone()
        assert found_items >= reports * _BATCH
        assert found_items % _BATCH == 0
    assert not case_path.with_name("c.triage-wal").exists()


def test_status_warns_of_a_wal_that_nobody_holds_until_it_is_tidied_up(case_path: Path) -> None:
    Case.create(case_path, by="kim").close()
    _killed_in_the_middle(case_path, 1)
    with Reader.open(case_path) as reader:
        assert "c.triage-wal lies beside the case" in status(reader.connection)["warning"]
    with Case.open(case_path, by="kim") as case, case.reader() as reader:
        assert "warning" not in status(reader.connection)
    with Reader.open(case_path) as reader:
        assert "warning" not in status(reader.connection)


def test_a_missing_case_is_told(case_path: Path) -> None:
    for open_case in (Reader.open, lambda path: Case.open(path, by="kim")):
        with pytest.raises(CaseError, match="There is no case at"):
            open_case(case_path)
    assert not case_path.exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00", bytes(100_000)])
def test_a_file_that_is_no_case_is_told_and_left_alone(case_path: Path, content: bytes) -> None:
    case_path.write_bytes(content)
    for open_case in (Reader.open, lambda path: Case.open(path, by="kim")):
        with pytest.raises(CaseError, match="is not a case of Forensic Triage"):
            open_case(case_path)
    assert case_path.read_bytes() == content


@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_a_truncated_case_is_told(case_path: Path, part: float) -> None:
    _filled(case_path)
    whole = case_path.read_bytes()
    case_path.write_bytes(whole[: int(len(whole) * part)])
    for open_case in (Reader.open, lambda path: Case.open(path, by="kim")):
        with pytest.raises(CaseError, match="damaged"):
            open_case(case_path)


@pytest.mark.parametrize("seed", range(8))
def test_a_corrupted_case_ends_in_a_sentence_wherever_it_is_hit(case_path: Path, seed: int) -> None:
    _filled(case_path)
    chance = random.Random(seed)
    data = bytearray(case_path.read_bytes())
    for _ in range(40):
        start = chance.randrange(len(data) - 64)
        data[start : start + 64] = chance.randbytes(64)
    case_path.write_bytes(data)
    try:
        with Reader.open(case_path) as reader:
            problems = check_case(reader.connection)
            status(reader.connection)
    except CaseError as error:
        problems = [str(error)]
    assert problems


def test_a_case_on_a_read_only_medium_is_read_and_not_changed(tmp_path: Path) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    path = folder / "c.triage"
    _filled(path)
    with mounted(folder, "--bind", "-o", "ro", str(folder)):
        with Reader.open(path) as reader:
            assert reader.notice == ""
            assert status(reader.connection)["found"] == 30
        with pytest.raises(CaseError, match="write-protected"):
            Case.open(path, by="kim")


def test_a_read_only_medium_with_a_wal_is_read_from_a_copy(tmp_path: Path) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    path = folder / "c.triage"
    _left_open(tmp_path / "live.triage", path)
    with mounted(folder, "--bind", "-o", "ro", str(folder)), Reader.open(path) as reader:
        assert "c.triage and c.triage-wal were copied to" in reader.notice
        assert status(reader.connection)["found"] == 30
        copy = reader.notice.split("copied to ")[1].split(" and are")[0]
    assert not (tmp_path / copy).exists()


def test_somebody_without_rights_reads_but_cannot_write() -> None:
    with shared_folder() as folder:
        path = folder / "c.triage"
        _filled(path)
        path.chmod(0o444)
        folder.chmod(0o555)
        items, notice, names, refusal = as_nobody(_IMPORTS, _LOOK, path).splitlines()
    assert (items, notice, names) == ("30", "-", "['c.triage']")
    assert "is write-protected" in refusal


def test_somebody_without_rights_reads_a_wal_from_a_copy() -> None:
    with shared_folder() as folder:
        path = folder / "c.triage"
        _left_open(folder / "live.triage", path)
        (folder / "live.triage").unlink()
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        items, notice, names, _ = as_nobody(_IMPORTS, _LOOK, path).splitlines()
    assert (items, names) == ("30", "['c.triage', 'c.triage-wal']")
    assert "were copied to" in notice


def test_a_hot_journal_is_rolled_back_in_a_copy(tmp_path: Path) -> None:
    live, path = tmp_path / "live.triage", tmp_path / "c.triage"
    with Case.create(live, by="kim", medium=Medium(network=True, fixed=False)) as case:
        add_files(case, add_source(case), [found(n) for n in range(3000)])
        connection = case._connection
        assert connection is not None
        connection.execute("PRAGMA cache_size = 1")  # half a transaction reaches the file
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE item SET state = 3, reason = 20")
        for suffix in ("", "-journal"):
            shutil.copyfile(f"{live}{suffix}", f"{path}{suffix}")
        connection.execute("ROLLBACK")
    with Reader.open(path) as reader:
        assert "c.triage-journal were copied to" in reader.notice
        assert status(reader.connection)["pending"] == 3000


def test_a_fault_while_reading_becomes_a_sentence(case_path: Path) -> None:
    _filled(case_path)
    data = bytearray(case_path.read_bytes())
    data[8192 * 3 :] = b"\xee" * (len(data) - 8192 * 3)
    case_path.write_bytes(data)
    with pytest.raises(CaseError, match="damaged"), Reader.open(case_path) as reader:
        reader.connection.execute("SELECT sum(length(name)) FROM item").fetchone()
