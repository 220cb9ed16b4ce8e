"""The outermost net: every error becomes an exit code and, at most, one sentence."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

import click

from triage.cli.shell import exits, remedies
from triage.cli.shell.output import StdoutClosed, abandon, finish, say, told
from triage.core import fault_log, names
from triage.core.errors import KnownError
from triage.core.fault_log import sentence
from triage.core.job import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from triage.cli.shell.session import Session


def guarded(work: Callable[[], int], session: Session) -> int:
    """Run a command and return the exit code, whatever happens."""
    try:
        code = _translated(work, session)
        finish()
    except StdoutClosed:
        abandon()
        return exits.DONE
    except KnownError as error:
        say(sentence(error))
        abandon()
        return exits.KNOWN_ERROR
    return code


def _translated(work: Callable[[], int], session: Session) -> int:
    try:
        with session.interrupts.installed():
            return work()
    except click.UsageError as error:
        error.show(sys.stderr)
        return exits.WRONG_USAGE
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        say(error.format_message())
        return exits.KNOWN_ERROR
    except (KeyboardInterrupt, click.Abort, Cancelled) as error:
        say(str(error) or "Cancelled.")
        return exits.CANCELLED
    except StdoutClosed:
        raise
    except KnownError as error:
        say(remedies.told(error, session.case))
        return exits.KNOWN_ERROR
    except Exception as error:
        if isinstance(error, OSError) and _from_echo(error):
            raise told(error) from error
        place = _log(error, session.case)
        say(f"A fault of this program: {sentence(error)} The details are in {place}")
        return exits.OUR_BUG


def _from_echo(error: OSError) -> bool:
    """Whether click was printing help or the version: then stdout is at fault, nothing else."""
    innermost = list(traceback.walk_tb(error.__traceback__))[-1][0]
    return innermost.f_globals.get("__name__") == "click.utils"


def _log(error: Exception, case: Path | None) -> str:
    """Write the traceback beside the case, else into the temporary folder; name the file."""
    text = fault_log.report(error)
    place = fault_log.write(text, case)
    if place is None:
        say(text)
        return "the lines above, for no log could be written."
    return names.safe(str(place))
