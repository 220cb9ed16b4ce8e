"""The check of a case as a job: its log, its hashes, its scores; what differs, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.looks import words
from triage.gui.pages.verify_words import VerifyChoice, VerifyResult
from triage.ingest.check_evidence import check_evidence
from triage.ingest.rescore import rescore
from triage.store.audit import head
from triage.store.reader import Reader
from triage.store.verify import check_case

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.job import JobContext
    from triage.ingest.rescore import RescoreResult


def check(ctx: JobContext, case: Path, choice: VerifyChoice) -> VerifyResult:
    """Check everything that was chosen; raises Cancelled, and CaseError where nothing is read."""
    ctx.report("checking", 0)
    with Reader.open(case) as reader:
        differences = list(check_case(reader.connection))
        rows, newest = head(reader.connection)
        if choice.evidence:
            differences += check_evidence(reader, ctx)
        said: list[str] = []
        if choice.rescore is not None:
            scored = rescore(reader, choice.rescore, ctx, {})
            differences += scored.differences
            said += _rescored(scored)
    return VerifyResult(tuple(differences), rows, newest, " ".join(said))


def _rescored(scored: RescoreResult) -> list[str]:
    said: list[str] = []
    if scored.compared:
        again = words.noun(scored.compared, "item", "items")
        said.append(f"Scored {again} again: largest difference {scored.largest:.2g}.")
    for reason, number in scored.not_compared.items():
        said.append(f"Not compared: {words.count(number)}, {words.safe(reason)}.")
    return said
