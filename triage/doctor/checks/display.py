"""Fonts and screens as the window sees them; the command line only asks whether there is one."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.core.names import safe
from triage.doctor.finding import Finding, fault, fine, not_applicable, warning

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

_LOG_IN = "Log in at a screen of this computer to use the window; the command line does without."
_CONNECT = "Connect a screen, or log in again at one, and start the program again."
_FONTS = "Install the fonts of the system (on Linux: the package fonts-dejavu or fonts-noto-core)."
_LEAST_WIDTH, _LEAST_HEIGHT = 1280, 720
_LARGER = "Use a larger screen, or a smaller scale in the settings of the system."


@dataclass(frozen=True, slots=True)
class Screen:
    """Name, size in device-independent pixels, and how many real ones each of them has."""

    name: str
    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True)
class DisplayFacts:
    """What a running window knows. ``fonts`` are families really found, by what they are for.

    ``families`` counts those of the system; ``even``: whether one has letters of one width.
    """

    platform: str
    screens: tuple[Screen, ...]
    fonts: tuple[tuple[str, str], ...]
    families: int
    even: bool = True


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Judge what the window found, or look for a screen."""
    if patient.display is not None:
        return judged(patient.display)
    told = [name for name in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(name)]
    if sys.platform not in {"win32", "darwin"} and not told:
        return warning(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).", _LOG_IN
        )
    where = f" ({' and '.join(told)} set)" if told else ""
    return not_applicable(f"There is a display{where}; fonts and screens are asked in the window.")


def judged(facts: DisplayFacts) -> Finding:
    """The finding for a window."""
    screens = ", ".join(map(_screen, facts.screens)) or "no screen"
    fonts = ", ".join(f"{safe(name)} ({use})" for use, name in facts.fonts)
    told = f"{safe(facts.platform)}: {screens}; fonts: {fonts or 'none'}."
    if not facts.screens:
        return fault(told, _CONNECT)
    if not facts.families:
        return fault(f"{told} The system has no font at all.", _FONTS)
    if not facts.even:
        return warning(f"{told} None has letters of one width, so hashes do not line up.", _FONTS)
    if not any(one.width >= _LEAST_WIDTH and one.height >= _LEAST_HEIGHT for one in facts.screens):
        least = f"{_LEAST_WIDTH} x {_LEAST_HEIGHT}"
        return warning(f"{told} The window needs a screen of {least} at least.", _LARGER)
    return fine(told)


def _screen(one: Screen) -> str:
    return f"{safe(one.name)} {one.width} x {one.height} at {one.scale * 100:.0f} %"
