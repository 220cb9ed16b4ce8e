"""Data on stdout, words for the examiner on stderr."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from triage.core.errors import KnownError, TriageError

_PIPE_GONE = {errno.EPIPE, errno.EINVAL}
"""How POSIX and how Windows say that nobody reads stdout any more."""


class StdoutClosed(TriageError):  # noqa: N818  the reader had enough: not an error
    """Whoever read our output has stopped, as ``head`` does."""


def prepare() -> None:
    """Make the streams take any text: no name in evidence may break a line of output.

    What goes into a file or a pipe is UTF-8 on every system; a terminal keeps its own
    encoding. What it cannot show is escaped. A stream that was closed before we began
    (``>&-``, or a program without a console) goes nowhere: its number must not fall to a case.
    """
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8", errors="backslashreplace")


def emit(text: str) -> None:
    """Write text to stdout as it is; the caller ends its lines.

    Raises StdoutClosed where nobody reads on, KnownError where there is no room.
    """
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise told(error) from error


def emit_line(text: str = "") -> None:
    """Write one line to stdout."""
    emit(text + "\n")


def emit_json(value: object) -> None:
    """Write one JSON value on one line to stdout, ASCII-escaped."""
    emit_line(json.dumps(value, ensure_ascii=True))


def finish() -> None:
    """Send what stdout still holds, so that an error there is ours to tell."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        raise told(error) from error


def abandon() -> None:
    """Point stdout nowhere: the interpreter flushes it once more when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, io.UnsupportedOperation):
        return


def say(sentence: str) -> None:
    """Tell the examiner something on stderr; a stderr that is gone stops nothing."""
    try:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
    except OSError:
        return


def told(error: OSError) -> TriageError:
    """What an error of stdout means: nobody reads on, or there is no room."""
    if error.errno in _PIPE_GONE:
        return StdoutClosed()
    return KnownError(f"The output could not be written: {error.strerror}. Make room and repeat.")


class Stdout(io.TextIOBase):
    """Stdout as a file to write to, with the errors of :func:`emit`."""

    def write(self, text: str, /) -> int:
        """Write text as it is."""
        emit(text)
        return len(text)
