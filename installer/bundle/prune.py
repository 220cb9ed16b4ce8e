"""What PyInstaller collects and nobody needs: rules by the name a file would get.

Pure, so that the rules are tested without freezing anything.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Entry = tuple[str, str, str]
"""Name in the folder, where it comes from, kind: as PyInstaller lists files."""

_PLUGINS = {
    "platforms": {"xcb", "offscreen", "windows"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "platformthemes": {"xdgdesktopportal"},
    "imageformats": {"svg", "ico", "jpeg"},
    "iconengines": {"svgicon"},
    "styles": {"modernwindowsstyle", "windowsvistastyle"},
}
"""Plugins of Qt that stay, by folder; every other one goes.

SVG is asked for by the style sheet. Wayland goes: on such a desktop the window runs under
XWayland, which is what is tried here. No input method that needs QML, no network, no printer.
"""

_QT_LIBRARIES = {"Core", "Gui", "Widgets", "Svg", "DBus", "XcbQpa"}
_QT_MODULES = {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtDBus"}

_QT_LIBRARY = re.compile(r"(?:lib)?Qt6(?P<name>\w+?)(?:\.so[.\d]*|\.dll)")
_QT_MODULE = re.compile(r"(?P<name>Qt\w+)(?:\.abi3)?\.(?:so|pyd)")
_QT_PLUGIN = re.compile(
    r"PySide6/(?:Qt/)?plugins/(?P<folder>[\w-]+)/(?:lib)?q?(?P<name>[\w-]+)\.\w+"
)
_SOFTWARE_OPENGL = {"opengl32sw.dll", "libpyside6qml.abi3.dll", "d3dcompiler_47.dll"}

_NOBODY_READS = {"tests", "test", "tzdata", "locale"}
"""Folders; tzdata: the program names no zone, it keeps the offset that is written."""

_STATED_FILES = re.compile(r"METADATA|licen[cs]es?.*|copying.*|notice.*|authors.*", re.IGNORECASE)

_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_TAKEN_FROM_SYSTEM = re.compile(
    r"lib(python3[.\d]*|crypto|ffi|sqlite3|bz2|lzma|z|expat"
    r"|xkbcommon|xkbcommon-x11"
    r"|xcb-(cursor|icccm|image|keysyms|render|render-util|shape|util|xkb))\.so\b.*"
)
"""Of the machine on which it is frozen: what Python itself stands on, and the small libraries of
X11 that many a desktop lacks. The rest belongs to the system that the program will run on:
drivers load its own libstdc++, and themes its own fontconfig and GLib.
"""


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that stay."""
    return [entry for entry in entries if stays(entry[0], entry[1])]


def stays(name: str, source: str) -> bool:
    """Whether the file ``name`` of the folder, taken from ``source``, is needed."""
    path = PurePosixPath(name.replace("\\", "/"))
    if source.startswith(_SYSTEM_FOLDERS) and not _is_of_packages(source):
        return _TAKEN_FROM_SYSTEM.fullmatch(path.name) is not None
    if path.parts[0].endswith(".dist-info"):
        return _is_stated(path)
    if "PySide6" in path.parts or _QT_LIBRARY.fullmatch(path.name):
        return _qt_stays(path)
    return not _NOBODY_READS & set(path.parts[:-1]) and path.suffix != ".pyi"


def _is_of_packages(source: str) -> bool:
    return "-packages/" in source or "/lib-dynload/" in source


def _is_stated(path: PurePosixPath) -> bool:
    """Name, version and licence; not the list of files that are not all here."""
    return _STATED_FILES.fullmatch(path.parts[1]) is not None


def _qt_stays(path: PurePosixPath) -> bool:
    if path.name.lower() in _SOFTWARE_OPENGL or "pyside6qml" in path.name:
        return False
    if {"translations", "qml", "metatypes", "typesystems", "glue", "doc"} & set(path.parts):
        return False
    if library := _QT_LIBRARY.fullmatch(path.name):
        return library["name"] in _QT_LIBRARIES
    if module := _QT_MODULE.fullmatch(path.name):
        return module["name"] in _QT_MODULES
    if plugin := _QT_PLUGIN.fullmatch(path.as_posix()):
        return plugin["name"] in _PLUGINS.get(plugin["folder"], set())
    return True
