"""A file of a source is reached through no link, at any depth, and is the file that was meant."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.deep_tree import deep_tree, first_free_descriptor
from tests.support.fault_tools import as_nobody, shared_folder
from tests.support.whereabouts import below, where
from triage.core.records import Examined, Reason, State, Where
from triage.evidence import bench, beneath
from triage.evidence.hashing import first_with, hash_and_identify, hash_file
from triage.evidence.opening import can_be_listed, look_beneath, open_beneath
from triage.evidence.question import question

if TYPE_CHECKING:
    from pathlib import Path

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs links that anybody may make")
SECRET = b"not of this exhibit"


@pytest.fixture(params=["walk", "path"])
def source(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``sub/deep/x``, and a folder of the same shape outside; opened in the way of each system."""
    if request.param == "path":
        monkeypatch.setattr(beneath, "WALKS", False)
    elif not beneath.WALKS:
        pytest.skip("Windows cannot open folders relative to each other")
    for place, data in (("source", b"evidence"), ("outside", SECRET)):
        (tmp_path / place / "sub" / "deep").mkdir(parents=True)
        (tmp_path / place / "sub" / "deep" / "x").write_bytes(data)
    return tmp_path / "source"


def read(lies: Where) -> bytes:
    with open_beneath(lies) as file:
        return file.read()


def test_a_file_is_read_beneath_its_source(source: Path) -> None:
    assert read(below(source, "sub/deep/x")) == b"evidence"
    assert look_beneath(below(source, "sub/deep/x")).st_size == 8


def test_a_folder_is_known_from_a_file_and_from_nothing(source: Path) -> None:
    paths = ("sub/deep", "sub/deep/x", "sub/gone")
    assert [can_be_listed(below(source, path)) for path in paths] == [True, False, False]


@posix_only
def test_a_folder_behind_a_link_cannot_be_listed(source: Path) -> None:
    (source / "link").symlink_to(source / "sub")
    assert not can_be_listed(below(source, "link"))
    assert not can_be_listed(below(source, "link/deep"))


@posix_only
@pytest.mark.parametrize("part", ["sub", "sub/deep"])
def test_a_folder_that_became_a_link_is_not_followed(source: Path, part: str) -> None:
    (source / part).rename(source / "aside")
    (source / part).symlink_to(source.parent / "outside" / part)
    name = part.rpartition("/")[2]
    for reach in (read, look_beneath):
        with pytest.raises(FileNotFoundError, match=f"a link is in its way: {name}"):
            reach(below(source, "sub/deep/x"))


@posix_only
def test_a_file_that_became_a_link_is_not_followed(source: Path) -> None:
    (source / "sub/deep/x").unlink()
    (source / "sub/deep/x").symlink_to(source.parent / "outside/sub/deep/x")
    with pytest.raises(FileNotFoundError, match="a link is in its way: x"):
        read(below(source, "sub/deep/x"))


@posix_only
def test_the_folder_of_a_source_may_be_reached_through_a_link(source: Path) -> None:
    (source.parent / "alias").symlink_to(source)
    assert read(below(source.parent / "alias", "sub/deep/x")) == b"evidence"


@posix_only
def test_a_file_in_the_place_of_a_folder_means_gone(tmp_path: Path) -> None:
    (tmp_path / "sub").write_bytes(b"")
    with pytest.raises(FileNotFoundError, match="is none any more"):
        read(below(tmp_path, "sub/x"))


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (b"..", b"x"),
        (b"sub/..", b"x"),
        (b".", b"x"),
        (b"sub//deep", b"x"),
        (b"", b""),
        (b"", b"a\0"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(source: Path, folder: bytes, name: bytes) -> None:
    for reach in (read, look_beneath):
        with pytest.raises(FileNotFoundError, match="not a name"):
            reach(Where(source, folder, name))


def test_another_folder_in_the_place_of_the_source_is_not_read(source: Path) -> None:
    status = source.stat()
    mine = replace(below(source, "sub/deep/x"), root=(status.st_dev, status.st_ino))
    assert read(mine) == b"evidence"
    another = replace(mine, root=(status.st_dev, status.st_ino + 1))
    for reach in (read, look_beneath):
        with pytest.raises(FileNotFoundError, match="another folder"):
            reach(another)
    assert not can_be_listed(replace(below(source, "sub"), root=another.root))


@posix_only
def test_a_file_deeper_than_any_path_is_hashed(tmp_path: Path) -> None:
    lies = Where(tmp_path, deep_tree(tmp_path, 40, b"evidence"), b"b")
    assert hash_file(lies).size == 8


@posix_only
def test_a_picture_deeper_than_any_path_is_examined(
    tmp_path: Path, pictures: Any, pool_of: Any
) -> None:
    data = pictures(1)[0].read_bytes()
    lies = Where(tmp_path, deep_tree(tmp_path, 40, data), b"b")
    assert pool_of(1).examine(lies).result(60).reason is Reason.NONE


@posix_only
def test_no_descriptor_is_left_open(source: Path) -> None:
    before = first_free_descriptor()
    (source / "link").symlink_to(source)
    for path in ("sub/deep/x", "sub/deep/gone", "sub/gone/x", "link/x", "sub/deep"):
        try:
            open_beneath(below(source, path)).close()
        except OSError:
            continue
    assert first_free_descriptor() == before


@pytest.mark.skipif(not hasattr(os, "O_PATH"), reason="only Linux opens a folder to pass through")
def test_a_folder_that_may_only_be_passed_through_is_passed() -> None:
    with shared_folder() as place:
        (place / "sub").mkdir()
        (place / "sub" / "x").write_bytes(b"evidence")
        (place / "sub").chmod(0o711)
        said = as_nobody(
            "import sys; from pathlib import Path; from triage.core.records import Where\n"
            "from triage.evidence.opening import open_beneath",
            "print(open_beneath(Where(Path(sys.argv[1]), b'sub', b'x')).read())",
            place,
        )
    assert said.strip() == "b'evidence'"


def test_a_file_that_changes_while_it_is_hashed_has_no_hashes(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(bytes(10))

    def change() -> bool:
        os.utime(path, ns=(1, 1))
        return False

    with pytest.raises(OSError, match="changed while it was read"):
        hash_and_identify(where(path), change)


def test_the_first_copy_that_still_has_the_bytes_is_found(tmp_path: Path) -> None:
    for name, data in (("a", b"other"), ("c", b"bytes"), ("d", b"bytes")):
        (tmp_path / name).write_bytes(data)
    copies = [where(tmp_path / name) for name in "abcd"]
    hashes, identity = hash_and_identify(copies[2])
    assert first_with(hashes.sha256, copies) == (copies[2], identity)
    assert first_with(hashes.sha256, copies[:2]) is None


def test_a_file_that_changes_while_it_is_decoded_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(bytes(10))

    def examine_and_change(*_: object, **__: object) -> Examined:
        os.utime(path, ns=(1, 1))
        return Examined(State.ANALYSED)

    monkeypatch.setattr(bench, "examine", examine_and_change)
    terms = {"alone": False, "memory": 0, "share": 0, "threads": 1, "specs": []}
    asked = {**question("examine", where(path)), "id": 1}
    found = bench.Bench(terms, {}, io.BytesIO())._examined(asked)
    assert (found.reason, found.detail) == (Reason.UNREADABLE, "changed while it was read")
