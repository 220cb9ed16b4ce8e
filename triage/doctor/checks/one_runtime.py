"""Exactly one distribution of ONNX Runtime: several overwrite each other's files unnoticed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from triage.core.errors import KnownError
from triage.doctor.finding import Finding, fault, fine
from triage.inference.runtime import distributions, runtime

if TYPE_CHECKING:
    from triage.core.job import JobContext
    from triage.doctor.patient import Patient

_AGAIN = "Install the program again."


def look(patient: Patient, ctx: JobContext) -> Finding:  # noqa: ARG001  as every check is called
    """Read what is installed; then load it, for files that were mixed up show only then."""
    found = distributions()
    names = [name for name, _version in found]
    if len(found) > 1:
        told = " and ".join(f"{name} {version}" for name, version in found)
        return fault(
            f"{told} are installed together and overwrite each other's files.", _one_alone(names)
        )
    try:
        version = runtime().__version__
    except KnownError as error:
        return fault(str(error), _AGAIN)
    if not found:
        return fault(
            f"ONNX Runtime {version} is loaded, but no package says that it installed it.",
            _AGAIN,
        )
    [(name, stated)] = found
    if stated != version:
        return fault(
            f"{name} says it is {stated}, but {version} is loaded: its files are mixed up.", _AGAIN
        )
    return fine(f"{name} {version} is installed, and no other.")


def _one_alone(names: list[str]) -> str:
    """How to be left with one. Removing one takes files of the others: so all go first."""
    if getattr(sys, "frozen", False):
        return _AGAIN
    wanted = "onnxruntime-directml" if sys.platform == "win32" else "onnxruntime"
    return f"Run 'pip uninstall {' '.join(names)}', then 'pip install {wanted}'."
