"""Versions of everything that has a hand in a result."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from triage import __version__
from triage.core.names import safe
from triage.doctor.finding import Finding, fine
from triage.evidence.decoder_versions import decoder_versions
from triage.inference.packs import installed
from triage.inference.runtime import runtime_name
from triage.store.wal_trial import sqlite_version

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Name them all."""
    parts = [
        f"Forensic Triage {__version__}" + ("" if patient.program is None else " (frozen)"),
        f"Python {platform.python_version()}",
        safe(platform.platform()),
        f"Qt {patient.qt}" if patient.qt else f"Qt for Python {_qt_installed()}",
        runtime_name(),
        f"numpy {np.__version__}",
        *(f"{name} {version}" for name, version in decoder_versions().items()),
        f"SQLite {sqlite_version()}",
        *(_pack(name, version, digest) for name, version, digest in _packs()),
    ]
    return fine("; ".join(parts) + ".")


def _qt_installed() -> str:
    try:
        return metadata.version("PySide6_Essentials")
    except metadata.PackageNotFoundError:
        return "not installed"


def _packs() -> list[tuple[str, str, str]]:
    return [(one.info.name, one.info.version, one.info.sha256) for one in installed().packs]


def _pack(name: str, version: str, digest: str) -> str:
    return f"pack {safe(name)} {safe(version)} (SHA-256 {digest})"
