"""Write ``sbom.cdx.json`` and ``NOTICES.txt`` into a frozen folder."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from installer.notices import bundled, licences, native, sbom
from installer.source_date import source_date
from triage import __version__

if TYPE_CHECKING:
    from importlib.metadata import Distribution

ROOT = Path(__file__).resolve().parents[2]
_PROBE = Path(__file__).resolve().with_name("probe.py")


class NoticesError(Exception):
    """The list would not be whole."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a folder that others made."""

    packages: list[Distribution]
    natives: list[native.Native]
    unknown: list[str]
    licence_of_python: str


def write(folder: Path, python: str) -> None:
    """Write both; ``python`` is the interpreter that was frozen."""
    contents = looked_at(folder, python)
    left_out = _stated(folder) - {bundled.canonical(one.name) for one in contents.packages}
    if left_out:
        raise NoticesError(f"in the folder and not in the list: {', '.join(sorted(left_out))}")
    made = datetime.fromtimestamp(source_date(ROOT), tz=UTC)
    listed = sbom.text(folder / "_internal", __version__, contents.packages, contents.natives, made)
    (folder / sbom.NAME).write_text(listed, encoding="utf-8", newline="\n")
    notices = licences.text(contents.packages, contents.natives, contents.licence_of_python)
    (folder / licences.NAME).write_text(notices, encoding="utf-8", newline="\n")
    print(
        f"{sbom.NAME}, {licences.NAME}: {len(contents.packages)} packages, "
        f"{len(contents.natives)} libraries"
    )
    if contents.unknown:
        print(f"not named by installer/notices/native.py: {', '.join(contents.unknown)}")


def looked_at(folder: Path, python: str) -> Contents:
    """Packages and libraries of the folder, with their versions."""
    told = _asked(python)
    packages = bundled.packages(folder, told["search"])
    internal = folder / "_internal"
    natives = native.found(internal, told["versions"])
    natives.append(native.starter(told["versions"].get("PyInstaller", "")))
    modules = {module for package in packages for module in bundled.top_modules(package)}
    left = native.unknown(internal, natives, modules)
    return Contents(packages, natives, left, told["licence"])


def _stated(folder: Path) -> set[str]:
    """Packages whose metadata lie in the folder."""
    there = (folder / "_internal").glob("*.dist-info")
    return {bundled.canonical(path.name.partition("-")[0]) for path in there}


def _asked(python: str) -> dict[str, Any]:
    done = subprocess.run([python, str(_PROBE)], capture_output=True, check=True, timeout=120)
    return json.loads(done.stdout)
