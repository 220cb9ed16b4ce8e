from __future__ import annotations

import csv
import hashlib
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.export_case import BY, PICTURES, SmallCase, small_case
from triage.core.errors import ExportError
from triage.core.filters import Filter
from triage.core.job import JobContext
from triage.core.records import State
from triage.export.run import export_case
from triage.store.commands import SetGrade

if TYPE_CHECKING:
    from pathlib import Path

PICTURES_ONLY = Filter(states=(State.ANALYSED,))


def manifest(out: Path) -> dict[str, dict[str, str]]:
    with (out / "manifest.csv").open(encoding="utf-8-sig", newline="") as handle:
        return {row["original_path"]: row for row in csv.DictReader(handle)}


def test_copies_are_the_originals(export, out):
    export("files", PICTURES_ONLY)
    rows = manifest(out)
    assert (out / rows["b/c.jpg"]["new_name"]).read_bytes() == PICTURES["b/c.jpg"]
    assert len(rows) == 4
    assert {row["copied"] for row in rows.values()} == {"yes"}


def test_originals_are_copied_whose_names_windows_reads_as_others(tmp_path: Path) -> None:
    odd = {"aux.jpg": b"picture 1", "dots..": b"picture 2", "d./" + "n" * 200: b"picture 3"}
    out = tmp_path / "out"
    with small_case(tmp_path, odd).case as case:
        export_case(JobContext(), case, "files", out, PICTURES_ONLY, all_items=True, by=BY)
    rows = manifest(out)
    assert {path: (out / rows[path]["new_name"]).read_bytes() for path in odd} == odd


def test_manifest_says_hash_grade_and_by_whom(small: SmallCase, export, out):
    small.case.send(SetGrade((small.ids["a.jpg"],), 2, "ada")).result(10)
    export("files", PICTURES_ONLY)
    row = manifest(out)["a.jpg"]
    assert row["sha256"] == hashlib.sha256(PICTURES["a.jpg"]).hexdigest()
    assert (row["grade"], row["graded_by"]) == ("2", "ada")


def test_formulas_are_neutralised_in_the_manifest(export, out):
    export("files", PICTURES_ONLY)
    assert "'=cmd.jpg" in manifest(out)


def test_an_original_that_is_gone_is_listed_with_the_reason(small: SmallCase, export, out):
    (small.source / "b/c.jpg").unlink()
    result = export("files", PICTURES_ONLY)
    row = manifest(out)["b/c.jpg"]
    assert (row["copied"], row["new_name"]) == ("no", "")
    assert "cannot be opened" in row["reason"]
    assert "1 could not be copied" in result.note


def test_an_export_without_a_single_copy_is_an_error(small: SmallCase, export, out):
    for path in PICTURES:
        (small.source / path).unlink()
    with pytest.raises(ExportError, match="None of the originals could be copied"):
        export("files", PICTURES_ONLY)
    assert list(out.parent.iterdir()) == []


def test_an_original_that_changed_is_not_kept(small: SmallCase, export, out):
    (small.source / "b/c.jpg").write_bytes(b"something else")
    export("files", PICTURES_ONLY)
    assert "changed since it was imported" in manifest(out)["b/c.jpg"]["reason"]
    assert len(list((out / "files" / "0001").iterdir())) == 3


def test_the_export_is_the_hash_of_its_manifest(export, out):
    result = export("files", PICTURES_ONLY)
    assert result.sha256 == hashlib.sha256((out / "manifest.csv").read_bytes()).hexdigest()


def test_the_evidence_stays_as_it_was(small: SmallCase, export):
    before = {p: p.read_bytes() for p in small.source.rglob("*") if p.is_file()}
    export("files", all_items=True)
    assert {p: p.read_bytes() for p in small.source.rglob("*") if p.is_file()} == before


@pytest.mark.skipif(os.name == "nt", reason="needs links that anybody may make")
def test_an_original_behind_a_link_is_not_copied(small: SmallCase, export, out):
    (small.source / "b").rename(small.source.parent / "outside")
    (small.source / "b").symlink_to(small.source.parent / "outside")
    export("files", PICTURES_ONLY)
    row = manifest(out)["b/c.jpg"]
    assert (row["copied"], row["reason"]) == ("no", "cannot be opened: a link is in its way: b")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the volume decides on access times")
def test_copying_sets_no_access_time(small: SmallCase, export):
    path = small.source / "b" / "c.jpg"
    os.utime(path, ns=(10**18, 2 * 10**18))
    export("files", PICTURES_ONLY)
    assert path.stat().st_atime_ns == 10**18
