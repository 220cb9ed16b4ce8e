r"""File names as they are: bytes on POSIX, UTF-16 units on Windows.

A raw name is ``bytes``. On POSIX these are the file system's bytes. On Windows they are the
UTF-16 units written as UTF-8, lone surrogates included ("WTF-8"), so that any name survives.
JSON shows bytes that are no UTF-8 as ``\udc80``-``\udcff`` (PEP 383); tables, CSV and HTML
show them, and control and direction characters, escaped (:func:`safe`).
"""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import PurePath, PureWindowsPath
from typing import TypeVar

from triage.core.windows_names import possible

_AnyPath = TypeVar("_AnyPath", bound=PurePath)

_WINDOWS = sys.platform == "win32"


def raw(name: str) -> bytes:
    """Raw bytes of a name that the operating system gave as ``str``."""
    return name.encode("utf-8", "surrogatepass") if _WINDOWS else os.fsencode(name)


def native(raw_name: bytes) -> str:
    """The ``str`` under which the operating system knows a raw name."""
    if not _WINDOWS:
        return os.fsdecode(raw_name)
    try:
        return raw_name.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return text(raw_name)


def text(raw_name: bytes) -> str:
    """A raw name as JSON shows it: UTF-8, other bytes as U+DC80-U+DCFF."""
    return raw_name.decode("utf-8", "surrogateescape")


def from_text(shown: str) -> bytes:
    """Back from :func:`text`; also takes names with other lone surrogates (Windows)."""
    try:
        return shown.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return shown.encode("utf-8", "surrogatepass")


def join(folder: bytes, name: bytes) -> bytes:
    """Path of an entry relative to its source."""
    return folder + b"/" + name if folder else name


def on_disk(place: _AnyPath, folder: bytes, name: bytes) -> _AnyPath:
    r"""Where an entry lies under ``place``, the source's folder on this machine.

    A name that only another system can have leads nowhere, and never out of ``place``: under
    Linux a file may be called ``C:\Windows``.
    """
    windows = isinstance(place, PureWindowsPath)
    parts = native(join(folder, name)).split("/")
    return place.joinpath(*(possible(part) if windows or part == ".." else part for part in parts))


_SHOWN_AS_THEY_ARE = {" "}


def safe(shown: str) -> str:
    r"""For eyes: control, direction, invisible and unencodable characters become escapes.

    >>> safe("invoice_\u202egpj.exe")
    'invoice_\\u202egpj.exe'
    """
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(c if _harmless(c) else _escape(c) for c in shown)


def _harmless(character: str) -> bool:
    if character in _SHOWN_AS_THEY_ARE:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
