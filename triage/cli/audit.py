"""``triage audit``: show the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from triage.cli.shell import tables
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.output import emit_json
from triage.cli.shell.reading import opened
from triage.cli.shell.tables import Column, Give
from triage.store import audit
from triage.store.audit_words import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from triage.store.audit import AuditRow

_COLUMNS = [
    Column("N", number=True),
    Column("At (UTC)"),
    Column("By"),
    Column("What happened", give=Give.FOLD),
]


@click.command("audit")
@case_argument
@click.option(
    "--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)
def command(case: Path, shape: str) -> None:
    """Show the audit log, oldest row first; --format jsonl has every detail and hash."""
    with opened(case) as reader:
        rows = audit.rows(reader.connection)
        if shape == "jsonl":
            for row in rows:
                emit_json(row.as_dict())
        else:
            tables.show(_COLUMNS, [_cells(row) for row in rows])


def _cells(row: AuditRow) -> tuple[object, ...]:
    at = row.at.replace("T", " ").partition(".")[0].removesuffix("Z")
    return row.n, at, row.by, sentence(row.what, row.detail)
