"""What the audit log says of one table, gathered row by row, then compared with the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import sqlite3

_SAME_MOMENT_S = 60.0
"""A command looks at the clock once for its table and once for the log."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log, its detail parsed."""

    n: int
    at: str
    by: str
    what: str
    detail: dict[str, Any]


class Ledger(Protocol):
    """One theme of the log. ``kinds`` are the words in ``what`` that it wants to see."""

    kinds: frozenset[str]

    def take(self, entry: Entry) -> None:
        """Note an entry. KeyError, TypeError, ValueError: it does not say what it must."""
        ...

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """Sentences, once every entry was taken."""
        ...


def same_moment(one: str, other: str) -> bool:
    """Whether two times of one command agree, as far as clocks go."""
    try:
        apart = datetime.fromisoformat(one) - datetime.fromisoformat(other)
    except (TypeError, ValueError):
        return False
    return abs(apart.total_seconds()) <= _SAME_MOMENT_S
