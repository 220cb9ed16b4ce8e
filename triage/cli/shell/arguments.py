"""Arguments that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.cli.shell.session import Session
from triage.core.errors import CaseError

if TYPE_CHECKING:
    from collections.abc import Callable


class _CasePath(click.Path):
    """The path of a case file. Empty text would be the current folder to ``pathlib``."""

    def convert(
        self,
        value: Any,  # noqa: ANN401  click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401  click's signature
        """The path; fails where there is none."""
        if value == "":
            self.fail("give the path of a case file, such as harbour.triage.", param, ctx)
        return super().convert(value, param, ctx)


def _remember(ctx: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if value.is_dir():
        raise CaseError(f"The path {value} is a folder, not a case: name a file NAME.triage.")
    # The boundary needs to know beside which case a log may lie.
    ctx.ensure_object(Session).case = value
    return value


def case_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument CASE, the path of the case file."""
    kind = _CasePath(path_type=Path)
    return click.argument("case", type=kind, metavar="CASE.triage", callback=_remember)(command)


def describing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that describe a new case."""
    examiner = click.option(
        "--examiner", default="", metavar="E", help="Who examines; stands for --by later."
    )
    number = click.option("--number", default="", metavar="N", help="Case number.")
    name = click.option("--name", default="", metavar="N", help="Name of the case.")
    return name(number(examiner(command)))
