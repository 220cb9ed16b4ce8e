from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from triage.core.errors import SourceError
from triage.core.job import JobContext
from triage.ingest.check_evidence import check_evidence
from triage.ingest.move_source import move_source
from triage.ingest.rescore import rescore
from triage.store.reader import Reader


def test_a_source_moves_after_its_files_were_compared(run, case, source, tmp_path):
    run(source)
    moved = source.rename(tmp_path / "elsewhere")
    check = move_source(case, "evidence", moved, "kim")
    assert check.sizes == check.hashes == 11
    with case.reader() as reader:
        last = reader.connection.execute("SELECT what FROM audit ORDER BY n DESC").fetchone()
    assert last == ("source-moved",)


def test_a_moved_source_is_the_same_source(run, case, source, tmp_path):
    first = run(source)
    moved = source.rename(tmp_path / "elsewhere")
    move_source(case, "evidence", moved, "kim")
    second = run(moved)
    assert (second.found, second.done) == (first.found, 0)


def test_a_folder_with_other_bytes_is_not_taken_for_the_source(run, case, source, tmp_path):
    run(source)
    other = tmp_path / "other"
    shutil.copytree(source, other)
    same_size = bytearray((other / "notes.txt").read_bytes())
    same_size[0] ^= 1
    (other / "notes.txt").write_bytes(same_size)
    with pytest.raises(SourceError, match=r"notes\.txt cannot be read or has another SHA-256"):
        move_source(case, "evidence", other, "kim")


def test_an_unknown_source_is_named_with_those_there_are(run, case, source):
    run(source)
    with pytest.raises(SourceError, match="its sources are: evidence"):
        move_source(case, "nonsense", source, "kim")


def test_unchanged_evidence_shows_no_difference(run, case, source):
    run(source)
    with case.reader() as reader:
        assert check_evidence(reader, JobContext()) == []


def test_a_changed_and_a_lost_file_are_told(run, case, source):
    run(source)
    (source / "notes.txt").write_text("other words", encoding="utf-8")
    (source / "copy.jpg").unlink()
    with case.reader() as reader:
        told = " ".join(check_evidence(reader, JobContext()))
    assert "notes.txt has SHA-256" in told
    assert "copy.jpg is not there any more" in told


def test_scores_can_be_made_again_from_the_files(run, case, source, tiny):
    run(source)
    with case.reader() as reader:
        result = rescore(reader, 5, JobContext(), {tiny.info.sha256: tiny})
    assert (result.compared, result.differences) == (5, [])
    assert result.largest == 0.0


def test_a_wrong_score_in_the_case_is_found(run, case, source, tiny):
    run(source)
    path = case.path
    case.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE suggestion SET scores = zeroblob(8)")
    with Reader.open(path) as reader:
        result = rescore(reader, 3, JobContext(), {tiny.info.sha256: tiny})
    assert len(result.differences) == 3


@pytest.mark.parametrize(("column", "length"), [("md5", 16), ("sha1", 20)])
def test_every_hash_of_a_file_is_compared(run, case, source, column, length):
    run(source)
    case.close()
    with closing(sqlite3.connect(case.path, isolation_level=None)) as raw:
        raw.execute(f"UPDATE content SET {column} = zeroblob({length}) WHERE id = 1")
    with Reader.open(case.path) as reader:
        told = check_evidence(reader, JobContext())
    assert any(f"the case has {'00' * length}" in one for one in told)
