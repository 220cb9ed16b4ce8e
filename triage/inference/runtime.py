"""ONNX Runtime itself: imported late, silent, and exactly one of its distributions."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import TYPE_CHECKING

from triage.core.errors import KnownError

if TYPE_CHECKING:
    from types import ModuleType

_DISTRIBUTIONS = ("onnxruntime", "onnxruntime-directml", "onnxruntime-gpu")
"""They install the same files; the last one written wins, and none of them notices."""

_FATAL_ONLY = 4


def check_runtime() -> None:
    """Raise KnownError unless exactly one distribution of ONNX Runtime is installed.

    A frozen program has no metadata and was checked when it was built. Reads metadata alone:
    ONNX Runtime itself is not imported.
    """
    found = _found()
    if len(found) == 1 or (not found and getattr(sys, "frozen", False)):
        return
    wanted = "onnxruntime-directml" if sys.platform == "win32" else "onnxruntime"
    if not found:
        raise KnownError(f"ONNX Runtime is not installed: run 'pip install {wanted}'.")
    raise KnownError(
        f"{' and '.join(found)} are installed together and overwrite each other's files: "
        f"run 'pip uninstall {' '.join(found)}', then 'pip install {wanted}'."
    )


def runtime() -> ModuleType:
    """The module ``onnxruntime``, which sends nothing and writes nothing to the terminal.

    Raises KnownError where it cannot be loaded.
    """
    try:
        import onnxruntime  # noqa: PLC0415  it takes up to a second: the window comes first
    except ImportError as error:
        raise KnownError(
            f"ONNX Runtime cannot be loaded ({error}): install the program again."
        ) from error
    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(_FATAL_ONLY)
    return onnxruntime


def runtime_name() -> str:
    """Distribution and version, e.g. ``onnxruntime-directml 1.24.4``."""
    found = _found()
    name = found[0] if len(found) == 1 else "onnxruntime"
    return f"{name} {runtime().__version__}"


def distributions() -> list[tuple[str, str]]:
    """Name and version of each distribution of ONNX Runtime whose metadata is here."""
    found: list[tuple[str, str]] = []
    for name in _DISTRIBUTIONS:
        try:
            found.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return found


def _found() -> list[str]:
    return [name for name, _version in distributions()]
