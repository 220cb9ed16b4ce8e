"""``NOTICES.txt``: who made what is in the frozen folder, under which licences, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from installer.notices import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.metadata import Distribution

    from installer.notices.native import Native

NAME = "NOTICES.txt"
_TEXTS = Path(__file__).resolve().with_name("texts")
_LINE = "=" * 78
_HEAD = """\
Forensic Triage is licensed under the Apache License 2.0. It contains the work of others, listed
below with their licences. Each remains under its own licence.
"""
_LGPL = """\
Libraries under the GNU Lesser General Public License
{line}

These parts are used under the GNU Lesser General Public License, version 3, whose text, with that
of the GNU General Public License to which it refers, stands at the end of this file:

{parts}

They are separate files in the folder _internal and are loaded when the program starts; the
program itself contains no copy of them. You may change them and use the program with the changed
ones, and take the program apart as far as that is needed to find faults in such changes.

How to replace them: close the program. Build the library for the same system, with the same
major and minor version and, for Qt, the same compiler family as below. Copy the built files over
those of the same name:

  Qt         _internal/PySide6 (Qt6Core.dll ... on Windows; Qt/lib/libQt6Core.so.6 ... on Linux)
  PySide6    _internal/PySide6 (QtCore.pyd, pyside6.abi3.dll ...; QtCore.abi3.so ... on Linux)
  shiboken6  _internal/shiboken6
  libheif    _internal/libheif-*.dll; on Linux _internal/pi_heif.libs/libheif-*.so.*
  libde265   _internal/libde265-*.dll; on Linux _internal/pi_heif.libs/libde265-*.so.*

On Linux, files of the same name in _internal itself are links to these. The program does not
check the libraries when it starts. "triage doctor" compares the folder with SHA256SUMS and will
name the files that you replaced, as it should. A signature covers each file by itself.

They are taken unchanged from the packages of the versions above. Their makers publish the sources
of these versions: The Qt Project (Qt, PySide6, shiboken6) and struktur AG (libheif, libde265).
"""


def text(packages: Sequence[Distribution], natives: Sequence[Native], of_python: str) -> str:
    """The whole file."""
    parts = [_HEAD, _table(packages, natives), _lgpl(packages, natives)]
    parts.append(_chapter("Python", of_python or "The Python Software Foundation License 2.0."))
    for package in packages:
        said = "\n\n".join(f"--- {name}\n\n{words}" for name, words in bundled.texts(package))
        title = f"{package.name} {package.version}: {bundled.licence(package)}"
        parts.append(_chapter(title, said or "The package comes without the text of its licence."))
    parts += [
        _chapter(file.stem, file.read_text(encoding="utf-8"))
        for file in sorted(_TEXTS.glob("*.txt"), reverse=True)
    ]
    return "\n".join(part.replace("\r\n", "\n") for part in parts)


def _table(packages: Sequence[Distribution], natives: Sequence[Native]) -> str:
    rows = [(one.name, one.version, bundled.licence(one)) for one in packages]
    rows += [(one.kind.name, one.version or "-", one.kind.licence) for one in natives]
    lines = [f"  {name:<24}{version:<18}{licence}" for name, version, licence in rows]
    return "\n".join(
        ["Packages, then libraries inside them and beside them", _LINE, "", *lines, ""]
    )


def _lgpl(packages: Sequence[Distribution], natives: Sequence[Native]) -> str:
    named = [f"{one.name} {one.version}" for one in packages if _is_lesser(bundled.licence(one))]
    named += [
        f"{one.kind.name} {one.version}".strip() for one in natives if _is_lesser(one.kind.licence)
    ]
    return _LGPL.format(line=_LINE, parts="\n".join(f"  {name}" for name in named))


def _is_lesser(licence: str) -> bool:
    return "LGPL" in licence


def _chapter(title: str, words: str) -> str:
    return f"{_LINE}\n{title}\n{_LINE}\n\n{words.strip()}\n"
