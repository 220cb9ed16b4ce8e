"""Values of a filter in few words: they stand in a narrow list, with the whole as tooltip."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

from triage.core.records import Flag, Reason, State
from triage.gui.looks import words

STATES: Final = {
    State.PENDING: "Not read yet",
    State.ANALYSED: "Analysed",
    State.SKIPPED: "Skipped",
    State.FAILED: "Failed",
}
REASONS: Final = {
    reason: words.short_reason(reason).capitalize() or "No reason" for reason in Reason
}
FLAGS: Final = {
    Flag.NONE: "No flag",
    Flag.TRUNCATED: "Part of picture missing",
    Flag.EXTENSION_MISMATCH: "File ending does not fit",
    Flag.METADATA_DAMAGED: "Metadata damaged",
    Flag.CHANGED: "Changed since import",
    Flag.MISSING: "Gone at newest import",
}
_TYPES: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WebP",
    "image/heic": "HEIC",
    "image/heif": "HEIF",
    "image/avif": "AVIF",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/svg+xml": "SVG",
    "image/x-icon": "Icon",
}
_A_MONTH = len("2024-03")


def media_type(value: str) -> str:
    """``image/jpeg`` as people call it; what has no such name stays as it is."""
    return _TYPES.get(value, words.safe(value)) if value else "No type known"


def camera(value: str) -> str:
    """A camera as the facet has it; empty for none."""
    return words.safe(value) if value else "No camera"


def grader(value: str) -> str:
    """Who graded; empty for nobody."""
    return words.safe(value) if value else "Nobody"


def grade(number: int | None, name: str = "") -> str:
    """A category with its digit; None for items that nobody graded."""
    if number is None:
        return "Not graded"
    return f"{number} · {words.safe(name)}" if name else str(number)


def lower(text: str) -> str:
    """The words inside a sentence: ``Not graded`` becomes ``not graded``, ``JPEG`` stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def any_of(texts: list[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``, ``a, b or 3 more``: short enough for a chip."""
    if len(texts) > 3:
        texts = [*texts[:2], f"{words.count(len(texts) - 2)} more"]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} or {texts[-1]}"


def threshold(value: float) -> str:
    """As everywhere in the window."""
    return words.threshold(value)


def days(after: str | None, before: str | None) -> str:
    """A range of days; whole months as ``2024-03 … 2024-05``."""
    first, last = _bound(after, end=False), _bound(before, end=True)
    if first and last and len(first) == len(last) == _A_MONTH:
        return first if first == last else f"{first} … {last}"
    if after and before:
        return (
            words.date(after) if after == before else f"{words.date(after)} … {words.date(before)}"
        )
    if after:
        return f"from {words.date(after)}"
    return f"until {words.date(before)}"


def _bound(day: str | None, *, end: bool) -> str:
    """The month that begins, or ends, with this day; the day itself where none does."""
    if not day:
        return ""
    try:
        told = date.fromisoformat(day)
    except ValueError:
        return day
    edge = calendar.monthrange(told.year, told.month)[1] if end else 1
    return day[:_A_MONTH] if told.day == edge else day
