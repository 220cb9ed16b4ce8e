"""Sizes and pixel counts as people type them: ``500 kB``, ``1.5``, ``12 MP``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLocale

_TYPED = re.compile(r"(?P<number>[\d\s.,'\u2019\u202f\xa0]+)\s*(?P<unit>[a-zA-Z]*)")


@dataclass(frozen=True, slots=True)
class Measure:
    """Units by their factor, smallest first; ``usual`` is meant where none is typed."""

    units: tuple[tuple[str, int], ...]
    usual: str

    def factor(self, unit: str) -> int | None:
        """What a unit multiplies by; letters' case aside, and ``m`` is enough for ``MB``."""
        typed = (unit or self.usual).casefold()
        for name, factor in self.units:
            if name.casefold() == typed or name[0].casefold() == typed:
                return factor
        return None

    def parse(self, text: str) -> int | None:
        """The amount, None where the text is none. A comma or a point may mark decimals."""
        found = _TYPED.fullmatch(text.strip())
        if found is None:
            return None
        factor = self.factor(found["unit"])
        number = _number(found["number"])
        return None if factor is None or number is None else round(number * factor)

    def words(self, amount: int) -> str:
        """The amount in the largest unit that leaves a whole part, three digits after it at most.

        >>> SIZES.words(1_500_000)
        '1.5 MB'
        """
        name, factor = self.units[0]
        for name, factor in reversed(self.units):  # noqa: B007  both are used after the loop
            if amount >= factor:
                break
        shown = QLocale().toString(amount / factor, "f", 3)
        point = QLocale().decimalPoint()
        if point in shown:
            shown = shown.rstrip("0").rstrip(point)
        return f"{shown} {name}"


SIZES: Final = Measure(
    (("bytes", 1), ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000)), usual="MB"
)
PIXELS: Final = Measure((("pixels", 1), ("MP", 1_000_000)), usual="MP")


def _number(text: str) -> float | None:
    """A number typed in the locale's way, or with a plain point."""
    typed = text.strip()
    for locale in (QLocale(), QLocale.c()):
        number, good = locale.toDouble(typed)
        if good:
            return number
    return None
