"""``triage threshold``: show the thresholds of a case, or move one."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import click

from triage.cli.shell import case_words, tables
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


_NEGATIVE = re.compile(r"-\d*\.?\d+([eE][-+]?\d+)?")


class _Command(click.Command):
    """Tells a number below zero for what it is, where click sees an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments; fails where one is a number below zero."""
        for word in args:
            if _NEGATIVE.fullmatch(word):
                raise click.UsageError(_outside(word), ctx)
        return super().parse_args(ctx, args)


@click.command("threshold", cls=_Command)
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
    with opened(case) as reader:
        case_words.labels(reader.connection, (label,))
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
    if not 0.0 <= number <= 1.0:
        raise click.UsageError(_outside(value))
    return number


def _outside(value: str) -> str:
    return f"A threshold lies from 0 to 1; {value} does not."


def _list(case: Path) -> None:
    with opened(case) as reader:
        told = status(reader.connection)
    rows = [
        (pack, label, one["value"], one["default"], told["labels"].get(pack, {}).get(label, 0))
        for pack, labels in told["thresholds"].items()
        for label, one in labels.items()
    ]
    tables.show(_COLUMNS, rows)
