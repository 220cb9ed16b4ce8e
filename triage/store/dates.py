"""Dates as numbers: days for filters, months for facets, a sortable key for ``taken``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.core.errors import KnownError
from triage.store.coded import Coded, Codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.fetch import Integers

NO_DAY = np.int32(np.iinfo(np.int32).min)
NO_KEY = np.iinfo(np.int64).max
"""Sorts last."""
NO_TIME_NS = np.iinfo(np.int64).min
_NS_A_DAY = 86_400_000_000_000
_WALL_CLOCK = len("2026-11-24T12:42:24")
_SUFFIX_BITS = 24
_YEAR_0 = 62_167_219_200
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class TakenColumns:
    """``day``: days since 1970 of the wall clock as written, NO_DAY without; ``key`` sorts."""

    day: npt.NDArray[np.int32]
    key: Integers


def day_number(text: str) -> int:
    """Days since 1970 of ``YYYY-MM-DD``. Raises KnownError where it is no date."""
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        raise KnownError(f"{text!r} is no date: write it as YYYY-MM-DD.") from None


def taken_columns(texts: Sequence[str | None]) -> TakenColumns:
    """From ISO 8601 texts; a text that is no date counts as none.

    The key orders as the texts do: by the wall clock first, then by what follows the seconds
    (fraction, offset), since an offset is there only where the file has one.
    """
    seconds = _wall_clock(["" if text is None else text[:_WALL_CLOCK] for text in texts])
    known = ~np.isnat(seconds)
    suffixes = [text[_WALL_CLOCK:] if text else "" for text in texts]
    place = {suffix: code for code, suffix in enumerate(sorted(set(suffixes)))}
    codes = np.array([place[suffix] for suffix in suffixes], dtype=np.int64)
    whole = seconds.astype(np.int64)
    key = np.where(known, (whole + _YEAR_0) << _SUFFIX_BITS | codes, NO_KEY)
    day = np.where(known, whole // 86_400, NO_DAY).astype(np.int32)
    return TakenColumns(day, key)


def _wall_clock(texts: list[str]) -> npt.NDArray[np.datetime64]:
    try:
        return np.array(texts, dtype="datetime64[s]")
    except ValueError:
        return np.array([_moment(text) for text in texts], dtype="datetime64[s]")


def _moment(text: str) -> np.datetime64:
    try:
        return np.datetime64(text, "s")
    except ValueError:
        return np.datetime64("NaT")


def days_of_ns(nanoseconds: Integers) -> npt.NDArray[np.int32]:
    """UTC days since 1970; NO_DAY where the time is NO_TIME_NS."""
    days = nanoseconds // _NS_A_DAY
    return np.where(nanoseconds == NO_TIME_NS, NO_DAY, days).astype(np.int32)


def months(days: npt.NDArray[np.int32]) -> Coded[str | None]:
    """The month ``YYYY-MM`` of each day, None without."""
    known = days != NO_DAY
    of_day = np.where(known, days, 0).astype("datetime64[D]").astype("datetime64[M]")
    numbers = np.where(known, of_day.astype(np.int64), np.iinfo(np.int64).min)
    distinct = np.unique(numbers)
    codes: Codes = np.searchsorted(distinct, numbers).astype(np.int32)
    return Coded(codes, tuple(_month(number) for number in distinct.tolist()))


def _month(number: int) -> str | None:
    return None if number == np.iinfo(np.int64).min else str(np.datetime64(number, "M"))
