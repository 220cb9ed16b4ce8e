"""Where settings, model packs and logs of this program lie: the person's and the administrator's.

What the administrator put down for a whole machine wins over the person's own. A file named
``portable`` beside a frozen program keeps the person's part beside the program, on its stick.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS_FILE = "settings.json"
PORTABLE_MARK = "portable"
_PACKS = "packs"
_TITLE, _NAME = "Forensic Triage", "forensic-triage"


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides where things lie; every machine can be thought of, not this one alone.

    ``program_folder`` is that of a frozen program, None for one that runs from Python.
    """

    platform: str
    environment: Mapping[str, str]
    home: Path
    temporary: Path
    program_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class ProgramPlaces:
    """``settings`` and ``packs`` are the person's own; nothing of all this need exist."""

    settings: Path
    packs: Path
    logs: Path
    managed_settings: Path
    managed_packs: Path
    portable: bool


def this_machine() -> Machine:
    """The machine and person that the program runs for."""
    return Machine(
        sys.platform, os.environ, Path.home(), Path(tempfile.gettempdir()), program_folder()
    )


def program_folder() -> Path | None:
    """The folder of the frozen program; None for one that runs from Python."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def here() -> ProgramPlaces:
    """The places of this machine."""
    return places(this_machine())


def places(machine: Machine) -> ProgramPlaces:
    """The places of a machine; looks for nothing but the mark of a portable program."""
    managed = _managed(machine)
    program = machine.program_folder
    if program is not None and (program / PORTABLE_MARK).exists():
        data = program / "data"
        settings, packs, logs = data / SETTINGS_FILE, data / _PACKS, data / "logs"
    else:
        settings, packs = _settings(machine), _own_packs(machine)
        logs = machine.temporary
    return ProgramPlaces(
        settings=settings,
        packs=packs,
        logs=logs,
        managed_settings=managed / SETTINGS_FILE,
        managed_packs=managed / _PACKS,
        portable=logs != machine.temporary,
    )


def _managed(machine: Machine) -> Path:
    if machine.platform == "win32":
        return Path(machine.environment.get("PROGRAMDATA") or r"C:\ProgramData") / _TITLE
    if machine.platform == "darwin":
        return Path("/Library/Application Support") / _TITLE
    return Path("/etc") / _NAME


def _settings(machine: Machine) -> Path:
    if machine.platform == "win32":
        return _roaming(machine) / SETTINGS_FILE
    config = machine.environment.get("XDG_CONFIG_HOME") or machine.home / ".config"
    return Path(config) / _NAME / SETTINGS_FILE


def _own_packs(machine: Machine) -> Path:
    if machine.platform == "win32":
        return _roaming(machine) / _PACKS
    if machine.platform == "darwin":
        return machine.home / "Library" / "Application Support" / _TITLE / _PACKS
    data = machine.environment.get("XDG_DATA_HOME") or machine.home / ".local" / "share"
    return Path(data) / _NAME / _PACKS


def _roaming(machine: Machine) -> Path:
    return Path(machine.environment.get("APPDATA") or machine.home / "AppData" / "Roaming") / _TITLE
