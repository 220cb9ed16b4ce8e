"""Dates as numbers: days for filters, months for facets, a sortable key for ``taken``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from triage.core.errors import KnownError
from triage.store.coded import Coded, Encoder, fitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.coded import Rows
    from triage.store.fetch import Integers

NO_DAY = np.int32(np.iinfo(np.int32).min)
NO_KEY = np.iinfo(np.int64).max
"""Sorts last."""
NO_TIME_NS = np.iinfo(np.int64).min
_NO_SECONDS = np.iinfo(np.int64).min
"""What NumPy has for no date."""
_NS_A_DAY = 86_400_000_000_000
_WALL_CLOCK = len("2026-11-24T12:42:24")
_SUFFIX_BITS = 24
_YEAR_0 = 62_167_219_200
_MOST_DAYS = 10_000 * 366
"""Years of four digits; a table of all their days is small."""
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class TakenColumns:
    """``day``: days since 1970 of the wall clock as written, NO_DAY without; ``key`` sorts.

    The key orders as the texts do: by the wall clock first, then by what follows the seconds
    (fraction, offset), since an offset is there only where the file has one. Its low bits are
    the place of that among ``suffixes``, which are sorted.
    """

    day: npt.NDArray[np.int32]
    key: Integers
    suffixes: tuple[str, ...]


def day_number(text: str) -> int:
    """Days since 1970 of ``YYYY-MM-DD``. Raises KnownError where it is no date."""
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        raise KnownError(f"{text!r} is no date: write it as YYYY-MM-DD.") from None


class TakenReader:
    """Reads ISO 8601 texts chunk by chunk; a text that is no date counts as none."""

    def __init__(self) -> None:
        self._seconds: list[Integers] = [np.zeros(0, dtype=np.int64)]
        self._suffixes: Encoder[str] = Encoder()

    def add(self, texts: Sequence[str | None]) -> None:
        """Append some dates, None for no date."""
        seconds = _wall_clock(["" if text is None else text[:_WALL_CLOCK] for text in texts])
        self._seconds.append(seconds.astype(np.int64))
        self._suffixes.add(text[_WALL_CLOCK:] if text else "" for text in texts)

    def columns(self) -> TakenColumns:
        """All that was added."""
        seconds = np.concatenate(self._seconds)
        known = seconds != _NO_SECONDS
        suffixes = self._suffixes.coded()
        key = (seconds + _YEAR_0) << _SUFFIX_BITS | suffixes.codes
        key = np.where(known, key, NO_KEY)
        day = np.where(known, seconds // 86_400, NO_DAY).astype(np.int32)
        ordered = tuple(sorted(suffixes.values))
        return TakenColumns(day, with_suffixes(key, suffixes.values, ordered), ordered)


def with_suffixes(key: Integers, old: tuple[str, ...], new: tuple[str, ...]) -> Integers:
    """Keys that go by the places of other suffixes; ``new`` has all of ``old``."""
    if new[: len(old)] == old:
        return key
    place = {suffix: code for code, suffix in enumerate(new)}
    places = np.array([place[suffix] for suffix in old], dtype=np.int64)
    low = (1 << _SUFFIX_BITS) - 1
    moved = key & ~low | places.take(key & low, mode="clip")
    return np.where(key == NO_KEY, NO_KEY, moved)


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
    table, places = _day_table(days)
    numbers = table.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    distinct, month = np.unique(numbers, return_inverse=True)
    counts = np.bincount(places, minlength=len(table) + 1)
    found = np.zeros(len(distinct) + 1, dtype=np.bool_)
    found[month[counts[:-1] > 0]] = True
    found[-1] = counts[-1] > 0
    codes = (np.cumsum(found) - 1).astype(fitting(len(found)))
    values = [str(np.datetime64(number, "M")) for number in distinct[found[:-1]].tolist()]
    of_place = codes.take(np.append(month, len(distinct)))
    return Coded(of_place.take(places), (*values, None) if found[-1] else tuple(values))


def _day_table(days: npt.NDArray[np.int32]) -> tuple[Integers, Rows]:
    """Days in order, and each day's place among them; behind them without a day."""
    dated = days != NO_DAY
    known = days[dated]
    if not len(known):
        return np.zeros(0, dtype=np.int64), np.zeros(len(days), dtype=np.int32)
    first, last = int(known.min()), int(known.max())
    if last - first < _MOST_DAYS:
        table = np.arange(first, last + 1)
        return table, np.where(dated, days - np.int32(first), len(table)).astype(np.int32)
    table = np.unique(known)
    places = np.where(dated, np.searchsorted(table, days), len(table))
    return table.astype(np.int64), places.astype(np.int32)
