"""A real child runs into its limits of memory and time, and crashes, with nothing else harmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.core.names import safe
from triage.doctor.finding import Finding, fault, fine
from triage.evidence import rehearsal

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient
    from triage.evidence.rehearsal import Rehearsed

_NO_CHILD = (
    "Let security software on this machine allow the program to start itself, and install the "
    "program again if that does not help."
)
_NO_LIMIT = (
    "Do not open evidence here: a hostile file could take the whole machine down. Use a supported "
    "system (Windows 10 or later, Linux), outside of tools that keep programs from setting limits."
)


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """See four pictures through: a plain one, one too hungry, one too slow, one that is deadly."""
    try:
        found = rehearsal.rehearse(ctx)
    except (KnownError, OSError) as error:
        return fault(f"No child process could be started: {safe(str(error))}", _NO_CHILD)
    if not found.works:
        return fault(f"A child process could not read a picture: {_detail(found, 0)}.", _NO_CHILD)
    broken = [
        told
        for held, told in (
            (found.memory_held, f"that of memory ({rehearsal.MEMORY >> 20} MiB)"),
            (found.time_held, f"that of time ({rehearsal.SECONDS:g} s)"),
            (found.crash_survived, "that of a crash to the child alone"),
        )
        if not held
    ]
    if broken:
        return fault(
            f"A limit of the child process is not in force: {', '.join(broken)}.", _NO_LIMIT
        )
    return fine(
        f"In force: a child that took more than {rehearsal.MEMORY >> 20} MiB, one that took longer "
        f"than {rehearsal.SECONDS:g} s and one that crashed were each ended, and nothing else."
    )


def _detail(found: Rehearsed, place: int) -> str:
    return safe(found.details[place]) or "it gave no reason"
