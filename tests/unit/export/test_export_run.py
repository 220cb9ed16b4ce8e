from __future__ import annotations

import csv
import errno
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.export_case import BY, SmallCase
from triage.core.errors import ExportError
from triage.core.filters import Filter
from triage.core.job import Cancelled, JobContext
from triage.core.records import State
from triage.export import registry, run, staging
from triage.store.commands import SetGrade, SetThreshold

if TYPE_CHECKING:
    from pathlib import Path


def grade(small: SmallCase, path: str, category: int = 1) -> None:
    small.case.send(SetGrade((small.ids[path],), category, BY)).result(10)


def audit(small: SmallCase) -> list[tuple[str, dict[str, Any], str, str]]:
    rows = small.read("SELECT what, detail, prev, hash FROM audit ORDER BY n")
    return [(what, json.loads(detail), prev, seal) for what, detail, prev, seal in rows]


def test_csv_takes_graded_items_where_there_are_any_and_says_so(small: SmallCase, export, out):
    grade(small, "b/c.jpg")
    result = export("csv")
    assert [row["path"] for row in table_of(out)] == ["b/c.jpg"]
    assert "Graded items only, 1 of 5" in result.note
    assert "--all" in result.note


def table_of(out: Path) -> list[dict[str, str]]:
    with out.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_csv_takes_all_items_where_none_is_graded(export, out):
    assert "none is graded" in export("csv").note
    assert len(table_of(out)) == 5


def test_all_and_jsonl_take_every_item(small: SmallCase, export, out):
    grade(small, "a.jpg")
    assert export("csv", all_items=True, to=out.with_name("a.csv")).items == 5
    assert export("jsonl").items == 5


def test_a_filter_takes_what_it_says(small: SmallCase, export, out):
    grade(small, "a.jpg")
    result = export("csv", Filter(states=(State.SKIPPED,)))
    assert [row["path"] for row in table_of(out)] == ["notes.txt"]
    assert "states: skipped" in result.note


def test_jsonl_holds_the_objects_of_the_contract_in_path_order(export, out):
    export("jsonl")
    made = [json.loads(line) for line in out.read_text("ascii").splitlines()]
    assert [one["path"] for one in made] == sorted(one["path"] for one in made)
    assert made[1]["scores"] == {"general": {"weapon": 0.2, "drugs": 0.1}}


def test_the_own_hash_stands_in_the_audit_row(small: SmallCase, export, out):
    result = export("jsonl")
    what, detail, _, _ = audit(small)[-1]
    assert what == "exported"
    assert detail["sha256"] == result.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()


def test_the_facts_beside_a_table_hold_the_audit_head_before_its_own_row(
    small: SmallCase, export, out
):
    export("csv")
    facts = json.loads(staging.about_path(out).read_text("ascii"))
    *before, (_, _, prev, _) = audit(small)
    assert facts["audit"] == {"rows": len(before), "head": prev}


def test_the_facts_name_case_sources_counts_thresholds_and_models(small: SmallCase, export, out):
    small.case.send(SetThreshold("weapon", 0.75, "ada")).result(10)
    export("csv")
    facts = json.loads(staging.about_path(out).read_text("ascii"))
    assert facts["case"]["number"] == "7"
    assert facts["sources"][0]["exhibit"] == "A-1"
    assert facts["counts"]["reasons"] == {"not-an-image": 1}
    moved = facts["thresholds"]["general"]["weapon"]
    assert (moved["value"], moved["default"], moved["by"]) == (0.75, 0.5, "ada")
    assert facts["models"][0]["model_sha256"] == "22" * 32
    assert facts["models"][0]["runs"][0]["provider"] == "CPUExecutionProvider"


@pytest.mark.parametrize("name", ["out", "out.about.json"])
def test_an_existing_place_is_refused(export, out, name: str):
    out.with_name(name).write_text("mine", "utf-8")
    with pytest.raises(ExportError, match="exists already"):
        export("csv")
    assert out.with_name(name).read_text("utf-8") == "mine"


def test_a_place_inside_a_source_is_refused(small: SmallCase, export):
    with pytest.raises(ExportError, match="inside the evidence source phone"):
        export("csv", to=small.source / "b" / "out.csv")


def test_a_folder_that_is_missing_is_named(export, tmp_path: Path):
    with pytest.raises(ExportError, match="does not exist"):
        export("csv", to=tmp_path / "none" / "out.csv")


def test_a_kind_that_is_not_there_is_told_with_those_that_are(export):
    with pytest.raises(ExportError, match="csv, files, html, jsonl"):
        export("docx")


@pytest.mark.parametrize("kind", sorted(registry.exporters(load_plugins=False)))
def test_a_cancelled_export_leaves_nothing(small: SmallCase, export, out, kind: str):
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        export(kind, ctx=ctx)
    assert list(out.parent.iterdir()) == []
    assert audit(small)[-1][0] != "exported"


@pytest.mark.parametrize("kind", ["csv", "html"])
def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(
    export, out, kind: str, monkeypatch: pytest.MonkeyPatch
):
    real = run._digest

    def full(*arguments: Any) -> str:
        real(*arguments)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run, "_digest", full)
    with pytest.raises(ExportError, match="no room left"):
        export(kind)
    assert list(out.parent.iterdir()) == []


def test_an_export_that_cannot_be_recorded_is_taken_back(
    export, out, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: Any) -> None:
        raise ExportError("no row")

    monkeypatch.setattr(run, "RecordExport", refuse)
    with pytest.raises(ExportError, match="no row"):
        export("csv")
    assert list(out.parent.iterdir()) == []


def test_progress_ends_at_the_number_of_items(export):
    ctx = JobContext()
    export("jsonl", ctx=ctx)
    assert (ctx.progress.stage, ctx.progress.done, ctx.progress.total) == ("exporting", 5, 5)
