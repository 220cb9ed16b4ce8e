"""``triage threshold``: show the thresholds of a case, or move one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from triage.cli.shell import tables
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.output import say
from triage.cli.shell.person import by_option
from triage.cli.shell.reading import opened
from triage.cli.shell.tables import Column
from triage.cli.shell.writing import opened_by
from triage.store.commands import SetThreshold
from triage.store.status import status

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS = [
    Column("Pack"),
    Column("Label"),
    Column("Threshold", number=True),
    Column("Default", number=True),
    Column("Suggested", number=True),
]


@click.command("threshold")
@case_argument
@click.argument("label", required=False, metavar="[LABEL")
@click.argument("value", required=False, metavar="VALUE]")
@by_option
def command(case: Path, label: str | None, value: str | None, by: str | None) -> None:
    """Show the thresholds, or move one: relabels the case at once, and is audited.

    LABEL is LABEL or PACK/LABEL. VALUE is the score from which the label is suggested;
    "default" goes back to the pack's own.
    """
    if label is None:
        _list(case)
        return
    if value is None:
        raise click.UsageError("Give the new threshold after the label.")
    number = _number(value)
    with opened_by(case, by) as (writable, person):
        writable.send(SetThreshold(label, number, person)).result()
    told = "its default again" if number is None else f"{number:g}"
    say(f"The threshold of {label} is {told}, set by {person}.")


def _number(value: str) -> float | None:
    if value.lower() == "default":
        return None
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise click.UsageError(f"{value!r} is no threshold: give a number, or default.")
    return number


def _list(case: Path) -> None:
    with opened(case) as reader:
        told = status(reader.connection)
    rows = [
        (pack, label, one["value"], one["default"], told["labels"].get(pack, {}).get(label, 0))
        for pack, labels in told["thresholds"].items()
        for label, one in labels.items()
    ]
    tables.show(_COLUMNS, rows)
