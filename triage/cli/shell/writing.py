"""Opens a case for writing in the name of a person."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from triage.cli.shell.person import name_or_default
from triage.core.errors import CaseError
from triage.ingest.overlap import refuse_case_in_source
from triage.store import provenance
from triage.store.case import Case
from triage.store.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@contextmanager
def opened_by(path: Path, by: str | None) -> Generator[tuple[Case, str]]:
    """The case, locked for this process, and the name that goes into its audit log."""
    person = name_or_default(by, "" if by else _examiner(path))
    _refuse_in_source(path)
    with Case.open(path, by=person) as case:
        yield case, person


def _refuse_in_source(path: Path) -> None:
    # CaseError: no case, or of an older version; Case.open tells it or brings it up to date.
    with suppress(CaseError):
        refuse_case_in_source(path)


def _examiner(path: Path) -> str:
    try:
        with Reader.open(path) as reader:
            return provenance.case_info(reader.connection)["examiner"]
    except CaseError:
        # A case of an older version can only be opened for writing, which brings it up to
        # date. What else is wrong with it, Case.open will tell.
        return ""
