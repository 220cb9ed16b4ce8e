"""The list of hashes, and the archives that hold it."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from installer import archives
from installer.bundle import sums

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = 1_700_000_001


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Forensic Triage"
    (made / "_internal").mkdir(parents=True)
    (made / "triage").write_bytes(b"program")
    (made / "triage").chmod(0o755)
    (made / "_internal" / "ä file").write_bytes(b"data")
    sums.write(made)
    return made


def test_the_list_names_every_file_but_itself_in_the_order_of_bytes(folder: Path):
    (folder / "Z").write_bytes(b"")
    sums.write(folder)
    sums.write(folder)
    names = [line[66:] for line in (folder / sums.NAME).read_text("utf-8").splitlines()]
    assert names == ["Z", "_internal/ä file", "triage"]


@pytest.mark.skipif(sys.platform != "linux", reason="sha256sum is a tool of Linux")
def test_the_list_is_what_sha256sum_checks(folder: Path):
    command = ["sha256sum", "--strict", "-c", sums.NAME]
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
    (folder / "triage").write_bytes(b"another")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1


def test_archives_are_named_by_version_and_system():
    assert archives.name("1.2.0", windows=True) == "forensic-triage-1.2.0-windows-x64.zip"
    assert archives.name("1.2.0", windows=False) == "forensic-triage-1.2.0-linux-x64.tar.gz"


@pytest.mark.parametrize("pack", [archives.pack_tar, archives.pack_zip])
def test_the_same_folder_gives_the_same_bytes(pack, folder: Path, tmp_path: Path):
    pack(folder, tmp_path / "one", "top", MOMENT)
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    pack(folder, tmp_path / "two", "top", MOMENT)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_tar_keeps_links_and_what_can_be_run_and_tells_no_user(folder: Path, tmp_path: Path):
    (folder / "link").symlink_to("_internal/ä file")
    archives.pack_tar(folder, tmp_path / "x.tar.gz", "top", MOMENT)
    with gzip.open(tmp_path / "x.tar.gz") as raw, tarfile.open(fileobj=raw) as tar:
        entries = {entry.name: entry for entry in tar}
    assert entries["top/link"].linkname == "_internal/ä file"
    assert [entries[f"top/{name}"].mode for name in ("triage", "SHA256SUMS")] == [0o755, 0o644]
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries.values()} == {
        (0, "", MOMENT)
    }


def test_archives_bear_the_moment_of_the_source(folder: Path, tmp_path: Path):
    archives.pack_tar(folder, tmp_path / "x.tar.gz", "top", MOMENT)
    archives.pack_zip(folder, tmp_path / "x.zip", "top", MOMENT)
    assert int.from_bytes((tmp_path / "x.tar.gz").read_bytes()[4:8], "little") == MOMENT
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_the_zip_is_portable_and_its_list_says_so(folder: Path, tmp_path: Path):
    archives.pack_zip(folder, tmp_path / "x.zip", "top", MOMENT)
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        mark = hashlib.sha256(packed.read("top/portable")).hexdigest()
        listed = packed.read("top/SHA256SUMS").decode()
    assert f"{mark}  portable\n" in listed
    assert listed.endswith("  triage\n")
    assert not (folder / "portable").exists()
