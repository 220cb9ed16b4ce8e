"""Whether Windows lets every program open paths of more than 260 characters."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from triage.doctor.finding import Finding, fine, not_applicable, warning

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

_SWITCH_ON = (
    "Let an administrator set 'Enable Win32 long paths' (group policy, or LongPathsEnabled = 1 "
    "under HKLM\\SYSTEM\\CurrentControlSet\\Control\\FileSystem) and restart."
)


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Ask the registry. This program reads long paths all the same; others do not."""
    if sys.platform != "win32":
        return not_applicable("Only Windows has this limit.")
    from triage.doctor.registry_windows import long_paths_enabled  # noqa: PLC0415  Windows only

    return judged(enabled=long_paths_enabled())


def judged(*, enabled: bool) -> Finding:
    """The finding for what the registry says."""
    if enabled:
        return fine("Windows has long paths switched on.")
    return warning(
        "Windows has long paths switched off. This program reads them all the same, but others "
        "cannot open such a file from it.",
        _SWITCH_ON,
    )
