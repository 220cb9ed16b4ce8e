"""Modules that our code imports and the frozen program lacks, by PyInstaller's own list."""

from __future__ import annotations

import re
import sys

_LINE = re.compile(
    r"(?P<why>missing|excluded) module named '?(?P<name>[\w.]+)'? - imported by (?P<by>.+)"
)
_IMPORTER = re.compile(r"(?P<who>[\w.]+) \((?P<how>[^)]*)\)")
_OURS = {"triage", "installer"}


def lacking_modules(told: str) -> list[str]:
    """Each with who of ours wants it.

    Left out is what is imported on a condition, and what Python has on another system only.
    """
    found: list[str] = []
    for line in told.splitlines():
        match = _LINE.fullmatch(line)
        if match is None or (match["why"] == "missing" and _is_of_python(match["name"])):
            continue
        for importer in _IMPORTER.finditer(match["by"]):
            ours = importer["who"].partition(".")[0] in _OURS
            if ours and not {"conditional", "optional"} & set(importer["how"].split(", ")):
                found.append(f"{match['name']} ({importer['who']})")
    return found


def _is_of_python(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names
