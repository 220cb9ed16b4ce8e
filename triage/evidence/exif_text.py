"""Text of EXIF tags: UTF-8 where it is UTF-8, else the bytes of Windows-1252."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from triage.evidence.ifd import Entry

_COMMENT_MARKS: Final = (b"ASCII\0\0\0", b"\0" * 8, b"ASCII\0  ")
_UNICODE: Final = b"UNICODE\0"


def text_of(data: bytes, *, both: bool = False) -> str:
    """The text up to its first NUL, blanks at the ends cut.

    ``both``: Copyright holds the photographer's and, after a NUL, the editor's; a line each.
    """
    parts = data.split(b"\0")
    kept = [part for part in parts if part.strip()][:2] if both else parts[:1]
    return "\n".join(_decoded(part) for part in kept).strip(" \t\r\n")


def user_comment(entry: Entry) -> str:
    """UserComment (EXIF 2.32, 4.6.5): eight bytes of character code, then the text."""
    code, body = entry.data[:8], entry.data[8:]
    if code == _UNICODE:
        wide = body[: len(body) // 2 * 2]
        order = "utf-16-be" if entry.order == ">" else "utf-16-le"
        return clean(wide.decode(order, "replace").split("\0")[0])
    return text_of(body if code in _COMMENT_MARKS else entry.data)


def utf16(data: bytes) -> str:
    """Text of Windows' own tags (XPTitle and its like): UTF-16, low byte first."""
    return clean(data[: len(data) // 2 * 2].decode("utf-16-le", "replace").split("\0")[0])


def clean(text: str) -> str:
    """Blanks at the ends cut; lone surrogates, which no UTF-8 can hold, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8").strip(" \t\r\n")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
