from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from triage.core.errors import CaseLockedError
from triage.store.case import Case
from triage.store.lock import CaseLock, held
from triage.store.medium import Medium
from triage.store.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLD = """
import sys
from pathlib import Path
from triage.store.case import Case
with Case.open(Path(sys.argv[1]), by="lee"):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(case_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the case open."""
    Case.create(case_path, by="kim").close()
    arguments = [sys.executable, "-c", _HOLD, str(case_path)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_by_whom(
    holder: subprocess.Popen[str], case_path: Path
) -> None:
    with pytest.raises(CaseLockedError) as refused:
        Case.open(case_path, by="kim")
    assert "is in use by lee on " in str(refused.value)
    assert f"(process {holder.pid}) since " in str(refused.value)
    assert " UTC; close the case there first." in str(refused.value)


def test_a_held_case_can_be_read(holder: subprocess.Popen[str], case_path: Path) -> None:
    with Reader.open(case_path) as reader:
        assert reader.connection.execute("SELECT count(*) FROM audit").fetchone() == (3,)


def test_the_lock_is_free_as_soon_as_its_holder_is_killed(
    holder: subprocess.Popen[str], case_path: Path
) -> None:
    assert held(case_path)
    holder.kill()
    holder.wait(10)
    assert not held(case_path)
    Case.open(case_path, by="kim").close()


def test_the_same_process_cannot_open_a_case_twice(case: Case) -> None:
    with pytest.raises(CaseLockedError, match="in use by kim"):
        Case.open(case.path, by="lee")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists who holds what")
def test_asking_for_the_lock_does_not_drop_the_locks_of_sqlite(case_path: Path) -> None:
    share = Medium(network=True, fixed=False)
    with Case.create(case_path, by="kim", medium=share) as case:
        connection = case._connection
        assert connection is not None
        connection.execute("BEGIN IMMEDIATE")
        before = _fcntl_locks(case_path)
        assert held(case_path, network=True)
        assert CaseLock.acquire(case_path, network=True, retry_s=0) is None
        assert before
        assert _fcntl_locks(case_path) == before
        connection.execute("ROLLBACK")


def _fcntl_locks(path: Path) -> list[str]:
    inode = f":{path.stat().st_ino}"
    rows = [line.split() for line in Path("/proc/locks").read_text("utf-8").splitlines()]
    return sorted(" ".join(row[1:]) for row in rows if row[1] == "POSIX" and row[5].endswith(inode))


def test_a_child_does_not_inherit_the_lock(case_path: Path) -> None:
    case = Case.create(case_path, by="kim")
    sleeper = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with subprocess.Popen(sleeper, stdin=subprocess.PIPE, close_fds=False) as child:
        case.close()
        assert not held(case_path)
        child.kill()


@pytest.mark.parametrize("network", [False, True])
def test_the_lock_keeps_others_out_until_released(case_path: Path, network: bool) -> None:
    Case.create(case_path, by="kim").close()
    lock = CaseLock.acquire(case_path, network=network)
    assert lock is not None
    assert CaseLock.acquire(case_path, network=network, retry_s=0) is None
    lock.release()
    again = CaseLock.acquire(case_path, network=network, retry_s=0)
    assert again is not None
    again.release()


def test_a_lock_that_is_given_up_within_a_second_is_waited_for(
    holder: subprocess.Popen[str], case_path: Path
) -> None:
    assert holder.stdin is not None
    holder.stdin.close()
    start = time.monotonic()
    Case.open(case_path, by="kim").close()
    assert time.monotonic() - start < 10
