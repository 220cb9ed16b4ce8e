"""``triage source``: list the evidence sources, or say where one is now."""

from __future__ import annotations

from pathlib import Path

import click

from triage.cli.shell import tables
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.output import say
from triage.cli.shell.person import by_option
from triage.cli.shell.reading import opened
from triage.cli.shell.tables import Column, Give
from triage.cli.shell.words import counted
from triage.cli.shell.writing import opened_by
from triage.ingest.move_source import move_source
from triage.store.status import status

_COLUMNS = [
    Column("Name"),
    Column("Exhibit"),
    Column("Items", number=True),
    Column("Here"),
    Column("Place", give=Give.KEEP_END),
]


@click.command("source")
@case_argument
@click.option(
    "--move",
    nargs=2,
    metavar="NAME NEWPLACE",
    help="The source NAME lies in the folder NEWPLACE now; sizes and some hashes are compared.",
)
@by_option
def command(case: Path, move: tuple[str, str] | None, by: str | None) -> None:
    """List the evidence sources of a case, or say where one is now."""
    if move is None:
        _list(case)
        return
    name, place = move
    with opened_by(case, by) as (writable, person):
        check = move_source(writable, name, Path(place), person)
    compared = f"{counted(check.sizes, 'size')} and {counted(check.hashes, 'hash')}"
    say(f"Source {name} is at {place} now; compared and alike: {compared}.")


def _list(case: Path) -> None:
    with opened(case) as reader:
        rows = [
            (one["name"], one["exhibit"], one["found"], _yes(one["here"]), one["place"])
            for one in status(reader.connection)["sources"]
        ]
    tables.show(_COLUMNS, rows)


def _yes(here: object) -> str:
    return "yes" if here else "no"
