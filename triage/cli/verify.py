"""``triage verify``: check the case, and on demand the evidence and the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from triage.cli.shell import exits
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.jobs import run_job
from triage.cli.shell.output import emit_line, say
from triage.cli.shell.reading import opened
from triage.core import names
from triage.ingest.check_evidence import check_evidence
from triage.ingest.rescore import rescore
from triage.store.audit import head
from triage.store.verify import check_case

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.job import JobContext


@click.command("verify")
@case_argument
@click.option("--evidence", is_flag=True, help="Hash every file again and compare.")
@click.option(
    "--rescore",
    "again",
    type=click.IntRange(min=1),
    metavar="N",
    help=("Analyse N items again and compare their scores."),
)
def command(case: Path, *, evidence: bool, again: int | None) -> int:
    """Check that the case is whole; exit code 3 where something differs."""
    differences = run_job("verify", lambda ctx: _check(ctx, case, again, evidence=evidence))
    for difference in differences:
        emit_line(names.safe(difference))
    if differences:
        say(f"{len(differences):,} differences.")
        return exits.DIFFERENCE_FOUND
    say("No difference.")
    return exits.DONE


def _check(ctx: JobContext, case: Path, again: int | None, *, evidence: bool) -> list[str]:
    # Connections belong to the thread that opens them: the whole check is the job's.
    with opened(case) as reader:
        differences = list(check_case(reader.connection))
        rows, newest = head(reader.connection)
        say(f"Audit log: {rows:,} rows, head {newest}")
        if evidence:
            differences += check_evidence(reader, ctx)
        if again is not None:
            result = rescore(reader, again, ctx)
            say(f"Scored {result.compared:,} items again: largest difference {result.largest:.2g}.")
            differences += result.differences
    return differences
