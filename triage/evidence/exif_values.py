"""EXIF values by the contract's tag names: text as text, numbers as numbers.

What is no value is left out: ``0/0``, an Orientation beyond 1-8, a position of no degrees or
beyond the globe. Nothing is repaired; the raw text stands beside it in the raw tags.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from triage.evidence.exif_text import text_of, user_comment

if TYPE_CHECKING:
    from triage.evidence.exif_tree import ExifTree
    from triage.evidence.ifd import Directory, Entry

MOST_TEXT: Final = 8000
"""Characters kept of one text."""

_TEXTS: Final = {
    0x010F: "Make",
    0x0110: "Model",
    0xA433: "LensMake",
    0xA434: "LensModel",
    0x0131: "Software",
    0x013C: "HostComputer",
    0x013B: "Artist",
    0x8298: "Copyright",
    0x010E: "ImageDescription",
    0x9003: "DateTimeOriginal",
    0x9004: "CreateDate",
    0x0132: "ModifyDate",
    0x9010: "OffsetTime",
    0x9011: "OffsetTimeOriginal",
    0x9012: "OffsetTimeDigitized",
    0x9290: "SubSecTime",
    0x9291: "SubSecTimeOriginal",
    0x9292: "SubSecTimeDigitized",
    0xA430: "OwnerName",
    0xA431: "SerialNumber",
    0xA435: "LensSerialNumber",
    0xA420: "ImageUniqueID",
}
_NUMBERS: Final = {
    0x8827: "ISO",
    0x829D: "FNumber",
    0x829A: "ExposureTime",
    0x920A: "FocalLength",
    0xA405: "FocalLengthIn35mmFormat",
    0x9209: "Flash",
}
_EXIF_TAGS: Final = range(0x829A, 0xFFFF)
"""Tags that are at home in the Exif directory; Copyright (0x8298) and below are not."""
_GPS_TEXTS: Final = {0x1D: "GPSDateStamp", 0x1B: "GPSProcessingMethod"}
_ORIENTATION: Final = 0x0112
_USER_COMMENT: Final = 0x9286


def exif_values(tree: ExifTree) -> dict[str, Any]:
    """Values by EXIF tag name; see the module's rules for what is left out."""
    # Some writers put tags of the Exif directory into the first one, and the other way round.
    own = {tag: entry for tag, entry in tree.directory("ExifIFD").items() if tag in _EXIF_TAGS}
    found = {**tree.directory("ExifIFD"), **tree.directory("IFD0"), **own}
    values: dict[str, Any] = {
        name: _text(found[tag], both=name == "Copyright")
        for tag, name in _TEXTS.items()
        if tag in found
    }
    for tag, name in _NUMBERS.items():
        if tag in found:
            values[name] = _number(found[tag], last=name == "ISO")
    values["Orientation"] = _orientation(found)
    if _USER_COMMENT in found:
        values["UserComment"] = user_comment(found[_USER_COMMENT])[:MOST_TEXT]
    values |= _position(tree.directory("GPS"))
    return {name: value for name, value in values.items() if value not in (None, "")}


def _text(entry: Entry, *, both: bool = False) -> str:
    if entry.kind not in (1, 2, 6, 7, 129):
        return ""
    return text_of(entry.data, both=both)[:MOST_TEXT]


def _number(entry: Entry, *, last: bool = False) -> int | float | None:
    numbers = entry.numbers()
    if not numbers:
        return None
    value = numbers[-1 if last else 0]
    return value if value is not None and math.isfinite(value) else None


def _orientation(found: Directory) -> int | float | None:
    value = _number(found[_ORIENTATION]) if _ORIENTATION in found else None
    return value if value in range(1, 9) else None


def _position(gps: Directory) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: _text(gps[tag]).strip() for tag, name in _GPS_TEXTS.items() if tag in gps
    }
    values["GPSLatitude"] = _degrees(gps, 2, 1, b"S", 90)
    values["GPSLongitude"] = _degrees(gps, 4, 3, b"W", 180)
    values["GPSAltitude"] = _altitude(gps)
    if 0x11 in gps:
        values["GPSImgDirection"] = _number(gps[0x11])
    return values


def _degrees(gps: Directory, tag: int, side: int, negative: bytes, most: int) -> float | None:
    numbers = gps[tag].numbers()[:3] if tag in gps else []
    if not numbers or all(part is None for part in numbers):
        return None
    parts = [part or 0.0 for part in numbers] + [0.0, 0.0]
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    if not math.isfinite(value) or not 0 <= value <= most:
        return None
    mark = gps[side].data[:1].upper() if side in gps else b""
    return round(-value if mark == negative else value, 9)


def _altitude(gps: Directory) -> float | None:
    value = _number(gps[6]) if 6 in gps else None
    if value is None:
        return None
    below = 5 in gps and gps[5].data[:1] in (b"\x01", b"1")
    return float(-value if below else value)
