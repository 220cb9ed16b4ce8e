"""The birth of the case: the first row of the log and what the case says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.store import provenance
from triage.store.values import storable

if TYPE_CHECKING:
    import sqlite3

    from triage.store.verify.ledger import Entry


class CaseLedger:
    """A log begins with ``case-created``, which tells the names of the case."""

    kinds = frozenset({"case-created"})

    def __init__(self) -> None:
        self._told: list[dict[str, str]] = []

    def take(self, entry: Entry) -> None:
        """Note the names."""
        self._told.append({key: storable(value) for key, value in entry.detail.items()})

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """What is wrong with the first row, and names that were changed since."""
        first = conn.execute("SELECT what FROM audit ORDER BY n LIMIT 1").fetchone()
        if first is None:
            return ["the audit log is empty: its rows were deleted"]
        problems: list[str] = []
        if first[0] != "case-created":
            problems.append("the audit log does not begin with the making of the case")
        if len(self._told) > 1:
            problems.append("the audit log says more than once that the case was made")
        if self._told:
            problems += self._renamed(conn)
        return problems

    def _renamed(self, conn: sqlite3.Connection) -> list[str]:
        return [
            f"the {key} of the case is {now!r}, and was {self._told[0].get(key)!r} when it was made"
            for key, now in provenance.case_info(conn).items()
            if now != self._told[0].get(key)
        ]
