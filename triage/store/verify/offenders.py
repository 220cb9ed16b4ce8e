"""Many rows with one fault become one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

_NAMED = 5


@dataclass(slots=True)
class Offenders:
    """How many rows have the fault that ``sentence`` tells, and which came first.

    ``named`` says what people know them by.
    """

    sentence: str
    named: str = "ids"
    count: int = 0
    first: list[str] = field(default_factory=list[str])

    def add(self, one: object) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < _NAMED:
            self.first.append(str(one))

    def told(self) -> list[str]:
        """``items lie nowhere: 3 (ids 1, 2, 3)``, or nothing where there are none."""
        if not self.count:
            return []
        more = ", ..." if self.count > len(self.first) else ""
        return [f"{self.sentence}: {self.count:,} ({self.named} {', '.join(self.first)}{more})"]
