"""Which packages lie in a frozen folder, told by their modules and not by a list of ours."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from PyInstaller.archive.readers import CArchiveReader

if TYPE_CHECKING:
    from collections.abc import Iterable

_PURE_MODULES = "PYZ.pyz"
_OURS = "forensic-triage"
_NO_NAMES_OF_PACKAGES = {"..", "__pycache__", "bin", "docs", "test", "tests"}
_TEXTS = re.compile(r"(licen[cs]es?|copying|notice|thirdpartynotices).*", re.IGNORECASE)


def packages(folder: Path, search: list[str]) -> list[metadata.Distribution]:
    """The packages of which at least one module is in the folder, by name."""
    there = modules(folder)
    found: dict[str, metadata.Distribution] = {}
    for package in metadata.distributions(path=search):
        name = canonical(package.name)
        if name != _OURS and there & top_modules(package):
            found.setdefault(name, package)
    return [found[name] for name in sorted(found)]


def modules(folder: Path) -> set[str]:
    """Modules of the first level, packed into the program or lying beside it."""
    program = next(path for path in (folder / "triage.exe", folder / "triage") if path.is_file())
    pure = CArchiveReader(str(program)).open_embedded_archive(_PURE_MODULES)
    packed = {name.partition(".")[0] for name in pure.toc}
    beside = {path.name.partition(".")[0] for path in (folder / "_internal").iterdir()}
    return packed | beside


def top_modules(package: metadata.Distribution) -> set[str]:
    """What one writes behind ``import`` to get something of a package."""
    found: set[str] = set()
    for file in package.files or ():
        first = file.parts[0]
        if first in _NO_NAMES_OF_PACKAGES or first.endswith((".dist-info", ".data", ".libs")):
            continue
        if len(file.parts) > 1 or file.suffix in {".py", ".pyd", ".so"}:
            found.add(first.partition(".")[0])
    return found


def canonical(name: str) -> str:
    """One spelling of the name of a package."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(package: metadata.Distribution) -> str:
    """What a package says of its licence, in the words of its metadata."""
    stated = package.metadata.get_all("License-Expression") or []
    stated += [text for text in package.metadata.get_all("License") or [] if "\n" not in text]
    if stated:
        return stated[0].strip()
    kinds: Iterable[str] = package.metadata.get_all("Classifier") or []
    named = [kind.rpartition("::")[2].strip() for kind in kinds if kind.startswith("License ::")]
    return " AND ".join(named) or "not stated"


def texts(package: metadata.Distribution) -> list[tuple[str, str]]:
    """The licence texts that came with a package, by the names of their files."""
    named = [file for file in sorted(package.files or (), key=str) if _is_text(file.parts)]
    places = {file.as_posix(): Path(str(package.locate_file(file))) for file in named}
    return [
        (name, path.read_text(encoding="utf-8", errors="replace"))
        for name, path in places.items()
        if path.is_file()
    ]


def _is_text(parts: tuple[str, ...]) -> bool:
    if parts[0].endswith(".dist-info"):
        return "licenses" in parts[1:-1] or _TEXTS.fullmatch(parts[-1]) is not None
    return _TEXTS.fullmatch(parts[-1]) is not None and not parts[-1].endswith((".py", ".pyc"))
