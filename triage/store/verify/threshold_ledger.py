"""Thresholds: the log's last word on each label against the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.store.verify.ledger import same_moment

if TYPE_CHECKING:
    import sqlite3

    from triage.store.verify.ledger import Entry

_ROWS = (
    "SELECT pack.sha256, pack.name, threshold.label, threshold.value, threshold.by, threshold.at "
    "FROM threshold JOIN pack ON pack.id = threshold.pack_id"
)


@dataclass(frozen=True, slots=True)
class _Moved:
    pack: str
    value: float
    default: float
    by: str
    at: str


class ThresholdLedger:
    """Replays ``threshold-changed``."""

    kinds = frozenset({"threshold-changed"})

    def __init__(self) -> None:
        self._moved: dict[tuple[str, str], _Moved] = {}

    def take(self, entry: Entry) -> None:
        """Note where a threshold stands now."""
        told = entry.detail
        moved = _Moved(told["pack"], float(told["new"]), float(told["default"]), entry.by, entry.at)
        self._moved[told["pack_sha256"], told["label"]] = moved

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """Thresholds that stand elsewhere than the log says, or that nobody moved."""
        problems: list[str] = []
        waiting = dict(self._moved)
        for sha256, pack, label, value, by, at in conn.execute(_ROWS):
            moved = waiting.pop((sha256, label), None)
            where = f"the threshold of {pack}/{label}"
            if moved is None:
                problems.append(f"{where} is {value}, and the audit log knows no change of it")
            elif value != moved.value:
                problems.append(f"{where} is {value}, the audit log says {moved.value}")
            elif by != moved.by or not same_moment(at, moved.at):
                problems.append(
                    f"{where} was moved by {by} at {at}, the audit log says "
                    f"{moved.by} at {moved.at}"
                )
        # Without a row the default stands, which may be what the log says.
        problems += [
            f"the threshold of {moved.pack}/{label} is its default {moved.default}, "
            f"the audit log says {moved.value}"
            for (_, label), moved in waiting.items()
            if moved.value != moved.default
        ]
        return problems
