"""Libraries in a frozen folder that are no package: inside wheels, of Python, or of the system."""

from __future__ import annotations

import re
import struct
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LGPL_3 = "LGPL-3.0-only"
LGPL_3_LATER = "LGPL-3.0-or-later"
_GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
_MICROSOFT = "Microsoft Software License Terms"
_LIBRARY = re.compile(r".*\.(dll|pyd|so(\.[\d.]+)?)", re.IGNORECASE)
_FIXED_INFO = struct.pack("<I", 0xFEEF04BD)
"""How the version resource of a program for Windows begins."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A library, the files by which it is known, and its licence."""

    name: str
    licence: str
    files: str
    """A pattern of paths below ``_internal``, to which the numbers of wheels were added."""
    version: str = ""
    """Where a version is read that the library does not tell by itself: ``name``, for a number
    behind the ending, or ``resource``. Mostly these are those of something else.
    """


@dataclass(slots=True)
class Native:
    """One of them in this folder."""

    kind: Kind
    version: str = ""
    files: list[str] = field(default_factory=list[str])


KINDS = (
    Kind("Qt", LGPL_3, r"PySide6/(Qt/)?plugins/.*|(.*/)?(lib)?Qt6\w+\.(dll|so.*)"),
    Kind("ICU", "Unicode-3.0", r"(.*/)?libicu\w+\.so.*", "name"),
    Kind("libheif", LGPL_3_LATER, r"(.*/)?libheif.*"),
    Kind("libde265", LGPL_3_LATER, r"(.*/)?libde265.*"),
    Kind("libavif", "BSD-2-Clause", r"PIL/_avif.*|(.*/)?libavif.*"),
    Kind("libwebp", "BSD-3-Clause", r"PIL/_webp.*|(.*/)?lib(webp|sharpyuv).*"),
    Kind("libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib", r"PIL/_imaging\..*|(.*/)?libjpeg.*"),
    Kind("libtiff", "libtiff", r"PIL/_imaging\..*|(.*/)?libtiff.*"),
    Kind("OpenJPEG", "BSD-2-Clause", r"PIL/_imaging\..*|(.*/)?libopenjp2.*"),
    Kind("zlib-ng", "Zlib", r"PIL/_imaging\..*"),
    Kind("FreeType", "FTL OR GPL-2.0-or-later", r"PIL/_imagingft\..*|(.*/)?libfreetype.*"),
    Kind("HarfBuzz", "MIT", r"PIL/_imagingft\..*|(.*/)?libharfbuzz.*"),
    Kind("Raqm", "MIT", r"PIL/_imagingft\..*"),
    Kind("Little CMS", "MIT", r"PIL/_imagingcms\..*|(.*/)?liblcms2.*"),
    Kind("libpng", "libpng-2.0", r"(.*/)?libpng.*"),
    Kind("Brotli", "MIT", r"(.*/)?libbrotli.*", "name"),
    Kind("Zstandard", "BSD-3-Clause", r"(.*/)?libzstd.*", "name"),
    Kind("XZ Utils (liblzma)", "0BSD", r"(.*/)?liblzma.*", "name"),
    Kind("OpenBLAS", "BSD-3-Clause", r"(.*/)?lib\w*openblas.*"),
    Kind("ONNX Runtime", "MIT", r"(.*/)?(lib)?onnxruntime\w*\.(dll|so.*)"),
    Kind("DirectML", _MICROSOFT, r"(.*/)?DirectML\.dll", "resource"),
    Kind("OpenSSL", "Apache-2.0", r"(.*/)?libcrypto.*"),
    Kind("SQLite", "blessing", r"(.*/)?(lib)?sqlite3\.(dll|so.*)"),
    Kind("Expat", "MIT", r"(.*/)?libexpat.*|pyexpat\..*"),
    Kind("libffi", "MIT", r"(.*/)?libffi.*"),
    Kind("zlib", "Zlib", r"(.*/)?libz\.so.*|(lib)?python3\d+\.dll"),
    Kind("bzip2", "bzip2-1.0.6", r"(.*/)?libbz2.*|_bz2\.pyd"),
    Kind("CPython", "PSF-2.0", r"(.*/)?(lib)?python3[\d.]*\.(dll|so.*)"),
    Kind(
        "Microsoft C++ runtime",
        _MICROSOFT,
        r"(.*/)?(msvcp|vcruntime|ucrtbase)[\w-]*\.dll",
        "resource",
    ),
    Kind("GCC runtime", _GCC, r"(.*/)?lib(gcc_s|stdc\+\+|gfortran|quadmath).*"),
    Kind("winpthreads", "MIT AND BSD-3-Clause-Clear", r"(.*/)?libwinpthread.*", "resource"),
    Kind("X11 client libraries", "MIT", r"(.*/)?lib(xcb|Xau|xkbcommon).*"),
)


def found(internal: Path, versions: Mapping[str, str]) -> list[Native]:
    """The libraries of a folder, in the order of their names; ``versions`` as they were told."""
    names = libraries(internal)
    natives: list[Native] = []
    for kind in KINDS:
        pattern = re.compile(kind.files, re.IGNORECASE)
        files = [name for name in names if pattern.fullmatch(name)]
        if files:
            version = versions.get(kind.name) or _version_of(internal, kind, files)
            natives.append(Native(kind, version, files))
    return sorted(natives, key=lambda native: native.kind.name.lower())


def unknown(internal: Path, natives: Iterable[Native], packages: set[str]) -> list[str]:
    """Libraries that are neither one of those, nor Python's, nor below a module of a package."""
    known = {name for native in natives for name in native.files}
    left = [name for name in libraries(internal) if name not in known]
    modules = {name.lower() for name in (*packages, *sys.stdlib_module_names)}
    return [name for name in left if not _belongs(name, modules)]


def libraries(internal: Path) -> list[str]:
    """Every library by its path with forward slashes."""
    there = (path.relative_to(internal).as_posix() for path in internal.rglob("*"))
    return sorted(name for name in there if _LIBRARY.fullmatch(name))


def file_version(path: Path) -> str:
    """The version in the resource of a library for Windows; empty where it bears none."""
    content = path.read_bytes()
    at = content.find(_FIXED_INFO)
    if content[:2] != b"MZ" or at < 0:
        return ""
    high, low = struct.unpack_from("<II", content, at + 8)
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


def _version_of(internal: Path, kind: Kind, files: list[str]) -> str:
    told: list[str] = []
    if kind.version == "resource":
        told = [file_version(internal / name) for name in files]
    elif kind.version == "name":
        numbers = (re.search(r"\.so\.(\d+(\.\d+)*)$", name) for name in files)
        told = [number[1] for number in numbers if number]
    return max(told, key=len, default="")


def _belongs(name: str, modules: set[str]) -> bool:
    parts = name.lower().split("/")
    module = parts[0].partition(".")[0].removeprefix("lib")
    return "lib-dynload" in parts or module in modules


def starter(version: str) -> Native:
    """What PyInstaller puts before our code: no file of its own."""
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    return Native(Kind("PyInstaller bootloader", licence, ""), version)
