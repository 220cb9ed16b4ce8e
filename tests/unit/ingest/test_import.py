from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.support.pictures import FILLED_EXTRAS, jpeg_bytes
from tests.unit.ingest.conftest import count, rows
from triage.core.errors import SourceError
from triage.core.job import Cancelled, JobContext
from triage.evidence.hashing import first_with
from triage.ingest import makeup
from triage.store.commands import SetGrade

if TYPE_CHECKING:
    from triage.core.records import Identity, Where


def test_every_entry_is_found_and_decided(run, source):
    summary = run(source)
    assert summary.found == 6 + FILLED_EXTRAS
    assert summary.found == summary.analysed + summary.skipped + summary.failed
    assert summary.pending == 0


def test_states_follow_the_content_not_the_name(run, case, source):
    run(source)
    found = rows(case)
    assert (found["notes.txt"]["state"], found["notes.txt"]["reason"]) == (
        "skipped",
        "not-an-image",
    )
    assert (found["empty.jpg"]["state"], found["empty.jpg"]["reason"]) == ("skipped", "empty")
    assert found["named.jpg"]["flags"] == ["extension-mismatch"]
    assert found["cut.jpg"]["flags"] == ["truncated"]


def test_hashes_are_those_of_the_bytes(run, case, source):
    run(source)
    for path, row in rows(case).items():
        assert row["sha256"] == hashlib.sha256((source / path).read_bytes()).hexdigest()


def test_a_copy_shares_the_content_of_its_original(run, case, source):
    run(source)
    found = rows(case)
    assert found["copy.jpg"]["content"] == found["IMG_0000.jpg"]["content"]
    assert count(case, "content") == len(found) - 1


def test_every_analysed_content_is_scored(run, case, source):
    run(source)
    analysed = {r["content"] for r in rows(case).values() if r["state"] == "analysed"}
    assert count(case, "suggestion") == len(analysed)


def test_importing_twice_does_nothing_twice(run, case, source):
    first = run(source)
    before = rows(case)
    second = run(source)
    assert rows(case) == before
    assert (first.found, second.done) == (second.found, 0)


def test_added_and_changed_files_are_taken_in_at_the_next_import(run, case, source):
    run(source)
    before = rows(case)
    (source / "new.jpg").write_bytes(jpeg_bytes(50))
    (source / "IMG_0002.jpg").write_bytes(jpeg_bytes(51, 80, 60))
    run(source)
    now = rows(case)
    assert now["new.jpg"]["state"] == "analysed"
    assert now["IMG_0002.jpg"]["flags"] == ["changed"]
    assert now["IMG_0002.jpg"]["sha256"] != before["IMG_0002.jpg"]["sha256"]
    assert count(case, "earlier_content") == 1


def test_a_grade_stays_on_a_changed_item(run, case, source):
    run(source)
    item = rows(case)["IMG_0002.jpg"]
    case.send(SetGrade((item["id"],), 1, by="kim")).result()
    (source / "IMG_0002.jpg").write_bytes(jpeg_bytes(51, 80, 60))
    run(source)
    with case.reader() as reader:
        graded = reader.connection.execute("SELECT item_id, content_id FROM grade").fetchall()
    assert graded == [(item["id"], item["content"])]


def test_a_file_that_only_got_a_new_time_is_not_changed(run, case, source):
    run(source)
    os.utime(source / "IMG_0002.jpg", (1, 1))
    summary = run(source)
    assert rows(case)["IMG_0002.jpg"]["flags"] == []
    assert summary.done == 1


def test_a_file_that_is_gone_is_missing_and_still_counts(run, case, source):
    first = run(source)
    (source / "IMG_0002.jpg").unlink()
    second = run(source)
    row = rows(case)["IMG_0002.jpg"]
    assert (row["state"], row["flags"]) == ("analysed", ["missing"])
    assert second.found == first.found


def test_a_file_that_comes_back_is_missing_no_more(run, case, source):
    run(source)
    kept = source / "IMG_0002.jpg"
    status = kept.stat()
    aside = source.parent / "aside.jpg"
    kept.rename(aside)
    run(source)
    aside.rename(kept)
    os.utime(kept, ns=(status.st_atime_ns, status.st_mtime_ns))
    run(source)
    assert rows(case)["IMG_0002.jpg"]["flags"] == []


def test_scores_left_out_are_made_up_for_later(run, case, source):
    run(source, packs=())
    assert count(case, "suggestion") == 0
    run(source)
    analysed = {r["content"] for r in rows(case).values() if r["state"] == "analysed"}
    assert count(case, "suggestion") == len(analysed)


def test_a_file_that_goes_while_scores_are_made_up_for_is_told(
    run, source, monkeypatch: pytest.MonkeyPatch
):
    def find_and_lose(sha256: bytes, copies: list[Where]) -> tuple[Where, Identity] | None:
        found = first_with(sha256, copies)
        for copy in copies:
            copy.path.unlink(missing_ok=True)
        return found

    run(source, packs=())
    monkeypatch.setattr(makeup, "first_with", find_and_lose)
    assert any("could not be scored" in note for note in run(source).notes)


