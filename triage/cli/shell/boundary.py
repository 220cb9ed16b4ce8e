"""The outermost net: every error becomes an exit code and, at most, one sentence."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage import __version__
from triage.cli.shell import exits
from triage.cli.shell.output import StdoutClosed, abandon, finish, say, told
from triage.core import clock, names, places
from triage.core.errors import BugError, KnownError
from triage.core.job import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

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
        say(_sentence(error))
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
        say(_sentence(error))
        return exits.KNOWN_ERROR
    except Exception as error:
        if isinstance(error, OSError) and _from_echo(error):
            raise told(error) from error
        place = _log(error, session.case)
        say(f"A fault of this program: {_sentence(error)} The details are in {place}")
        return exits.OUR_BUG


def _from_echo(error: OSError) -> bool:
    """Whether click was printing help or the version: then stdout is at fault, nothing else."""
    innermost = list(traceback.walk_tb(error.__traceback__))[-1][0]
    return innermost.f_globals.get("__name__") == "click.utils"


def _sentence(error: Exception) -> str:
    """One line that is safe to show, whatever file name stands in it."""
    words = str(error) or type(error).__name__
    if not isinstance(error, KnownError | BugError):
        words = f"{type(error).__name__}: {words}"
    line = names.safe(" ".join(words.split()))
    return line if line.endswith((".", "!", "?", ":")) else line + "."


def _log(error: Exception, case: Path | None) -> str:
    """Write the traceback beside the case, else into the temporary folder; name the file."""
    text = _report(error)
    for place in _places(case):
        try:
            with place.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(text)
        except OSError:
            continue
        return names.safe(str(place))
    say(text)
    return "the lines above, for no log could be written."


def _places(case: Path | None) -> list[Path]:
    # A case that exists never lies inside a source, so a log beside it changes no evidence.
    # Where it does not exist yet we cannot know that.
    beside = [places.log_of(case)] if case is not None and case.is_file() else []
    return [*beside, Path(tempfile.gettempdir()) / f"triage-{os.getpid()}.log"]


def _report(error: Exception) -> str:
    head = f"{clock.now()} triage {__version__}, Python {platform.python_version()}"
    trace = "".join(traceback.format_exception(error))
    return f"{head}, {platform.platform()}\n{' '.join(sys.argv[1:])}\n{trace}\n"
