"""``triage doctor``: whether this machine and this installation can be trusted with a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.cli.shell import exits
from triage.cli.shell.jobs import run_job
from triage.cli.shell.output import emit, emit_json
from triage.doctor.as_text import as_data, as_text
from triage.doctor.examination import checks, examine, has_fault
from triage.doctor.patient import patient_at

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.finding import Row


@click.command("doctor")
@click.argument("place", required=False, type=click.Path(path_type=Path), metavar="[CASE|FOLDER]")
@click.option(
    "--check",
    "only",
    multiple=True,
    type=click.Choice([check.key for check in checks()]),
    help="This check alone. Repeats.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def command(place: Path | None, *, only: tuple[str, ...], as_json: bool) -> int:
    """Test this machine and this installation; exit code 1 where there is a fault.

    With a case or a folder, the place where the case lies or is to lie is tested too: a few
    megabytes are written there and taken away again. Never name a folder of evidence.
    """
    patient = patient_at(place)

    def work(ctx: JobContext) -> tuple[Row, ...]:
        return examine(ctx, patient, only=only)

    rows = run_job("doctor", work)
    if as_json:
        emit_json(as_data(rows))
    else:
        emit(as_text(rows))
    return exits.KNOWN_ERROR if has_fault(rows) else exits.DONE
