"""Where the details of a fault go: one sentence for the eye, a traceback in a log for us."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from triage import __version__
from triage.core import clock, names, places, program_places
from triage.core.errors import BugError, KnownError


def sentence(error: BaseException) -> str:
    """One line that is safe to show, whatever file name stands in it."""
    words = str(error) or type(error).__name__
    if not isinstance(error, KnownError | BugError):
        words = f"{type(error).__name__}: {words}"
    line = names.safe(" ".join(words.split()))
    return line if line.endswith((".", "!", "?", ":")) else line + "."


def report(error: BaseException) -> str:
    """What a log says of an error: when, which versions, how we were called, the traceback."""
    head = f"{clock.now()} triage {__version__}, Python {platform.python_version()}"
    trace = "".join(traceback.format_exception(error))
    return f"{head}, {platform.platform()}\n{' '.join(sys.argv[1:])}\n{trace}\n"


def write(text: str, case: Path | None) -> Path | None:
    """Write a report beside the case, else into the folder for logs; None where neither goes."""
    for place in _places(case):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(text)
        except OSError:
            continue
        return place
    return None


def _places(case: Path | None) -> list[Path]:
    # A case that exists never lies inside a source, so a log beside it changes no evidence.
    # Where it does not exist yet we cannot know that.
    beside = [places.log_of(case)] if case is not None and case.is_file() else []
    # A portable program keeps its logs on its stick, which may be write-protected.
    folders = dict.fromkeys((program_places.here().logs, Path(tempfile.gettempdir())))
    return [*beside, *(folder / f"triage-{os.getpid()}.log" for folder in folders)]
