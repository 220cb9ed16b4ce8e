"""Who does this: the name that goes into the audit log."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from triage.core.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def _name(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if not value.strip():
        raise click.BadParameter("give a name that is not empty.")
    return value.strip()


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--by NAME`` to a command."""
    told = "Who does this, for the audit log. Default: the case's examiner, else the login name."
    return click.option("--by", metavar="NAME", callback=_name, help=told)(command)


def name_or_default(by: str | None, examiner: str) -> str:
    """``by`` as given, else the examiner of the case, else the login name.

    Raises KnownError where the system knows no login name either.
    """
    if by or examiner:
        return by or examiner
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise KnownError("This system knows no login name. Say who you are with --by.") from error
