"""What is looked at: this installation, and the place where a case lies or is to lie."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.program_places import program_folder

if TYPE_CHECKING:
    from triage.doctor.checks.display import DisplayFacts


@dataclass(frozen=True, slots=True)
class Patient:
    """``case`` is a case file, ``folder`` the one it lies in or that was named.

    ``display`` is what the window found of fonts and screens, None where no window asks.
    ``qt`` is the version of Qt where it is loaded. ``wall`` and ``steady`` are the two clocks
    when the self-test began.
    """

    folder: Path
    case: Path | None = None
    display: DisplayFacts | None = None
    qt: str = ""
    program: Path | None = field(default_factory=program_folder)
    wall: float = field(default_factory=time.time)
    steady: float = field(default_factory=time.monotonic)


def patient_at(place: Path | None, display: DisplayFacts | None = None, qt: str = "") -> Patient:
    """The patient for a case, a folder, or neither: then the person's own folder.

    A place that does not exist is a folder that cannot be used: its check says so.
    """
    if place is None:
        return Patient(Path.home(), display=display, qt=qt)
    place = Path(os.path.abspath(place))  # noqa: PTH100  a link stays what the person named
    if place.is_file():
        return Patient(place.parent, place, display, qt)
    return Patient(place, display=display, qt=qt)
