"""``triage export``: a table, a report or copies of the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from triage.cli.shell import case_words
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.filter_options import build, filter_options
from triage.cli.shell.jobs import run_job
from triage.cli.shell.output import emit_line, say
from triage.cli.shell.person import by_option
from triage.cli.shell.reading import opened
from triage.cli.shell.words import counted
from triage.cli.shell.writing import opened_by
from triage.core import names
from triage.core.filters import Filter
from triage.export.registry import exporters
from triage.export.run import export_case
from triage.store.columns import Columns
from triage.store.query import Query


def _kind(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    known = exporters()
    if value not in known:
        raise click.BadParameter(f"there is no {value!r}; there are: {', '.join(known)}.")
    return value


@click.command("export")
@case_argument
@click.argument("kind", metavar="csv|jsonl|html|files", callback=_kind)
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@filter_options
@click.option("--all", "all_items", is_flag=True, help="Every item found, graded or not.")
@by_option
def command(
    case: Path,
    kind: str,
    out: Path,
    *,
    all_items: bool,
    by: str | None,
    **asked: Any,  # noqa: ANN401  click hands options over by name
) -> None:
    """Write an export to OUT, which must not exist yet.

    Tables and reports hold the graded items where there are any; a FILTER or --all changes
    that.
    """
    with opened(case) as reader:
        wanted = build(asked, reader.connection)
        if case_words.occur(wanted):
            query = Query(Columns.load(reader.connection, text=False))
            for stranger in case_words.strangers(query, wanted):
                # An exhibit that is empty by a slip of the pen must not leave the house.
                raise click.UsageError(stranger)
    if all_items and wanted != Filter():
        raise click.UsageError("--all takes every item: leave it out, or the filter.")
    chosen = None if wanted == Filter() else wanted
    with opened_by(case, by) as (writable, person):
        result = run_job(
            "export",
            lambda ctx: export_case(
                ctx, writable, kind, out, chosen, all_items=all_items, by=person
            ),
        )
    if result.note:
        say(result.note)
    if not result.items:
        say("No item matches.")
    say(f"{counted(result.items, 'item')}, SHA-256 {result.sha256}")
    emit_line(names.safe(str(result.path)))
