"""The append-only, hash-chained log of what was done to a case, when and by whom.

``hash`` is the SHA-256 of the UTF-8 JSON of the other fields, keys sorted, no blanks,
ASCII-escaped; the first ``prev`` is 64 zeros (contract.md). The chain shows a row that was
edited; it cannot show a tail that was cut off, so reports print the row count and the head.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from triage.core import clock
from triage.store.audit_words import sentence
from triage.store.values import as_json, storable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

ZEROS = "0" * 64
_NO_END = (1 << 63) - 1
_FIELDS = "SELECT n, at, by, what, detail, prev, hash FROM audit "


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the log, as ``audit --format jsonl`` prints it."""

    n: int
    at: str
    by: str
    what: str
    detail: dict[str, Any]
    prev: str
    hash: str

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON object, keys in the contract's order."""
        return {**self._hashed(), "hash": self.hash}

    def _hashed(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "at": self.at,
            "by": self.by,
            "what": self.what,
            "detail": self.detail,
            "prev": self.prev,
        }

    def expected_hash(self) -> str:
        """What ``hash`` must be for the other fields."""
        return hashlib.sha256(_canonical(self._hashed()).encode("ascii")).hexdigest()


def append(conn: sqlite3.Connection, by: str, what: str, detail: dict[str, Any]) -> AuditRow:
    """Write the next row, inside the transaction of the change that it records."""
    count, prev = head(conn)
    kept = json.loads(as_json(detail))
    unsealed = AuditRow(count + 1, clock.now(), storable(by), what, kept, prev, "")
    seal = unsealed.expected_hash()
    conn.execute(
        "INSERT INTO audit (n, at, by, what, detail, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (unsealed.n, unsealed.at, unsealed.by, what, _canonical(kept), prev, seal),
    )
    return AuditRow(unsealed.n, unsealed.at, unsealed.by, what, kept, prev, seal)


def head(conn: sqlite3.Connection) -> tuple[int, str]:
    """Number of rows and hash of the last one; ``(0, 64 zeros)`` for an empty log."""
    row = conn.execute("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, ZEROS)


def rows(conn: sqlite3.Connection) -> Iterator[AuditRow]:
    """Every row, oldest first. Raises ValueError where a detail is no JSON (edited by hand)."""
    for n, at, by, what, detail, prev, seal in conn.execute(_FIELDS + "ORDER BY n"):
        yield AuditRow(n, at, by, what, json.loads(detail), prev, seal)


def page(
    conn: sqlite3.Connection, before_n: int | None = None, limit: int = 200, text: str = ""
) -> list[AuditRow]:
    """Rows before number ``before_n`` (None: from the end), newest first, at most ``limit``.

    ``text``: words that must all occur in a row (its sentence, person, time, hash or detail),
    capitals aside. Raises ValueError where a detail is no JSON (edited by hand).
    """
    words = text.casefold().split()
    found: list[AuditRow] = []
    before = _NO_END if before_n is None else before_n
    for row in conn.execute(_FIELDS + "WHERE n < ? ORDER BY n DESC", (before,)):
        n, at, by, what, detail, prev, seal = row
        # Without blanks a word of the log is found in the text as it is stored, unparsed.
        stored = f"{n} {at} {by} {what} {seal} {detail}".casefold()
        rest = [word for word in words if word not in stored]
        parsed = None
        if rest:
            parsed = json.loads(detail)
            shown = f"{sentence(what, parsed)} {json.dumps(parsed, ensure_ascii=False)}".casefold()
            if not all(word in shown for word in rest):
                continue
        kept = json.loads(detail) if parsed is None else parsed
        found.append(AuditRow(n, at, by, what, kept, prev, seal))
        if len(found) == limit:
            break
    return found


def last(conn: sqlite3.Connection, what: str) -> AuditRow | None:
    """The newest row of one kind."""
    row = conn.execute(_FIELDS + "WHERE what = ? ORDER BY n DESC LIMIT 1", (what,)).fetchone()
    if row is None:
        return None
    n, at, by, kind, detail, prev, seal = row
    return AuditRow(n, at, by, kind, json.loads(detail), prev, seal)


def check(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each break of the chain; empty when it holds."""
    problems: list[str] = []
    expected_n = 1
    prev = ZEROS
    for n, at, by, what, detail, row_prev, seal in conn.execute(_FIELDS + "ORDER BY n"):
        if n != expected_n:
            problems.append(f"audit row {expected_n} is missing before row {n}")
        if row_prev != prev:
            problems.append(f"audit row {n} does not follow the row before it")
        if _seal_of(n, at, by, what, detail, row_prev) != seal:
            problems.append(f"audit row {n} was changed after it was written")
        expected_n, prev = n + 1, seal
    return problems


def _seal_of(n: int, at: str, by: str, what: str, detail: str, prev: str) -> str | None:
    """The hash that a stored row should bear; None where its detail is no JSON."""
    try:
        parsed = json.loads(detail)
    except ValueError:
        return None
    return AuditRow(n, at, by, what, parsed, prev, "").expected_hash()


def _canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
