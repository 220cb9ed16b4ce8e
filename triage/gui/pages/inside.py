"""What this program is made of: versions and licences as the packages themselves state them."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import Final

from PySide6.QtCore import qVersion

from triage import __version__
from triage.core import program_places
from triage.core.names import safe

_PACKAGES: Final = (
    "PySide6_Essentials",
    "onnxruntime",
    "onnxruntime-directml",
    "pillow",
    "pi-heif",
    "piexif",
    "defusedxml",
    "sqlite-utils",
    "numpy",
    "pluggy",
    "rich",
    "click",
)
_LONGEST_LICENCE = 60
NAME = "Forensic Triage"
OFFLINE = (
    "Nothing leaves this machine: the program works without a network and opens no connection."
)


def about() -> str:
    """Name, version, licence."""
    return f"{NAME} {__version__}, Apache License 2.0"


def parts() -> list[tuple[str, str, str]]:
    """Name, version and licence of everything inside, Python and Qt first."""
    found = [
        ("Python", platform.python_version(), "PSF-2.0"),
        ("Qt", qVersion() or "", "LGPL-3.0-only"),
    ]
    for name in _PACKAGES:
        try:
            told = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        found.append((told["Name"], told["Version"], _licence(told)))
    return found


def logs() -> list[tuple[str, str]]:
    """Where logs and settings lie."""
    beside = "beside the case: its name and .log"
    known = program_places.here()
    managed = f"{safe(str(known.managed_settings))} and {safe(str(known.managed_packs))}"
    return [
        ("Fault logs", f"{beside}; without a case: {safe(str(known.logs))}, triage-*.log"),
        ("Audit log", "in the case itself; see its page"),
        ("Settings", safe(str(known.settings))),
        ("Model packs", safe(str(known.packs))),
        ("From your administrator", f"{managed}, which win over your own"),
    ]


def _licence(told: metadata.PackageMetadata) -> str:
    fields = ("License-Expression", "License")
    stated = next((told[field] for field in fields if field in told), "")
    first = stated.strip().splitlines()[0] if stated.strip() else ""
    if first and len(first) <= _LONGEST_LICENCE:
        return safe(first)
    classifiers = told.get_all("Classifier") or []
    named = [one.rpartition("::")[2].strip() for one in classifiers if one.startswith("License")]
    return safe(", ".join(named)) if named else ""
