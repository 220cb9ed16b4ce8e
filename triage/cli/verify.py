"""``triage verify``: check the case, and on demand the evidence and the scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from triage.cli.shell import exits
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.jobs import run_job
from triage.cli.shell.output import emit_line, say
from triage.cli.shell.reading import opened
from triage.cli.shell.words import counted
from triage.core import names
from triage.core.errors import KnownError
from triage.inference.packs import find_pack
from triage.ingest.check_evidence import check_evidence
from triage.ingest.rescore import rescore
from triage.store.audit import head
from triage.store.verify import check_case

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.job import JobContext
    from triage.inference.packs import ModelPack
    from triage.ingest.rescore import RescoreResult


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options of one call."""

    evidence: bool
    again: int | None
    packs: dict[str, ModelPack]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a check gave; ``rows`` and ``newest`` are of the audit log."""

    differences: list[str]
    rows: int
    newest: str
    rescored: RescoreResult | None


@click.command("verify")
@case_argument
@click.option("--evidence", is_flag=True, help="Hash every file again and compare all hashes.")
@click.option(
    "--rescore",
    "again",
    type=click.IntRange(min=1),
    metavar="N",
    help="Analyse N items again and compare their scores.",
)
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="PACK",
    help="With --rescore: name or folder of a pack that gave scores. Repeats.",
)
def command(case: Path, *, evidence: bool, again: int | None, models: tuple[str, ...]) -> int:
    """Check that the case is whole; exit code 3 where something differs.

    The audit log is checked in itself and against all that it records. Rows cut off at its
    end show only when its rows and head are compared with those noted elsewhere: every report
    and export has them.
    """
    if models and again is None:
        raise click.UsageError("--model goes with --rescore.")
    packs = {pack.info.sha256: pack for pack in map(find_pack, models)}
    asked = _Asked(evidence, again, packs)
    found = run_job("verify", lambda ctx: _check(ctx, case, asked))
    return _tell(found)


def _check(ctx: JobContext, case: Path, asked: _Asked) -> _Found:
    # Connections belong to the thread that opens them: the whole check is the job's.
    with opened(case) as reader:
        differences = list(check_case(reader.connection))
        rows, newest = head(reader.connection)
        if asked.evidence:
            differences += check_evidence(reader, ctx)
        rescored = None
        if asked.again is not None:
            rescored = rescore(reader, asked.again, ctx, asked.packs)
            differences += rescored.differences
    return _Found(differences, rows, newest, rescored)


def _tell(found: _Found) -> int:
    """Print it; the exit code. Raises KnownError where no score could be compared."""
    for difference in found.differences:
        emit_line(names.safe(difference))
    if found.rescored is not None:
        _tell_rescored(found.rescored)
    number = len(found.differences)
    say(
        f"{counted(number, 'difference') if number else 'No difference'}."
        f" Audit log: {counted(found.rows, 'row')}, head {found.newest}; compare both with those"
        " in an earlier report or export, for a log cut off at its end shows in no other way."
    )
    if number:
        return exits.DIFFERENCE_FOUND
    if found.rescored is not None and not found.rescored.compared:
        raise KnownError(_nothing_compared(found.rescored))
    return exits.DONE


def _tell_rescored(rescored: RescoreResult) -> None:
    if rescored.compared:
        again = counted(rescored.compared, "item")
        say(f"Scored {again} again: largest difference {rescored.largest:.2g}.")
    for reason, number in rescored.not_compared.items():
        say(f"Not compared: {number:,}, {names.safe(reason)}.")


def _nothing_compared(rescored: RescoreResult) -> str:
    if not rescored.not_compared:
        return "No score could be compared: this case has no scores yet."
    return "No score could be compared: look at the reasons above and try again."
