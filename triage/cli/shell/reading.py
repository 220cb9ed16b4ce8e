"""Opens a case for reading and passes on what the store has to say about it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from triage.cli.shell.output import say
from triage.store.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@contextmanager
def opened(case: Path) -> Generator[Reader]:
    """A read-only view of the case: no lock, nothing written."""
    with Reader.open(case) as reader:
        if reader.notice:
            say(reader.notice)
        yield reader
