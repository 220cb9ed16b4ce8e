"""The audit log read from its beginning and held against the tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from triage.store.snapshot import snapshot
from triage.store.verify.case_ledger import CaseLedger
from triage.store.verify.count_ledger import CountLedger
from triage.store.verify.grade_ledger import GradeLedger
from triage.store.verify.job_ledger import JobLedger
from triage.store.verify.ledger import Entry, Ledger
from triage.store.verify.offenders import Offenders
from triage.store.verify.run_ledger import RunLedger
from triage.store.verify.source_ledger import SourceLedger
from triage.store.verify.threshold_ledger import ThresholdLedger

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


def check_log(conn: sqlite3.Connection) -> list[str]:
    """A sentence for each thing that the log says and the tables do not, or the reverse.

    Log and tables are of one moment, also beside a running import. Memory holds the log's
    last word on each thing, not the log.
    """
    with snapshot(conn):
        ledgers: tuple[Ledger, ...] = (
            *(CaseLedger(), SourceLedger(), JobLedger(), CountLedger()),
            *(RunLedger(), ThresholdLedger(), GradeLedger(conn)),
        )
        problems = _read(conn, ledgers)
        for ledger in ledgers:
            problems.extend(ledger.differences(conn))
    return problems


def _read(conn: sqlite3.Connection, ledgers: tuple[Ledger, ...]) -> list[str]:
    unclear = Offenders("audit rows do not say what rows of their kind must say", "rows")
    for entry in _entries(conn, unclear):
        for ledger in ledgers:
            if entry.what not in ledger.kinds:
                continue
            try:
                ledger.take(entry)
            except (KeyError, TypeError, ValueError, OverflowError):
                unclear.add(entry.n)
    return unclear.told()


def _entries(conn: sqlite3.Connection, unclear: Offenders) -> Iterator[Entry]:
    for n, at, by, what, detail in conn.execute(
        "SELECT n, at, by, what, detail FROM audit ORDER BY n"
    ):
        try:
            parsed: object = json.loads(detail)
        except (TypeError, ValueError):
            parsed = None
        if isinstance(parsed, dict):
            yield Entry(n, at, by, what, cast("dict[str, Any]", parsed))
        else:
            unclear.add(n)
