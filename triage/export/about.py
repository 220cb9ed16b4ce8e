"""The facts that every export states, read at one moment from the case.

``case``, ``export`` (kind, when, by whom, which items), ``program``, ``sources``, ``counts`` by
state and reason, ``categories``, ``labels`` (suggested items), ``thresholds`` in force with who
moved them, ``models`` with their hashes and runs, and ``audit``: rows and head as they stood
before the export's own row. ``privacy`` (which pictures are veiled, by which rule, and of which
moment that rule is) stands there where a rule was on. Everything is JSON.
"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

from triage import __version__
from triage.core import clock
from triage.store import provenance, report_facts
from triage.store.status import status

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from triage.core.hooks import LoadedPlugin

PROGRAM = "Forensic Triage"
_COUNTS = ("found", "analysed", "skipped", "failed", "pending", "reasons")


def facts(conn: sqlite3.Connection, case_path: Path, plugins: list[LoadedPlugin]) -> dict[str, Any]:
    """Everything but ``export``, which :mod:`triage.export.run` knows."""
    now = status(conn)
    return {
        "case": {**provenance.case_info(conn), "file": case_path.name},
        "program": _program(plugins),
        "sources": now["sources"],
        "counts": {key: now[key] for key in _COUNTS},
        "categories": _categories(conn),
        "labels": now["labels"],
        "thresholds": _thresholds(conn),
        "models": [_model(pack) for pack in provenance.packs(conn)],
        "audit": now["audit"],
    }


def export_facts(kind: str, by: str, sentence: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """The part ``export``: what was asked for, when and by whom."""
    return {"kind": kind, "at": clock.now(), "by": by, "selection": sentence, "filter": chosen}


def _program(plugins: list[LoadedPlugin]) -> dict[str, Any]:
    return {
        "name": PROGRAM,
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "plugins": [{"name": one.name, "version": one.version} for one in plugins],
    }


def _categories(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    graded = report_facts.graded_counts(conn)
    return [
        {"number": number, "name": name, "graded": graded.get(number, 0)}
        for number, name in provenance.categories(conn).items()
    ]


def _thresholds(conn: sqlite3.Connection) -> dict[str, dict[str, dict[str, Any]]]:
    moves = report_facts.threshold_moves(conn)
    stated: dict[str, dict[str, dict[str, Any]]] = {}
    for pack, labels in provenance.effective_thresholds(conn).items():
        stated[pack] = {}
        for label, value in labels.items():
            by, at = moves.get((pack, label), (None, None))
            stated[pack][label] = {**value, "by": by, "at": at}
    return stated


def _model(pack: dict[str, Any]) -> dict[str, Any]:
    """A pack under its key word, as scores and thresholds name it."""
    items = sum(run["items"] for run in pack["runs"])
    return {**pack, "name": pack["key"], "items": items}
