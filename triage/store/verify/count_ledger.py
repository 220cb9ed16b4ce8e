"""Counts: what the log says an import left behind against the items that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.core.records import Reason, State

if TYPE_CHECKING:
    import sqlite3

    from triage.store.verify.ledger import Entry


class CountLedger:
    """Follows ``job-ended`` with its counts, and what may have moved them since.

    Items are never taken away but by ``folder-opened-up``; only an import moves a state. So
    after the last import that ran to its end every count must be what it said.
    """

    kinds = frozenset({"job-begun", "job-ended", "folder-opened-up"})

    def __init__(self) -> None:
        self._job = 0
        self._said: dict[str, Any] = {}
        self._taken_away = 0
        self._settled = False

    def take(self, entry: Entry) -> None:
        """Note counts, a beginning, or a folder that is an item no more."""
        told = entry.detail
        if entry.what == "folder-opened-up":
            self._taken_away += 1
            self._settled = False
        elif entry.what == "job-begun":
            self._settled = False
        elif "found" in told:
            self._said = dict(told)
            self._said["found"] = int(told["found"])
            self._job = int(told["job"])
            self._taken_away = 0
            self._settled = told["outcome"] == "done"

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """Counts that are not what the last import said."""
        if not self._said:
            return []
        now = _counted(conn)
        if self._settled:
            return [
                f"{word}: the case has {now.get(word, 0):,} items, and had {said:,} "
                f"at the end of job {self._job}"
                for word, said in self._flat().items()
                if now.get(word, 0) != said
            ]
        least = self._said["found"] - self._taken_away
        if now["found"] >= least:
            return []
        had = f"{least:,} were found by the end of job {self._job}"
        return [f"the case has {now['found']:,} items, and {had}"]

    def _flat(self) -> dict[str, int]:
        """Every count that the job told, reasons among them; those it left out are 0."""
        words = ["found", *(state.word for state in State)]
        flat = {word: self._said[word] for word in words if word in self._said}
        reasons = self._said.get("reasons")
        if isinstance(reasons, dict):
            flat.update({r.word: reasons.get(r.word, 0) for r in Reason if r is not Reason.NONE})
        return flat


def _counted(conn: sqlite3.Connection) -> dict[str, int]:
    """Items found, by state and by reason, under the words that the log uses."""
    rows = conn.execute(
        "SELECT state_word.word, reason_word.word, count(*) FROM item "
        "LEFT JOIN state_word ON state_word.code = item.state "
        "LEFT JOIN reason_word ON reason_word.code = item.reason "
        "GROUP BY item.state, item.reason"
    )
    counted = {"found": 0}
    for state, reason, number in rows:
        for word in ("found", state, reason):
            if word:
                counted[word] = counted.get(word, 0) + number
    return counted
