"""The whole case in one look: ``status --json``, exactly as contract.md lists it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core import names
from triage.core.records import Reason, State
from triage.store import audit, connections, provenance
from triage.store.case_facts import is_here
from triage.store.lock import held
from triage.store.medium import medium_of
from triage.store.snapshot import snapshot

if TYPE_CHECKING:
    import sqlite3

    from triage.store.provenance import PackRow

_SLOWEST = 10
_CHUNK = 20_000


def status(conn: sqlite3.Connection) -> dict[str, Any]:
    """Counts, sources, models, thresholds and the head of the audit log, JSON-ready.

    All of one moment: one transaction, also beside a running import. A ``warning`` is added
    where a ``-wal`` lies beside the case and nobody holds it.
    """
    with snapshot(conn):
        summary = _summary(conn)
    warning = left_behind(Path(connections.file_of(conn)))
    return {**summary, "warning": warning} if warning else summary


def left_behind(path: Path) -> str:
    """A sentence where a part of the case lies beside it and nobody holds the case."""
    beside = connections.sidecars(path)
    if not beside or held(path, network=medium_of(path).network):
        return ""
    return (
        f"{names.safe(beside[0].name)} lies beside the case and nobody has it open: it was not "
        "closed cleanly. Keep both files together; the next import or grade makes them one."
    )


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """``found`` and the number of items in every state."""
    by_state = dict(conn.execute("SELECT state, count(*) FROM item GROUP BY state").fetchall())
    return _by_state(by_state)


def reasons(conn: sqlite3.Connection) -> dict[str, int]:
    """Number of skipped or failed items for each reason that occurs."""
    found = conn.execute(
        "SELECT reason, count(*) FROM item WHERE reason <> 0 GROUP BY reason ORDER BY reason"
    )
    return {Reason(reason).word: number for reason, number in found}


def label_counts(conn: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """``{pack: {label: suggested items}}`` of the newest packs, copies included."""
    thresholds = provenance.effective_thresholds(conn)
    return {
        pack.key: _suggested(conn, pack, [one["value"] for one in thresholds[pack.key].values()])
        for pack in provenance.pack_keys(conn)
        if pack.newest
    }


def _summary(conn: sqlite3.Connection) -> dict[str, Any]:
    by_state: Counter[int] = Counter()
    by_reason: Counter[int] = Counter()
    by_source: Counter[int] = Counter()
    for source_id, state, reason, number in conn.execute(
        "SELECT source_id, state, reason, count(*) FROM item GROUP BY source_id, state, reason"
    ):
        by_state[state] += number
        by_source[source_id] += number
        if reason:
            by_reason[reason] += number
    rows, head = audit.head(conn)
    return {
        **_by_state(by_state),
        "reasons": {Reason(reason).word: by_reason[reason] for reason in sorted(by_reason)},
        "labels": label_counts(conn),
        "sources": _sources(conn, by_source),
        "models": _models(conn),
        "thresholds": provenance.effective_thresholds(conn),
        "slowest": _slowest(conn),
        "audit": {"rows": rows, "head": head},
    }


def _by_state(by_state: dict[int, int]) -> dict[str, int]:
    order = (State.ANALYSED, State.SKIPPED, State.FAILED, State.PENDING)
    found = sum(by_state.values())
    return {"found": found, **{state.word: by_state.get(state, 0) for state in order}}


def _sources(conn: sqlite3.Connection, found: dict[int, int]) -> list[dict[str, Any]]:
    return [
        {
            "name": source.name,
            "exhibit": source.exhibit,
            "place": names.text(source.place),
            "found": found.get(source.id, 0),
            "here": is_here(source.place),
        }
        for source in provenance.sources(conn)
    ]


def _models(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """One row a pack. Where several runtimes or providers took part, all are named."""
    models: list[dict[str, Any]] = []
    for pack in provenance.packs(conn):
        runs = [run for run in pack["runs"] if run["items"]] or pack["runs"][-1:]
        models.append(
            {
                "name": pack["key"],
                "sha256": pack["sha256"],
                "runtime": ", ".join(dict.fromkeys(run["runtime"] for run in runs)),
                "provider": ", ".join(dict.fromkeys(run["provider"] for run in runs)),
                "items": sum(run["items"] for run in runs),
                "version": pack["version"],
            }
        )
    return models


def _slowest(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    found = conn.execute(
        "SELECT folder.path, item.name, slow.seconds FROM "
        "(SELECT id, seconds FROM content INDEXED BY content_seconds WHERE seconds > 0 "
        "ORDER BY seconds DESC LIMIT ?) AS slow "
        "JOIN item ON item.id = (SELECT min(id) FROM item WHERE content_id = slow.id) "
        "JOIN folder ON folder.id = item.folder_id ORDER BY slow.seconds DESC, slow.id",
        (_SLOWEST,),
    )
    return [
        {"path": names.text(names.join(folder, name)), "seconds": round(seconds, 3)}
        for folder, name, seconds in found
    ]


def _suggested(conn: sqlite3.Connection, pack: PackRow, thresholds: list[float]) -> dict[str, int]:
    """Items whose score reaches the threshold, both as float32, for each label of a pack."""
    limits = np.array(thresholds, dtype=np.float32)
    total = np.zeros(len(limits), dtype=np.int64)
    cursor = conn.execute(
        "SELECT suggestion.scores, (SELECT count(*) FROM item "
        "WHERE item.content_id = suggestion.content_id) FROM suggestion "
        "WHERE pack_id = ? AND length(scores) = ?",
        (pack.id, 4 * len(limits)),
    )
    while rows := cursor.fetchmany(_CHUNK):
        vectors = np.frombuffer(b"".join(scores for scores, _ in rows), dtype="<f4")
        copies = np.array([number for _, number in rows], dtype=np.int64)
        total += copies @ (vectors.reshape(len(rows), -1) >= limits)
    return {label.name: int(n) for label, n in zip(pack.labels, total, strict=True)}
