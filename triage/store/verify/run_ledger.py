"""Model runs and packs: the provenance in the tables against that in the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from triage.store.values import storable
from triage.store.verify.ledger import same_moment
from triage.store.verify.offenders import Offenders

if TYPE_CHECKING:
    import sqlite3

    from triage.store.verify.ledger import Entry

_KEYS = (
    *("pack", "sha256", "model_sha256", "version", "licence", "multi_label", "preprocessing"),
    *("runtime", "provider", "device", "app_version", "batch", "note", "job"),
)
_ROWS = (
    "SELECT model_run.id, model_run.started_at, pack.labels, pack.name, pack.sha256, "
    "pack.model_sha256, pack.version, pack.licence, pack.multi_label, pack.preprocessing, "
    "runtime, provider, device, app_version, batch, note, job_id "
    "FROM model_run JOIN pack ON pack.id = model_run.pack_id ORDER BY model_run.id"
)


class RunLedger:
    """Replays ``model-run``."""

    kinds = frozenset({"model-run"})

    def __init__(self) -> None:
        self._runs: dict[int, tuple[str, dict[str, Any]]] = {}

    def take(self, entry: Entry) -> None:
        """Note a run with all that is said of it."""
        self._runs[entry.detail["run"]] = (entry.at, entry.detail)

    def differences(self, conn: sqlite3.Connection) -> list[str]:
        """Runs that the log does not know, that are gone, or that are told otherwise."""
        problems: list[str] = []
        waiting = dict(self._runs)
        for run_id, started, labels, *values in conn.execute(_ROWS):
            at, told = waiting.pop(run_id, ("", None))
            if told is None:
                problems.append(f"model run {run_id} is not in the audit log")
                continue
            now = dict(zip(_KEYS, values, strict=True))
            now["multi_label"] = bool(now["multi_label"])
            now["preprocessing"] = _parsed(now["preprocessing"])
            wrong = [key for key in _KEYS if now[key] != _kept(told.get(key))]
            wrong += ["labels"] * (not _same_labels(_parsed(labels), told.get("labels")))
            wrong += ["time"] * (not same_moment(started, at))
            if wrong:
                listed = ", ".join(wrong)
                problems.append(f"model run {run_id}: the audit log says otherwise on: {listed}")
        problems += [f"model run {run_id} of the audit log is missing" for run_id in waiting]
        return problems + _packs_without_run(conn)


def _packs_without_run(conn: sqlite3.Connection) -> list[str]:
    offenders = Offenders("model packs stand in the case without a run", "packs")
    for (name,) in conn.execute(
        "SELECT name FROM pack WHERE id NOT IN (SELECT pack_id FROM model_run)"
    ):
        offenders.add(name)
    return offenders.told()


def _kept(told: object) -> object:
    """What a value of the log becomes in a table."""
    return storable(told) if isinstance(told, str) else told


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return None


def _same_labels(now: object, told: object) -> bool:
    """The same labels in the same order; of each, the log has name, threshold and notable."""
    if not isinstance(now, list) or not isinstance(told, list):
        return False
    known = cast("list[dict[str, Any]]", now)
    logged = cast("list[dict[str, Any]]", told)
    return len(known) == len(logged) and all(
        label.get(key) == value
        for label, then in zip(known, logged, strict=True)
        for key, value in then.items()
    )
