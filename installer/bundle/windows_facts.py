"""What only Windows asks of an executable: a version resource, and the C++ runtime beside it."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from triage import __version__

RUNTIME_LIBRARIES = ("msvcp140.dll", "vcruntime140.dll", "vcruntime140_1.dll")
"""Without them ONNX Runtime or Qt do not load where no redistributable was installed."""

PUBLISHER = "Forensic Triage"
_DESCRIPTIONS = {
    "triage": "Forensic Triage (command line)",
    "triage-gui": "Forensic Triage",
}


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """``0.1.0`` as Windows wants it: four numbers; what is no number is 0."""
    found = [int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:4]]
    first, second, third, fourth = (*found, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_resource(name: str) -> object:
    """The version resource of one executable, as PyInstaller takes it."""
    from PyInstaller.utils.win32 import versioninfo as win  # noqa: PLC0415  Windows alone has it

    numbers = four_numbers(__version__)
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": _DESCRIPTIONS[name],
        "FileVersion": __version__,
        "InternalName": name,
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Forensic Triage",
        "ProductVersion": __version__,
    }
    table = win.StringTable("040904B0", [win.StringStruct(*pair) for pair in strings.items()])
    fixed = win.FixedFileInfo(
        filevers=numbers, prodvers=numbers, mask=0x3F, flags=0, OS=0x40004, fileType=1
    )
    languages = win.VarFileInfo([win.VarStruct("Translation", [0x0409, 0x04B0])])
    return win.VSVersionInfo(ffi=fixed, kids=[win.StringFileInfo([table]), languages])


def runtime_libraries() -> list[tuple[str, str]]:
    """The C++ runtime and the folder it goes to: that of Python, else that which Qt's wheel has.

    PyInstaller takes it along where it sees it asked for; this makes sure.
    """
    places = [Path(sys.base_prefix), *_folder_of("shiboken6"), *_folder_of("PySide6")]
    found: list[tuple[str, str]] = []
    for name in RUNTIME_LIBRARIES:
        there = [place / name for place in places if (place / name).is_file()]
        if there:
            found.append((str(there[0]), "."))
    return found


def missing_libraries(internal: Path) -> list[str]:
    """Those that do not lie in the folder of the frozen program."""
    there = {path.name.lower() for path in internal.iterdir()}
    return [name for name in RUNTIME_LIBRARIES if name not in there]


def _folder_of(package: str) -> list[Path]:
    distribution = {"PySide6": "pyside6-essentials"}.get(package, package)
    try:
        return [Path(str(metadata.distribution(distribution).locate_file(package)))]
    except metadata.PackageNotFoundError:
        return []
