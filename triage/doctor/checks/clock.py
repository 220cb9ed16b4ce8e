"""Whether the clock can be believed: every row of the audit log bears its time."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from triage.core.clock import told
from triage.core.errors import KnownError
from triage.core.names import safe
from triage.doctor.finding import Finding, fault, fine, warning
from triage.store import audit
from triage.store.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

MADE = datetime(2026, 11, 1, tzinfo=UTC)
"""No copy of this version was ever run before."""
_LAST_YEAR = 2099
_MOST_DRIFT_S = 2.0
_SET = (
    "Set date, time and time zone of the computer right before you import or grade: the audit log "
    "keeps these times for good."
)
_STEADY = (
    "Let the computer settle its time (a time service that steps the clock, or a virtual machine "
    "that was paused), and run the self-test again."
)


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Compare the clock with the year of this program, the case's last row and a steady clock."""
    wall, steady = time.time(), time.monotonic()
    now = datetime.fromtimestamp(wall, UTC)
    shown = _shown(wall)
    if now < MADE:
        return fault(f"{shown}: that is before this program was made.", _SET)
    if now.year > _LAST_YEAR:
        return fault(f"{shown}: that year is not plausible.", _SET)
    last = _last_row(patient.case)
    if last > now.isoformat(timespec="milliseconds").replace("+00:00", "Z"):
        return fault(f"{shown}: that is before the last row of the case, {told(last)}.", _SET)
    drift = (wall - patient.wall) - (steady - patient.steady)
    if abs(drift) > _MOST_DRIFT_S:
        return warning(f"{shown}: it jumped by {drift:+.1f} s during this self-test.", _STEADY)
    if not time.tzname[0]:
        return warning(f"{shown}: the time zone is not known.", _SET)
    return fine(f"{shown}; it ran evenly during this self-test.")


def _shown(wall: float) -> str:
    local = datetime.fromtimestamp(wall, UTC).astimezone()
    zone = safe(local.tzname() or "unknown")
    return f"The clock says {local.isoformat(sep=' ', timespec='seconds')} ({zone})"


def _last_row(case: Path | None) -> str:
    """When the newest row of the case was written; "" without a case that can be read."""
    if case is None:
        return ""
    try:
        with Reader.open(case) as reader:
            newest = audit.page(reader.connection, limit=1)
    except (KnownError, ValueError):
        return ""
    return newest[0].at if newest else ""
