"""Scanning: everything is named as it is, nothing is opened, followed or left out."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.deep_tree import deep_tree, first_free_descriptor
from triage.core import names
from triage.core.errors import SourceError
from triage.core.longpath import extended, openable, plain
from triage.core.records import FileKind
from triage.evidence.sources import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names or entries")
ROOT = Path(__file__).resolve().parents[3]

ODD_NAMES = [
    b"  leading.jpg",
    b"-rf.jpg",
    b".hidden",
    b"a%00b.jpg",
    b"cafe\xcc\x81.jpg",
    b"caf\xc3\xa9.jpg",
    b"caf\xe9.jpg",
    b"\xff\xfebom.jpg",
    b"surrogate_\xed\xa0\x80.jpg",
    b"overlong_\xc0\xaf.jpg",
    b"new\nline\rreturn\ttab.jpg",
    b"bell\x07\x1b[31m\x7f.jpg",
    b"back\\slash.jpg",
    b"C:colon.jpg",
    b"trailing dot.",
    b"trailing space ",
    b"CON",
    b"...jpg",
    b"....",
    "\u202etxt.gpj".encode(),
    "\U0001f3d6".encode() * 60,
    b"m" * 255,
    b"case.jpg",
    b"CASE.JPG",
]


def at(folder: Path, name: bytes) -> Path:
    """Where an odd name lies; ValueError for what Windows would take for a stream or a folder."""
    if sys.platform == "win32" and (b":" in name or b"\\" in name):
        raise ValueError
    return Path(openable(folder)) / names.native(name)


def made(folder: Path, raw_names: list[bytes]) -> set[bytes]:
    """Those of the names that this file system takes."""
    taken: set[bytes] = set()
    for name in raw_names:
        try:
            at(folder, name).write_bytes(name)
        except (OSError, ValueError):
            continue
        taken.add(name)
    return taken & {names.raw(name) for name in os.listdir(folder)}  # noqa: PTH208  raw text


def test_odd_names_come_back_as_the_bytes_they_are(tmp_path: Path) -> None:
    expected = made(tmp_path, ODD_NAMES)
    found = list(scan(tmp_path))
    assert {one.name for one in found} == expected
    assert all(one.kind is FileKind.REGULAR and one.folder == b"" for one in found)
    for one in found:
        assert at(tmp_path, one.name).stat().st_size == one.size


def test_odd_folders_are_walked(tmp_path: Path) -> None:
    wanted: set[tuple[bytes, bytes]] = set()
    for name in ODD_NAMES:
        try:
            at(tmp_path, name).mkdir()
        except (OSError, ValueError):
            continue
        (at(tmp_path, name) / "f").write_bytes(b"")
        wanted.add((name, b"f"))
    assert len(wanted) > 5
    assert {(one.folder, one.name) for one in scan(tmp_path)} == wanted


def test_size_and_time_are_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"12345")
    os.utime(path, ns=(10**18, 123_456_700))
    [found] = scan(tmp_path)
    assert (found.size, found.modified_ns) == (5, path.stat().st_mtime_ns)
    assert found.modified_ns == 123_456_700


def test_order_is_by_raw_name_files_before_folders(tmp_path: Path) -> None:
    for place in ("b/z", "b/a", "a/x/k", "a/m", "c", "Z"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    found = [names.join(one.folder, one.name) for one in scan(tmp_path)]
    assert found == [b"Z", b"c", b"a/m", b"a/x/k", b"b/a", b"b/z"]


def test_an_empty_source_has_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert list(scan(tmp_path)) == []


@pytest.mark.parametrize("place", ["gone", "file"])
def test_a_source_that_is_no_folder_is_told_in_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SourceError, match="cannot be listed"):
        next(scan(tmp_path / place))


@posix_only
def test_links_are_listed_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    source = tmp_path / "source"
    (outside / "deep").mkdir(parents=True)
    (outside / "secret.jpg").write_bytes(b"x")
    source.mkdir()
    for name, target in {
        "file": outside / "secret.jpg",
        "folder": outside,
        "loop": Path(),
        "up": Path(".."),
        "dangling": Path("nowhere"),
        "itself": Path("itself"),
    }.items():
        (source / name).symlink_to(target)
    found = {one.name: one.kind for one in scan(source)}
    expected = (b"file", b"folder", b"loop", b"up", b"dangling", b"itself")
    assert found == dict.fromkeys(expected, FileKind.LINK)


@posix_only
def test_a_fifo_and_a_socket_are_special_and_not_opened(tmp_path: Path) -> None:
    import socket

    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listener, tempfile.TemporaryDirectory() as short:
        listener.bind(f"{short}/s")
        shutil.move(f"{short}/s", tmp_path / "socket")
        found = {one.name: one.kind for one in scan(tmp_path)}
    assert found == {b"fifo": FileKind.SPECIAL, b"socket": FileKind.SPECIAL}


@posix_only
def test_a_tree_deeper_than_any_path_is_walked_to_its_end(tmp_path: Path) -> None:
    folder = deep_tree(tmp_path, 40)
    found = list(scan(tmp_path))
    assert [(one.folder, one.name) for one in found] == [
        (folder[: 201 * depth - 1] if depth else b"", name)
        for depth in range(41)
        for name in (b"a", b"b")
        if depth in {0, 40}
    ]
    assert {one.kind for one in found} == {FileKind.REGULAR}


@posix_only
def test_few_folders_are_open_at_any_depth(tmp_path: Path) -> None:
    deep_tree(tmp_path, 200)
    before = first_free_descriptor()
    walk = scan(tmp_path)
    assert sum(1 for _ in walk) == 4
    assert first_free_descriptor() == before
    walk = scan(tmp_path)
    assert len(list(itertools.islice(walk, 3))) == 3
    assert first_free_descriptor() < before + 50
    walk.close()
    assert first_free_descriptor() == before


@posix_only
def test_folders_beside_a_deep_one_are_reached_again(tmp_path: Path) -> None:
    place, wanted = tmp_path, []
    for depth in range(80):
        (place / "z").mkdir()
        (place / "z" / f"{depth}").write_bytes(b"")
        place /= "a"
        place.mkdir()
        wanted.append(b"a/" * depth + b"z")
    assert [one.folder for one in scan(tmp_path)] == wanted[::-1]


@posix_only
def test_a_path_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.evidence.sources.DEEPEST_BYTES", 3)
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    [found] = scan(tmp_path)
    assert (found.folder, found.name, found.detail) == (b"a/b", b"c", "lies too deep")


@posix_only
def test_a_folder_that_becomes_a_link_is_not_followed(tmp_path: Path) -> None:
    source, outside = tmp_path / "source", tmp_path / "outside"
    (source / "sub").mkdir(parents=True)
    outside.mkdir()
    for folder in (source, source / "sub", outside):
        (folder / "x").write_bytes(b"")
    walk = scan(source)
    next(walk)
    (source / "sub").rename(tmp_path / "aside")
    (source / "sub").symlink_to(outside)
    [found] = walk
    assert (found.kind, found.name) == (FileKind.UNREADABLE, b"sub")
    assert found.detail == "a link is in its way: sub"


@posix_only
def test_another_folder_in_the_place_of_the_source_is_not_walked(tmp_path: Path) -> None:
    source, other = tmp_path / "source", tmp_path / "other"
    for place, name in ((source, "mine"), (other, "theirs")):
        (place / "sub").mkdir(parents=True)
        (place / "x").write_bytes(b"")
        (place / "sub" / name).write_bytes(b"")
    walk = scan(source)
    next(walk)
    source.rename(tmp_path / "aside")
    other.rename(source)
    assert [one.name for one in walk] == [b"mine"]


SCAN_AS_NOBODY = """
import json, os, sys
from pathlib import Path
from triage.evidence.sources import scan
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
found = scan(Path(sys.argv[1]))
rows = ((f.folder.decode(), f.name.decode(), str(f.kind), f.detail) for f in found)
print(json.dumps(list(rows)))
"""


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that an unprivileged user may enter; pytest's own are the owner's alone."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    for folder in place.iterdir():
        folder.chmod(0o755)
    shutil.rmtree(place)


@posix_only
def test_what_may_not_be_looked_at_is_unreadable_with_the_systems_words(open_to_all: Path) -> None:
    for name, mode in {"closed": 0o000, "names_only": 0o644, "plain": 0o755}.items():
        (open_to_all / name).mkdir()
        (open_to_all / name / "f").write_bytes(b"x")
        (open_to_all / name).chmod(mode)
    done = subprocess.run(
        [sys.executable, "-c", SCAN_AS_NOBODY, str(open_to_all)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    found: list[Any] = json.loads(done.stdout)
    assert found == [
        ["", "closed", "unreadable", "Permission denied"],
        ["names_only", "f", "unreadable", "Permission denied"],
        ["plain", "f", "regular", ""],
    ]


@pytest.mark.parametrize(
    ("given", "prefixed"),
    [
        (r"C:\a\b.jpg", r"\\?\C:\a\b.jpg"),
        ("C:/a/b. ", "\\\\?\\C:\\a\\b. "),
        (r"C:\a\..\b", r"\\?\C:\b"),
        (r"C:\a..\b", r"\\?\C:\a..\b"),
        (r"\\server\share\x", r"\\?\UNC\server\share\x"),
        (r"\\?\C:\a", r"\\?\C:\a"),
        (r"\\.\PhysicalDrive0", r"\\.\PhysicalDrive0"),
    ],
)
def test_windows_paths_are_extended(given: str, prefixed: str) -> None:
    assert extended(given) == prefixed


@pytest.mark.parametrize("path", [r"C:\a\b. ", r"\\server\share\x", r"\\.\PhysicalDrive0"])
def test_a_windows_path_is_plain_again(path: str) -> None:
    assert plain(extended(path)) == path


def test_a_volume_without_a_letter_keeps_its_mark() -> None:
    volume = r"\\?\Volume{0f}\a"
    assert plain(volume) == volume
