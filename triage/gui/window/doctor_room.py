"""The page of the self-test and the test itself. Loaded at the first wish for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from triage.core.job import Job
from triage.doctor import examination
from triage.doctor.patient import patient_at
from triage.gui.looks.display_facts import display_facts
from triage.gui.pages.doctor_page import DoctorPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from triage.core.job import JobContext
    from triage.doctor.finding import Row


class DoctorRoom:
    """``page`` is shown by whoever owns this."""

    def __init__(self) -> None:
        self.page = DoctorPage()

    def begin(self, case: Path | None, told: Callable[[Row], None]) -> Job[tuple[Row, ...]]:
        """The page waits for rows from now on; the job is for a thread, and ``told`` hears there.

        Screens and fonts are asked now, in the GUI thread.
        """
        patient = patient_at(case, display_facts(), qVersion() or "")

        def work(ctx: JobContext) -> tuple[Row, ...]:
            return examination.examine(ctx, patient, told)

        self.page.begin([check.title for check in examination.checks()])
        return Job("self-test", work)
