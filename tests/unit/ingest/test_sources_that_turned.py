"""Sources that are not what they were when the case last saw them."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from tests.support.pictures import fill_source, jpeg_bytes
from tests.unit.ingest.conftest import rows
from triage.core.errors import SourceError
from triage.core.job import JobContext
from triage.ingest.import_job import import_sources
from triage.ingest.request import ImportRequest
from triage.store.case import Case

posix_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


def going_on(tiny, case):
    request = ImportRequest(packs=(tiny,), provider="cpu", workers=2, by="kim")
    return import_sources(JobContext(), case, request)


def test_a_case_that_was_moved_into_its_source_is_refused(tmp_path, tiny):
    source = fill_source(tmp_path / "evidence")
    with Case.create(tmp_path / "c.triage", by="kim") as case:
        import_sources(JobContext(), case, ImportRequest(folders=(source,), by="kim", workers=2))
    moved = source / "c.triage"
    shutil.move(tmp_path / "c.triage", moved)
    with (
        Case.open(moved, by="kim") as case,
        pytest.raises(SourceError, match="lies inside the folder"),
    ):
        going_on(tiny, case)


@posix_links
def test_a_link_in_the_place_of_a_source_is_not_followed(run, case, source, tiny, tmp_path):
    run(source)
    before = rows(case)
    source.rename(tmp_path / "aside")
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "other.jpg").write_bytes(jpeg_bytes(500))
    source.symlink_to(foreign, target_is_directory=True)
    with pytest.raises(SourceError, match="A link lies where the folder"):
        going_on(tiny, case)
    assert rows(case) == before


@posix_links
def test_a_link_that_became_a_file_is_changed_and_counted(run, case, source):
    (source / "turned.jpg").symlink_to(source / "copy.jpg")
    run(source)
    (source / "turned.jpg").unlink()
    (source / "turned.jpg").write_bytes(jpeg_bytes(501))
    summary = run(source)
    turned = rows(case)["turned.jpg"]
    assert (turned["state"], turned["flags"]) == ("analysed", ["changed"])
    assert summary.changed == 1


@posix_links
def test_a_pipe_that_became_a_file_is_changed(run, case, source):
    os.mkfifo(source / "turned.jpg")
    run(source)
    (source / "turned.jpg").unlink()
    (source / "turned.jpg").write_bytes(jpeg_bytes(502))
    run(source)
    assert rows(case)["turned.jpg"]["flags"] == ["changed"]
