"""What graphics cards the system names, whether or not a model can run on them."""

from __future__ import annotations

import sys
from pathlib import Path

_NVIDIA = Path("/proc/driver/nvidia/gpus")


def cards() -> list[str]:
    """Names of the graphics cards, with the driver's version where it is told; often none."""
    if sys.platform == "win32":
        from triage.doctor.graphics_windows import registered  # noqa: PLC0415  Windows only

        return registered()
    return _nvidia()


def _nvidia() -> list[str]:
    """The one driver on Linux that names its cards as people know them."""
    found: list[str] = []
    try:
        folders = sorted(_NVIDIA.iterdir())
        for folder in folders:
            for line in (folder / "information").read_text("utf-8", "replace").splitlines():
                word, _, value = line.partition(":")
                if word == "Model":
                    found.append(value.strip())
    except OSError:
        return found
    return found
