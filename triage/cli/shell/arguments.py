"""Arguments that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.cli.shell.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable


def _remember(ctx: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    # The boundary needs to know beside which case a log may lie.
    ctx.ensure_object(Session).case = value
    return value


def case_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument CASE, the path of the case file."""
    kind = click.Path(path_type=Path)
    return click.argument("case", type=kind, metavar="CASE.triage", callback=_remember)(command)


def describing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that describe a new case."""
    examiner = click.option(
        "--examiner", default="", metavar="E", help="Who examines; stands for --by later."
    )
    number = click.option("--number", default="", metavar="N", help="Case number.")
    name = click.option("--name", default="", metavar="N", help="Name of the case.")
    return name(number(examiner(command)))
