"""Small marks inside standard controls, for the style sheet, which takes pictures by address only.

A style sheet cannot colour a picture, and a file in the colours of the moment would have to be
written somewhere. So the recoloured icons are handed to Qt's own resource system in memory, in
the form that ``rcc`` compiles: a tree of nodes, their names, their data.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import qRegisterResourceData

from triage.gui.looks import drawings

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from triage.gui.looks.tokens import Theme

_FORMAT = 1
_IS_FOLDER = 2
_ANY_TERRITORY = 0
_ANY_LANGUAGE = 1
_ROOT = "triage-marks"


def register(look: Theme) -> dict[str, str]:
    """The marks of a theme: addresses for the style sheet by the name of their placeholder."""
    held = _Held.of(look)
    return {name: f":/{held.folder}/{name}.svg" for name in _wanted(look)}


class _Held:
    """The bytes of one theme's marks. Qt reads them where they are, so they must stay."""

    def __init__(self, look: Theme) -> None:
        self.folder = f"{_ROOT}-{'dark' if look.dark else 'light'}"
        files = {f"{name}.svg": drawings.svg(*mark) for name, mark in _wanted(look).items()}
        self._bytes = compiled(self.folder, files)
        qRegisterResourceData(_FORMAT, *self._bytes)

    @staticmethod
    @cache
    def of(look: Theme) -> _Held:
        """The one of a theme, made at its first use and kept to the end of the program."""
        return _Held(look)


def _wanted(look: Theme) -> dict[str, tuple[str, QColor]]:
    return {
        "mark_check": ("check", look.on_accent),
        "mark_partly": ("minus", look.on_accent),
        "mark_check_disabled": ("check", look.disabled),
        "mark_partly_disabled": ("minus", look.disabled),
        "mark_tick": ("check", look.text),
        "mark_down": ("chevron-down", look.secondary),
        "mark_up": ("chevron-up", look.secondary),
        "mark_right": ("chevron-right", look.secondary),
        "mark_left": ("chevron-left", look.secondary),
        "mark_new_folder": ("plus", look.secondary),
        "mark_grid": ("grid", look.secondary),
        "mark_list": ("list", look.secondary),
        "mark_down_disabled": ("chevron-down", look.disabled),
        "mark_up_disabled": ("chevron-up", look.disabled),
    }


def compiled(folder: str, files: dict[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """Tree, names and data of one folder of files, as Qt's ``rcc`` lays them out (format 1)."""
    order = sorted(files, key=_hash)  # Qt looks a name up by halving
    names, name_at = _names([folder, *order])
    data = b""
    nodes = struct.pack(">IHII", 0, _IS_FOLDER, 1, 1)
    nodes += struct.pack(">IHII", name_at[folder], _IS_FOLDER, len(order), 2)
    for name in order:
        nodes += struct.pack(">IHHHI", name_at[name], 0, _ANY_TERRITORY, _ANY_LANGUAGE, len(data))
        data += struct.pack(">I", len(files[name])) + files[name]
    return nodes, names, data


def _names(words: list[str]) -> tuple[bytes, dict[str, int]]:
    written = b""
    places: dict[str, int] = {}
    for word in words:
        places[word] = len(written)
        written += struct.pack(">HI", len(word), _hash(word)) + word.encode("utf-16-be")
    return written, places


def _hash(word: str) -> int:
    """Qt's hash of a name in a resource tree (``qt_hash``)."""
    value = 0
    for character in word:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
