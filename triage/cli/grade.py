"""``triage grade``: a person gives items a category, or takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from triage.cli.shell import case_words
from triage.cli.shell.arguments import case_argument
from triage.cli.shell.output import say
from triage.cli.shell.person import by_option
from triage.cli.shell.reading import opened
from triage.cli.shell.words import counted
from triage.cli.shell.writing import opened_by
from triage.store.commands import SetGrade

if TYPE_CHECKING:
    from pathlib import Path


_LARGEST_ID = 2**63 - 1
"""SQLite's integers end here."""


@click.command("grade")
@case_argument
@click.option(
    "--category",
    required=True,
    metavar="C",
    help="Number or name of a category; none or 0 takes the grade away.",
)
@by_option
@click.argument(
    "ids", nargs=-1, required=True, type=click.IntRange(1, _LARGEST_ID), metavar="ID..."
)
def command(case: Path, category: str, by: str | None, ids: tuple[int, ...]) -> None:
    """Give items a category. ID is the number that list shows."""
    with opened(case) as reader:
        number = case_words.grade(reader.connection, category)
    # The same id twice is one item; the order is kept for the audit log.
    items = tuple(dict.fromkeys(ids))
    with opened_by(case, by) as (writable, person):
        before = writable.send(SetGrade(items, number, person)).result().value
    if number is not None:
        say(f"Graded as category {number}: {counted(len(items), 'item')}, by {person}.")
        return
    taken = sum(category is not None for category in before)
    if taken:
        say(f"No longer graded: {counted(taken, 'item')}, by {person}.")
    else:
        say("Nothing to take away: no grade was there.")
