"""A strict reader of one TOML table: every key known, every value of its type and bounded."""

from __future__ import annotations

import unicodedata
from typing import Any, TypeGuard, cast


class ManifestError(ValueError):
    """What is wrong with a pack.toml, as the second half of a sentence."""


class Table:
    """Takes keys out of a table, one by one; :meth:`done` refuses whatever nobody took.

    ``where`` names the table in sentences, e.g. ``[preprocessing]``. A ``default`` of None
    means that the key must be there. Every method raises ManifestError.
    """

    def __init__(self, values: dict[str, Any], where: str) -> None:
        self._left = dict(values)
        self._where = where

    def text(self, key: str, default: str | None = None, most: int = 200) -> str:
        """One line of at most ``most`` characters; not blank where it must be there."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, "must be text")
        if default is None and not value.strip():
            raise self._wrong(key, "must not be blank")
        if len(value) > most:
            raise self._wrong(key, f"is longer than {most} characters")
        if any(unicodedata.category(character).startswith("C") for character in value):
            raise self._wrong(key, "has control or invisible characters")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Read true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "must be true or false")
        return value

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Read a whole number from ``low`` to ``high``."""
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self._wrong(key, f"must be a whole number from {low} to {high}")
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """Read a number from ``low`` to ``high``, as float."""
        value = self._take(key, default)
        if not _is_number(value, low, high):
            raise self._wrong(key, f"must be a number from {low:g} to {high:g}")
        return float(value)

    def three(
        self, key: str, low: float, high: float, default: float | None = None
    ) -> tuple[float, float, float]:
        """Three numbers from ``low`` to ``high``, one a colour."""
        value = self._take(key, None if default is None else [default] * 3)
        numbers = cast("list[Any]", value) if isinstance(value, list) else []
        if len(numbers) != 3 or not all(_is_number(number, low, high) for number in numbers):
            raise self._wrong(key, f"must be three numbers from {low:g} to {high:g}")
        first, second, third = numbers
        return float(first), float(second), float(third)

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of the words of ``allowed``."""
        value = self._take(key, default)
        if not isinstance(value, str) or value not in allowed:
            raise self._wrong(key, "must be one of " + ", ".join(allowed))
        return value

    def table(self, key: str, *, needed: bool = True) -> Table:
        """A table inside; an empty one where it is missing and not ``needed``."""
        value = self._take(key, None if needed else {})
        if not isinstance(value, dict):
            raise self._wrong(key, "must be a table")
        return Table(cast("dict[str, Any]", value), f"[{key}]")

    def tables(self, key: str, most: int) -> list[Table]:
        """From one to ``most`` tables, written as ``[[key]]``."""
        value = self._take(key, None)
        found = cast("list[Any]", value) if isinstance(value, list) else []
        if not 1 <= len(found) <= most or not all(isinstance(entry, dict) for entry in found):
            raise self._wrong(key, f"must be from 1 to {most} tables [[{key}]]")
        return [Table(entry, f"[[{key}]] {place}") for place, entry in enumerate(found, 1)]

    def keys(self) -> list[str]:
        """The keys that nobody took yet, as they stand in the file."""
        return list(self._left)

    def done(self) -> None:
        """Refuse the keys that nobody took."""
        if self._left:
            raise self._wrong(next(iter(self._left)), "is not a key this program knows")

    def _take(self, key: str, default: object) -> object:
        if key in self._left:
            return self._left.pop(key)
        if default is None:
            raise self._wrong(key, "is missing")
        return default

    def _wrong(self, key: str, why: str) -> ManifestError:
        place = f" in {self._where}" if self._where else ""
        return ManifestError(f"{key[:80]!r}{place} {why}")


def _is_number(value: object, low: float, high: float) -> TypeGuard[int | float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # Not a number compares false, and so is refused.
    return low <= value <= high