def test_a_second_pack_scores_what_the_first_has_seen(run, case, source, tiny, other):
    run(source)
    run(source, packs=(tiny, other))
    analysed = {r["content"] for r in rows(case).values() if r["state"] == "analysed"}
    assert count(case, "suggestion") == 2 * len(analysed)


def test_scores_do_not_depend_on_the_company_of_a_pack(run, case, source, tiny, other):
    run(source, packs=(tiny, other))
    query = "SELECT content_id, scores FROM suggestion JOIN pack ON pack.id = pack_id WHERE name=?"
    with case.reader() as reader:
        together = dict(reader.connection.execute(query, ("other",)).fetchall())
    assert len(set(together.values())) > 1


def test_a_cancelled_import_goes_on_where_it_stopped(run, case, source):
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        run(source, ctx=ctx)
    summary = run()
    assert (summary.pending, summary.found) == (0, 6 + FILLED_EXTRAS)


def test_a_job_that_was_stopped_in_the_middle_says_how_many_items_it_decided(run, case, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(80):
        (many / f"{number:02}.jpg").write_bytes(jpeg_bytes(number))

    class StopsAfterTen(JobContext):
        def report(self, stage, done, *rest, **more):
            super().report(stage, done, *rest, **more)
            if done >= 10:
                self.cancel()

    with pytest.raises(Cancelled):
        run(many, ctx=StopsAfterTen())
    with case.reader() as reader:
        ended = reader.connection.execute("SELECT detail FROM job").fetchone()[0]
        decided = reader.connection.execute("SELECT count(*) FROM item WHERE state").fetchone()[0]
    told = json.loads(ended)
    assert told["done"] == told["analysed"] == decided
    assert told["pending"] == 80 - decided


def test_the_job_and_its_counts_are_in_the_audit_log(run, case, source):
    run(source)
    with case.reader() as reader:
        what = [row[0] for row in reader.connection.execute("SELECT what FROM audit ORDER BY n")]
    assert what[-4:] == ["source-added", "job-begun", "model-run", "job-ended"]


def test_no_peek_is_left_when_all_is_done(run, case, source):
    run(source)
    assert count(case, "peek") == 0


def test_a_case_inside_its_source_is_refused(run, case, source):
    with pytest.raises(SourceError, match="lies inside the folder"):
        run(case.path.parent)


def test_a_folder_that_is_not_there_is_refused(run, tmp_path):
    with pytest.raises(SourceError, match="There is no folder"):
        run(tmp_path / "nothing")


def test_going_on_without_any_source_says_so(run):
    with pytest.raises(SourceError, match="no source yet"):
        run()


def test_evidence_is_unchanged_by_an_import(run, source):
    def look():
        return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in source.rglob("*") if p.is_file()}

    before = look()
    run(source)
    assert look() == before


def test_evidence_that_goes_away_midway_ends_the_job_with_a_sentence(run, case, tmp_path):
    source = tmp_path / "disk"
    source.mkdir()
    for n in range(150):
        (source / f"{n:03}.jpg").write_bytes(jpeg_bytes(n))
    gone = tmp_path / "pulled"

    class PullsTheDisk(JobContext):
        def report(self, stage, done, total=None, counts=(), message=""):
            super().report(stage, done, total, counts, message)
            if done >= 5 and source.exists():
                source.rename(gone)

    with pytest.raises(SourceError, match="not there any more"):
        run(source, ctx=PullsTheDisk())
    states = {row["state"] for row in rows(case).values()}
    assert states == {"analysed", "pending"}
    gone.rename(source)
    assert run().analysed == 150


def test_links_and_special_files_are_listed_and_never_followed(run, case, source):
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs POSIX links and pipes")
    outside = source.parent / "outside.jpg"
    outside.write_bytes(jpeg_bytes(70))
    (source / "link.jpg").symlink_to(outside)
    (source / "loop").symlink_to(source, target_is_directory=True)
    os.mkfifo(source / "pipe.jpg")
    run(source)
    found = rows(case)
    assert found["link.jpg"]["reason"] == "link"
    assert found["loop"]["reason"] == "link"
    assert found["pipe.jpg"]["reason"] == "special-file"
    assert not [path for path in found if path.startswith("loop/")]


def test_a_folder_with_the_same_name_gets_a_number(run, case, tmp_path):
    for parent in ("a", "b"):
        (tmp_path / parent / "DCIM").mkdir(parents=True)
        (tmp_path / parent / "DCIM" / "x.jpg").write_bytes(jpeg_bytes(1))
        run(tmp_path / parent / "DCIM")
    with case.reader() as reader:
        names = [r[0] for r in reader.connection.execute("SELECT name FROM source ORDER BY id")]
    assert names == ["DCIM", "DCIM (2)"]
