"""All tags as they stand in the file, as text, kept beside the values drawn from them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from PIL import ExifTags

from triage.evidence.exif_text import text_of, utf16
from triage.evidence.ifd import ASCII, RATIONALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.evidence.exif_tree import ExifTree
    from triage.evidence.ifd import Entry

MOST_TAGS: Final = 200
MOST_TEXT: Final = 1000
MOST_NUMBERS: Final = 16
MOST_HEX: Final = 32
"""Bytes of binary values that are shown."""

_BINARY: Final = (1, 6, 7)
_WINDOWS: Final = range(0x9C9B, 0x9CA0)


def raw_tags(tree: ExifTree) -> dict[str, Any]:
    """``IFD0:Make`` and so on to text, numbers, or lists of them; safe for JSON, bounded."""
    found: dict[str, Any] = {}
    for name, tag, entry in _entries(tree):
        if len(found) >= MOST_TAGS:
            break
        found[name] = _windows_text(entry) if tag in _WINDOWS else _shown(entry)
    return found


def _entries(tree: ExifTree) -> Iterator[tuple[str, int, Entry]]:
    for directory, entries in tree.directories.items():
        names = ExifTags.GPSTAGS if directory == "GPS" else ExifTags.TAGS
        for tag, entry in entries.items():
            yield f"{directory}:{names.get(tag) or f'0x{tag:04x}'}", tag, entry


def _shown(entry: Entry) -> Any:  # noqa: ANN401 - JSON values
    if entry.kind in (ASCII, 129):
        return text_of(entry.data)[:MOST_TEXT]
    if entry.kind in _BINARY and (entry.count > 4 or entry.kind == 7):
        return _bytes_shown(entry)
    if entry.kind in RATIONALS:
        values = [_fraction(entry, index) for index in range(min(entry.count, MOST_NUMBERS))]
    else:
        values = [_finite(value) for value in entry.numbers()[:MOST_NUMBERS]]
    if entry.count == 1 and len(values) == 1:
        return values[0]
    if entry.count > len(values):
        values.append(f"... {entry.count} values")
    return values


def _fraction(entry: Entry, index: int) -> str:
    """``1/60`` as it stands: 0/0 and unreduced fractions say something too."""
    order = "little" if entry.order == "<" else "big"
    signed = entry.kind == 10
    pair = entry.data[8 * index : 8 * index + 8]
    above = int.from_bytes(pair[:4], order, signed=signed)
    return f"{above}/{int.from_bytes(pair[4:], order, signed=signed)}"


def _finite(value: float | None) -> Any:  # noqa: ANN401 - JSON values
    if value is None or math.isfinite(value):
        return value
    return str(value)


def _windows_text(entry: Entry) -> str:
    return utf16(entry.data)[:MOST_TEXT]


def _bytes_shown(entry: Entry) -> str:
    plain = entry.data.rstrip(b"\0 ")
    if 0 < len(plain) <= MOST_TEXT and plain.isascii() and plain.decode("ascii").isprintable():
        return plain.decode("ascii")
    rest = " ..." if entry.count > MOST_HEX else ""
    return f"{entry.count} bytes: {entry.data[:MOST_HEX].hex()}{rest}"
