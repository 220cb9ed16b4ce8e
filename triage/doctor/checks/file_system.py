"""Whether a case there can be read while it is written (SQLite's WAL), or lies on a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.names import safe
from triage.doctor.finding import Finding, fine, not_applicable, warning
from triage.store.medium import medium_of
from triage.store.wal_trial import carries_wal

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

_SHARE = (
    "Let the case lie on a disk of this computer while you work, and copy it to the share when it "
    "is closed."
)
_ODD = "Let the case lie on another disk, best an internal one with the system's usual format."


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Ask the system what the folder lies on, and try it with a small database."""
    shown = safe(str(patient.folder))
    if not patient.folder.is_dir():
        return not_applicable(f"There is no folder {shown}.")
    medium = medium_of(patient.folder)
    if medium.network:
        return warning(
            f"{shown} lies on a network share: cases there are written without a WAL, slower, and "
            "one computer alone may work on them.",
            _SHARE,
        )
    try:
        carries = carries_wal(patient.folder)
    except OSError as error:
        why = safe(error.strerror or str(error))
        return not_applicable(f"Nothing can be written in {shown} ({why}), so it was not tried.")
    if not carries:
        return warning(
            f"{shown} lies on a file system that cannot carry SQLite's WAL: a case there cannot be "
            "looked at while an import writes it.",
            _ODD,
        )
    kind = "a fixed local disk" if medium.fixed else "a local disk that may be pulled out"
    return fine(f"{shown} lies on {kind} and carries SQLite's WAL.")
