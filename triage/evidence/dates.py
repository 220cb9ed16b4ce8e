"""Dates of EXIF as ISO 8601; nothing is repaired, nothing is guessed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

_DATE: Final = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
_OFFSET: Final = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")
_MOST_SUBSECONDS: Final = 9


def iso(text: object, subseconds: object = None, offset: object = None) -> str | None:
    """``2017:08:21 15:08:07`` as ``2017-08-21T15:08:07``, None where it is no date.

    Sub-seconds (digits) and the offset (``+HH:MM``) are added where they are sound; without
    an offset the date stays local time of an unknown zone (EXIF 2.32, 4.6.5).
    """
    match = _DATE.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part) for part in match.groups())
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  EXIF has no zone
    except ValueError:
        return None
    found = moment.isoformat()
    digits = subseconds.strip() if isinstance(subseconds, str) else ""
    if digits.isascii() and digits.isdigit():
        found += f".{digits[:_MOST_SUBSECONDS]}"
    zone = offset.strip() if isinstance(offset, str) else ""
    return found + zone if _OFFSET.fullmatch(zone) else found
