"""Digests from one read, and evidence that stays as it is."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.whereabouts import where
from triage.core.job import Cancelled
from triage.evidence.hashing import hash_file
from triage.evidence.opening import open_evidence

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1 << 20
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs what only POSIX file systems have")


@pytest.mark.parametrize("size", [0, 1, 1000, MIB - 1, MIB, MIB + 1, 3 * MIB + 5])
def test_the_three_digests_are_those_of_the_whole_file(tmp_path: Path, size: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    path = tmp_path / "f"
    path.write_bytes(data[:size])
    found = hash_file(where(path))
    assert found.size == size
    assert found.md5 == hashlib.md5(data[:size]).digest()
    assert found.sha1 == hashlib.sha1(data[:size]).digest()
    assert found.sha256 == hashlib.sha256(data[:size]).digest()


def test_hashing_stops_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(bytes(3 * MIB))
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        hash_file(where(path), lambda: next(answers))


def test_a_missing_file_raises_as_the_system_says(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        hash_file(where(tmp_path / "gone"))


def test_hashing_leaves_times_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"evidence")
    os.utime(path, ns=(10**18, 2 * 10**18))
    hash_file(where(path))
    status = path.stat()
    assert status.st_mtime_ns == 2 * 10**18
    if sys.platform == "linux":  # elsewhere the volume decides on access times
        assert status.st_atime_ns == 10**18


def test_an_opened_file_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"evidence")
    with open_evidence(str(path)) as file, pytest.raises(OSError, match="not open for writing"):
        file.write(b"x")


@posix_only
def test_a_fifo_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(OSError, match="not a regular file"):
        hash_file(where(tmp_path / "fifo"))


@posix_only
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")
    (tmp_path / "link").symlink_to("f")
    with pytest.raises(OSError, match=r"link|symbolic"):
        hash_file(where(tmp_path / "link"))


@posix_only
def test_no_handle_is_left_open(tmp_path: Path) -> None:
    before = os.dup(0)
    os.close(before)
    for _ in range(3):
        with pytest.raises(OSError, match="not a regular"):
            hash_file(where(tmp_path))
    after = os.dup(0)
    os.close(after)
    assert after == before
