"""A report that waits for its turn is covered by the rule of the moment when that comes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.whole_window import Whole, imported_case, whole_window
from triage.core.privacy import Privacy
from triage.evidence.veil import decoded

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qtbot")
EVERY = Privacy(on=True, style="grey")
PATIENCE_S = 20


def veiled(report: Path) -> list[bool]:
    """Which pictures of a report are plain grey."""
    found = [decoded(one.read_bytes())[2] for one in sorted((report / "thumbs").glob("*.jpg"))]
    return [np.unique(np.frombuffer(rgb, np.uint8)).tolist() == [128] for rgb in found]


def report_that_waits(whole: Whole, out: Path, *, asked: Privacy, then: Privacy) -> None:
    """Ask for a report behind another job, change the rule, and let that job end."""
    privacy, jobs = whole.program.privacy, whole.case.session.jobs
    go_on = threading.Event()
    privacy.set_rule(asked)
    jobs.start("verify", "Waiting", lambda _ctx: go_on.wait(PATIENCE_S))
    whole.case.jobs.begin_export("html", out, None, all_items=True, privacy=privacy.rule)
    privacy.set_rule(then)
    go_on.set()
    whole.until(lambda: not jobs.running)


@pytest.mark.parametrize(
    ("asked", "then", "covered"),
    [(Privacy(), EVERY, True), (EVERY, Privacy(), True), (Privacy(), Privacy(), False)],
)
def test_a_waiting_report_is_covered_by_the_rule_of_then_or_now(
    tmp_path: Path, asked: Privacy, then: Privacy, covered: bool
):
    case, out = imported_case(tmp_path), tmp_path / "report"
    with whole_window(tmp_path / "settings.json") as whole:
        whole.open(case)
        report_that_waits(whole, out, asked=asked, then=then)
    assert veiled(out)
    assert set(veiled(out)) == {covered}
