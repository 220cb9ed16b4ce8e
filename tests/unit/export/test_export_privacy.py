from __future__ import annotations

import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from tests.support.export_case import BY, SmallCase
from triage.core.job import JobContext
from triage.core.privacy import Privacy, PrivacyLabel
from triage.core.records import FileKind, FoundFile
from triage.evidence.veil import decoded
from triage.export.run import ExportResult, export_case
from triage.export.veiling import described
from triage.store.commands import RecordFound, SetGrade
from triage.store.verify.whole import check_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


RULE = Privacy(on=True, style="grey", labels=(PrivacyLabel("general/weapon", 0.4),))
OFF = Privacy()
NARROWER = Privacy(on=True, style="grey", labels=(PrivacyLabel("general/weapon", 0.7),))
EVERY = Privacy(on=True, style="grey")
A, C, FORMULA = (
    hashlib.sha256(data).hexdigest() for data in (b"picture a", b"picture c", b"picture formula")
)


@pytest.fixture
def pictured(small: SmallCase, tmp_path: Path) -> SmallCase:
    """Thumbnails that are pictures: magenta. Scores: a 0.2, c 0.4, formula 0.8."""
    into = io.BytesIO()
    Image.new("RGB", (60, 40), (255, 0, 255)).save(into, "JPEG")
    connection: Any = small.case._writer._transactions._connection
    connection.execute("UPDATE thumbnail SET jpeg = ?", (into.getvalue(),))
    return small


@pytest.fixture
def report(pictured: SmallCase, out: Path) -> Callable[..., ExportResult]:
    def run(
        privacy: Privacy | None, kind: str = "html", now: Privacy | None = None
    ) -> ExportResult:
        return export_case(
            *(JobContext(), pictured.case, kind, out, None),
            all_items=True,
            by=BY,
            load_plugins=False,
            privacy=privacy,
            privacy_now=None if now is None else lambda: now,
        )

    return run


def is_grey(out: Path, sha256: str) -> bool:
    _, _, rgb = decoded((out / "thumbs" / f"{sha256}.jpg").read_bytes())
    return np.unique(np.frombuffer(rgb, np.uint8)).tolist() == [128]


def exported(small: SmallCase) -> dict[str, Any]:
    ((detail,),) = small.read("SELECT detail FROM audit WHERE what = 'exported'")
    return json.loads(detail)


def test_thumbnails_of_covered_items_are_veiled_and_no_others(
    report: Callable[..., ExportResult], out: Path
):
    report(RULE)
    assert [is_grey(out, sha256) for sha256 in (A, C, FORMULA)] == [False, True, True]


def test_a_veiled_picture_says_so_beside_itself(report: Callable[..., ExportResult], out: Path):
    report(RULE)
    page = (out / "pages" / "ungraded-00001.html").read_text("utf-8")
    assert page.count("picture veiled") == 2
    assert page.count('alt="Veiled thumbnail of item') == 2


def test_the_summary_says_under_which_rule_and_how_many(
    report: Callable[..., ExportResult], out: Path
):
    result = report(RULE)
    page = (out / "index.html").read_text("utf-8")
    assert 'pictures of <data value="2">2</data> of <data value="5">5</data> items' in page
    assert "general/weapon from a score of 0.4" in page
    assert "Pictures of 2 items in it are veiled." in result.note


def test_the_audit_log_says_it_too_and_the_case_still_verifies(
    pictured: SmallCase, report: Callable[..., ExportResult]
):
    report(RULE)
    stated = exported(pictured)["privacy"]
    assert (stated["veiled"], stated["style"]) == (2, "grey")
    assert stated["labels"] == [{"label": "general/weapon", "from": 0.4}]
    with pictured.case.reader() as reader:
        assert check_case(reader.connection) == []


