"""Files and folders that become others while the program is at work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.pictures import jpeg_bytes
from tests.unit.ingest.conftest import count, rows
from triage.core.errors import SourceError
from triage.core.job import JobContext
from triage.core.records import FileKind, FoundFile
from triage.evidence.hashing import first_with, hash_and_identify
from triage.ingest import hash_stage, makeup
from triage.ingest.check_evidence import check_evidence
from triage.ingest.move_source import move_source
from triage.store.commands import RecordFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from triage.core.records import Where

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs links that anybody may make")


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A source with one picture, ``sub/x.jpg``."""
    source = tmp_path / "one"
    (source / "sub").mkdir(parents=True)
    (source / "sub" / "x.jpg").write_bytes(jpeg_bytes(1))
    return source


def swap(path: Path) -> None:
    """Another picture of the same size and time in the place of a file."""
    status = path.stat()
    other = path.with_name("other")
    picture = jpeg_bytes(2)[: status.st_size].ljust(status.st_size, b"\0")
    other.write_bytes(picture)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


def swapping(hashing: Callable[..., Any], path: Path) -> Callable[..., Any]:
    """Hashing, after which the file is another."""

    def hash_and_swap(*arguments: Any) -> Any:
        found = hashing(*arguments)
        swap(path)
        return found

    return hash_and_swap


def link_outside(source: Path) -> Path:
    """``sub`` becomes a link to a folder outside that has a file of the same name."""
    outside = source.parent / "outside"
    (source / "sub").rename(outside)
    (source / "sub").symlink_to(outside)
    return outside


def details(case: Any) -> list[str]:
    with case.reader() as reader:
        return [row[0] for row in reader.connection.execute("SELECT detail FROM item")]


def test_a_file_swapped_after_its_hashes_has_no_scores_of_another(run, case, one, monkeypatch):
    path = one / "sub" / "x.jpg"
    swapped = swapping(hash_and_identify, path)
    monkeypatch.setattr(hash_stage, "hash_and_identify", swapped)
    run(one)
    assert rows(case)["sub/x.jpg"]["reason"] == "unreadable"
    assert details(case) == ["changed while it was read"]
    assert count(case, "content") == 0


def test_a_file_swapped_while_scores_are_made_up_for_gets_none(run, case, one, monkeypatch):
    run(one, packs=())
    monkeypatch.setattr(makeup, "first_with", swapping(first_with, one / "sub" / "x.jpg"))
    notes = run().notes
    assert count(case, "suggestion") == 0
    assert any("could not be scored" in note for note in notes)


def test_a_file_that_goes_right_after_its_hashes_disappeared(run, case, one, monkeypatch):
    def hash_and_lose(lies: Where, *rest: Any) -> Any:
        found = hash_and_identify(lies, *rest)
        lies.path.unlink()
        return found

    monkeypatch.setattr(hash_stage, "hash_and_identify", hash_and_lose)
    run(one)
    assert rows(case)["sub/x.jpg"]["reason"] == "disappeared"


@posix_only
def test_a_pending_file_behind_a_link_disappeared_and_says_why(run, case, one):
    (one / "sub").rename(one / "aside")
    run(one)
    file = FoundFile(b"sub", b"x.jpg", FileKind.REGULAR, 1, 1)
    case.send(RecordFound(1, (file,))).result()
    outside = link_to_outside(one)
    (outside / "x.jpg").write_bytes(jpeg_bytes(3))
    run()
    found = rows(case)
    assert found["sub/x.jpg"]["reason"] == "disappeared"
    assert found["sub/x.jpg"]["sha256"] is None
    assert found["sub"]["reason"] == "link"
    assert "a link is in its way: sub" in details(case)


def link_to_outside(source: Path) -> Path:
    outside = source.parent / "outside"
    outside.mkdir()
    (source / "sub").symlink_to(outside)
    return outside


@posix_only
def test_an_item_done_whose_folder_became_a_link_is_missing(run, case, one):
    run(one)
    link_outside(one)
    run()
    row = rows(case)["sub/x.jpg"]
    assert (row["state"], row["flags"]) == ("analysed", ["missing"])


@posix_only
def test_checked_evidence_is_not_read_through_a_link(run, case, one):
    run(one)
    link_outside(one)
    with case.reader() as reader:
        told = check_evidence(reader, JobContext())
    assert len(told) == 1
    assert "sub/x.jpg" in told[0]


@posix_only
def test_scores_are_not_made_up_for_through_a_link(run, case, one):
    run(one, packs=())
    link_outside(one)
    assert any("could not be scored" in note for note in run().notes)
    assert count(case, "suggestion") == 0


@posix_only
def test_a_place_that_has_the_files_behind_a_link_is_not_the_source(run, case, one):
    run(one)
    link_outside(one)
    with pytest.raises(SourceError, match=r"x\.jpg is missing or has another size"):
        move_source(case, "one", one, "kim")


@posix_only
def test_another_folder_in_the_place_of_a_source_is_not_read(run, case, tmp_path):
    source, other = tmp_path / "card", tmp_path / "other"
    for folder in (source, other):
        folder.mkdir()
        for n in range(150):
            (folder / f"{n:03}.jpg").write_bytes(jpeg_bytes(n if folder == source else 200 + n))

    class SwapsTheCard(JobContext):
        def report(self, stage, done, total=None, counts=(), message=""):
            super().report(stage, done, total, counts, message)
            if done >= 5 and other.exists():
                source.rename(tmp_path / "pulled")
                other.rename(source)

    with pytest.raises(SourceError, match="not there any more"):
        run(source, ctx=SwapsTheCard())
    mine = {hash_and_identify_of(path) for path in (tmp_path / "pulled").iterdir()}
    assert {row["sha256"] for row in rows(case).values()} <= {None, *mine}


def hash_and_identify_of(path: Path) -> str:
    from tests.support.whereabouts import where

    return hash_and_identify(where(path))[0].sha256.hex()


@posix_only
def test_pictures_deeper_than_any_path_are_analysed(run, case, tmp_path):
    from tests.support.deep_tree import deep_tree

    source = tmp_path / "deep"
    source.mkdir()
    deep_tree(source, 40, jpeg_bytes(5))
    assert run(source).analysed == 4
    with case.reader() as reader:
        assert check_evidence(reader, JobContext()) == []
