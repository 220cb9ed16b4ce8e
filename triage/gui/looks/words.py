"""Numbers, moments and the contract's words as a person reads them: in the locale, in plain words.

Everything here is for eyes only; files and the log keep the contract's own forms.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from triage.core import plain_words
from triage.core.names import safe

if TYPE_CHECKING:
    from triage.core.records import Flag, Reason, State

__all__ = [
    "count",
    "date",
    "device",
    "duration",
    "flag",
    "moment",
    "noun",
    "reason",
    "safe",
    "score",
    "size",
    "state",
    "threshold",
]

NOTHING = "\N{EN DASH}"
"""Shown where a value is not known."""

_PROVIDERS = {"Dml": "DirectML"}
"""Where ONNX Runtime's name is not what people call it."""
_FAULT = re.compile(r"^\w+(Error|Exception|Warning)(: |$)")
"""What Python calls a fault; it stays in the case, and means nothing to the eye."""
_UNITS = ("kB", "MB", "GB", "TB", "PB")


def count(number: int) -> str:
    """A whole number with the locale's grouping: ``52,310``."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return locale.toString(number)


def device(name: str, provider: str) -> str:
    """What a model ran on: ``NVIDIA RTX A2000 (DirectML)``; ``provider`` as ONNX Runtime says."""
    short = provider.removesuffix("ExecutionProvider")
    return f"{safe(name)} ({_PROVIDERS.get(short, safe(short))})"


def noun(number: int, one: str, many: str) -> str:
    """A number with its noun: ``1 picture``, ``2,310 pictures``."""
    return f"{count(number)} {one if number == 1 else many}"


def size(length: int | None) -> str:
    """Bytes in steps of a thousand, as disks are sold and file managers show them: ``3.4 MB``."""
    if length is None:
        return NOTHING
    if length < 1000:
        return noun(length, "byte", "bytes")
    step = next((n for n in range(1, len(_UNITS)) if length < 999.5 * 1000**n), len(_UNITS))
    scaled = length / 1000**step
    return f"{QLocale().toString(scaled, 'f', 1 if scaled < 99.95 else 0)} {_UNITS[step - 1]}"


def score(value: float | None) -> str:
    """Two digits, cut off and never rounded: 0.996 is ``0.99``, for only 1 is ``1.00``.

    A score below a threshold of two digits is so never shown as having reached it.
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    # A score is a float32, and 0.29 * 100 is 28.999...: what lies within its noise is the number.
    hundredths = math.floor(value * 100 + 4e-6)
    return QLocale().toString(hundredths / 100, "f", 2)


def threshold(value: float) -> str:
    """Two digits; three where a pack's own default has them, for 0.118 is not 0.11."""
    digits = 2 if abs(value * 100 - round(value * 100)) < 1e-4 else 3
    return QLocale().toString(float(round(value, digits)), "f", digits)


def duration(seconds: float) -> str:
    """Seconds as people say them: ``42 s``, ``3 min 20 s``, ``5 h 02 min``."""
    return plain_words.duration(seconds)


def moment(iso: str | None) -> str:
    """An ISO 8601 moment in the locale's form, seconds and offset kept: ``+02:00``, ``UTC``.

    The time is told as it was written, never turned into this machine's zone: a second reader
    elsewhere must see the same. What is no moment is shown as it is.
    """
    told = _read(iso)
    if told is None:
        return safe(iso) if iso else NOTHING
    return f"{_day(told)} {told:%H:%M:%S}{_offset(told)}"


def date(iso: str | None) -> str:
    """The day of a moment in the locale's form, the year in full."""
    told = _read(iso)
    if told is None:
        return safe(iso) if iso else NOTHING
    return _day(told)


def _read(iso: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _day(told: datetime) -> str:
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return f"{told:%Y-%m-%d}"  # Qt's own form there is nobody's
    form = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if "yyyy" not in form:
        form = form.replace("yy", "yyyy")  # 04/05/06 is nobody's date for sure
    return locale.toString(QDate(told.year, told.month, told.day), form)


def _offset(told: datetime) -> str:
    offset = told.utcoffset()
    if offset is None:
        return ""
    if not offset:
        return " UTC"
    written = f"{told:%z}"
    return f" {written[:3]}:{written[3:5]}"


def state(value: State) -> str:
    """A state for a filter or a heading: ``Analysed``."""
    return plain_words.STATES.get(value.word, value.word)


def reason(value: Reason, detail: str = "") -> str:
    """Why an item was skipped or failed, with the reader's own detail where it has one."""
    words = plain_words.REASONS.get(value.word, value.word)
    said = _FAULT.sub("", detail)
    return f"{words} ({safe(said)})" if said else words


def short_reason(value: Reason) -> str:
    """The same in a few words that fit under a tile: ``cut short``."""
    return plain_words.SHORT_REASONS.get(value.word, value.word)


def flag(value: Flag) -> str:
    """The flags set, in plain words; empty for none."""
    return "; ".join(plain_words.FLAGS.get(word, word) for word in value.words)