@pytest.mark.parametrize(
    ("asked", "now", "grey", "rule_from"),
    [
        (OFF, RULE, [False, True, True], "as it was when the export was begun"),
        (RULE, OFF, [False, True, True], "as it was when the export was asked for"),
        (RULE, RULE, [False, True, True], "as it was when the export was begun"),
        (
            RULE,
            NARROWER,
            [False, True, True],
            "as it was when the export was asked for, and as it was when it was begun",
        ),
        (
            NARROWER,
            EVERY,
            [True, True, True],
            "as it was when the export was asked for, and as it was when it was begun",
        ),
    ],
)
def test_an_export_that_waited_is_covered_by_the_rules_of_then_and_now(
    pictured: SmallCase,
    report: Callable[..., ExportResult],
    out: Path,
    asked: Privacy,
    now: Privacy,
    grey: list[bool],
    rule_from: str,
):
    report(asked, now=now)
    assert [is_grey(out, sha256) for sha256 in (A, C, FORMULA)] == grey
    assert exported(pictured)["privacy"]["rule_from"] == rule_from
    assert f"The rule is taken {rule_from}." in (out / "index.html").read_text("utf-8")


def test_with_both_rules_off_nothing_is_veiled(
    pictured: SmallCase, report: Callable[..., ExportResult], out: Path
):
    report(OFF, now=OFF)
    assert not any(is_grey(out, sha256) for sha256 in (A, C, FORMULA))
    assert "privacy" not in exported(pictured)


def test_a_grade_covers_the_copy_as_well(
    pictured: SmallCase, report: Callable[..., ExportResult], out: Path
):
    pictured.case.send(SetGrade((pictured.ids["b/copy.jpg"],), 1, BY)).result(10)
    report(Privacy(on=True, style="grey", grades=(1,)))
    assert [is_grey(out, sha256) for sha256 in (A, C, FORMULA)] == [True, False, False]


def test_a_copy_that_is_read_again_covers_the_picture_of_its_content(
    pictured: SmallCase, report: Callable[..., ExportResult], out: Path
):
    touched = FoundFile(b"b", b"copy.jpg", FileKind.REGULAR, 1, 1)
    pictured.case.send(RecordFound(1, (touched,))).result(10)
    report(RULE)
    assert is_grey(out, A)
    page = (out / "pages" / "ungraded-00001.html").read_text("utf-8")
    assert page.count("picture veiled") == 4


def test_an_unknown_label_covers_every_picture_and_the_report_says_why(
    report: Callable[..., ExportResult], out: Path
):
    report(Privacy(on=True, style="grey", labels=(PrivacyLabel("bird", 0.5),)))
    assert all(is_grey(out, sha256) for sha256 in (A, C, FORMULA))
    assert "The case has no scores of bird" in (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize("privacy", [None, Privacy(on=False, labels=RULE.labels)])
def test_without_a_rule_nothing_is_veiled_and_nothing_said(
    pictured: SmallCase, report: Callable[..., ExportResult], out: Path, privacy: Privacy | None
):
    report(privacy)
    assert not any(is_grey(out, sha256) for sha256 in (A, C, FORMULA))
    assert "veiled" not in (out / "index.html").read_text("utf-8")
    assert "privacy" not in exported(pictured)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "files"])
def test_tables_and_originals_are_as_ever(
    pictured: SmallCase, report: Callable[..., ExportResult], out: Path, kind: str
):
    result = report(RULE, kind)
    assert "privacy" not in exported(pictured)
    assert "privacy" not in json.loads(out.with_name("out.about.json").read_text("ascii"))
    assert "veiled" not in result.note


def test_a_rule_is_told_in_one_sentence():
    rule = Privacy(True, "blur", RULE.labels, (2,), ("other",))
    assert described(rule) == (
        "Covered: general/weapon from a score of 0.4; graded 2; without a score of the pack "
        "general; without a score of the pack other; not read yet."
    )
    assert described(Privacy(on=True)) == "The rule lists nothing, so every picture is covered."
