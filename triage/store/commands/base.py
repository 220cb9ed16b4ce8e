"""What every change of a case has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Changes:
    """What a command moved: item ids, ids it made or found, rows written, its own answer."""

    items: tuple[int, ...] = ()
    ids: tuple[int, ...] = ()
    rows: int = 0
    value: Any = None


@dataclass(frozen=True, slots=True)
class Command:
    """One change, applied as a whole or not at all.

    It may be applied again after a roll-back: so it reads nothing but the case and its own
    fields.
    """

    @property
    def weight(self) -> int:
        """How many items it counts for when the writer decides to commit a group."""
        return 1

    def apply(self, conn: sqlite3.Connection) -> Changes:
        """Write into ``conn``, inside a transaction that the writer holds."""
        raise NotImplementedError
