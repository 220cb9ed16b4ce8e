"""``triage new``: make an empty case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from triage.cli.shell.arguments import case_argument, describing_options
from triage.cli.shell.output import say
from triage.cli.shell.person import name_or_default
from triage.core import names
from triage.store.case import Case

if TYPE_CHECKING:
    from pathlib import Path


@click.command("new")
@case_argument
@describing_options
def command(case: Path, name: str, number: str, examiner: str) -> None:
    """Make an empty case. The one file CASE.triage is the whole case."""
    by = name_or_default(None, examiner)
    with Case.create(case, name=name, number=number, examiner=examiner, by=by):
        pass
    say(f"Made the case {names.safe(str(case))}.")
