from __future__ import annotations

import os

import pytest

from triage.core.errors import SourceError
from triage.core.job import JobContext
from triage.export.run import export_case
from triage.ingest.move_source import move_source
from triage.ingest.overlap import refuse_overlap


@pytest.fixture
def exported(run, case, source, tmp_path):
    """A report of the case in a folder of its own."""
    run(source)
    folder = tmp_path / "h\u00e4nd\u202eed over"
    folder.mkdir()
    out = folder / "report"
    export_case(JobContext(), case, "html", out, None, all_items=True, by="kim")
    return out


def test_a_folder_that_holds_an_export_is_no_source(run, exported):
    with pytest.raises(SourceError, match="an export of this case"):
        run(exported.parent)


def test_a_folder_inside_an_export_is_no_source(run, exported):
    (exported / "sub").mkdir()
    with pytest.raises(SourceError, match="an export of this case"):
        run(exported / "sub")


def test_no_source_moves_to_where_an_export_lies(case, exported):
    with pytest.raises(SourceError, match="an export of this case"):
        move_source(case, "evidence", exported.parent, "kim")


def test_an_export_that_is_gone_stands_in_no_way(run, exported):
    exported.rename(exported.parent.parent / "elsewhere")
    assert run(exported.parent).found == 11


def test_nothing_is_added_where_one_of_several_folders_is_refused(run, case, exported, tmp_path):
    (tmp_path / "fresh").mkdir()
    with pytest.raises(SourceError):
        run(tmp_path / "fresh", exported.parent)
    with case.reader() as reader:
        assert reader.connection.execute("SELECT count(*) FROM source").fetchone() == (1,)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_the_log_of_a_case_opened_by_a_link_does_not_lie_in_the_source(case, source):
    link = source / "link.triage"
    link.symlink_to(case.path)
    with pytest.raises(SourceError, match="log"):
        refuse_overlap(link, source)
