"""One export from begin to end: check the place, choose, write, hash, publish, audit."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from triage.core import names
from triage.core.privacy import Privacy, stricter
from triage.export import about, registry
from triage.export.choice import CaseCounts, as_json, choose
from triage.export.selection import CaseSelection
from triage.export.staging import Staging, refuse_place, staging
from triage.export.veiling import Veiling
from triage.store import provenance
from triage.store.columns import Columns
from triage.store.commands.exports import RecordExport
from triage.store.snapshot import snapshot

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Generator
    from pathlib import Path

    from triage.core.filters import Filter
    from triage.core.hooks import Exporter
    from triage.core.job import JobContext
    from triage.store.case import Case


_AS_ASKED = "as it was when the export was asked for"
_AS_BEGUN = "as it was when the export was begun"
_BOTH = "as it was when the export was asked for, and as it was when it was begun"


@dataclass(frozen=True, slots=True)
class ExportResult:
    """An export that is in its place. ``note`` says in plain words what it holds."""

    path: Path
    items: int
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

    exporter: Exporter
    out: Path
    chosen: Filter | None
    all_items: bool
    by: str
    load_plugins: bool
    privacy: Privacy | None
    rule_from: str


def export_case(  # noqa: PLR0913  each is one thing that a person chose
    ctx: JobContext,
    case: Case,
    kind: str,
    out: Path,
    chosen: Filter | None,
    *,
    all_items: bool,
    by: str,
    load_plugins: bool = True,
    privacy: Privacy | None = None,
    privacy_now: Callable[[], Privacy] | None = None,
) -> ExportResult:
    """Write an export of ``kind`` to ``out`` and record it in the case.

    ``csv`` and ``html`` take graded items where there are any, unless ``all_items`` or a filter
    says otherwise. Where ``privacy`` is on, the pictures that it covers are veiled in a report,
    which says so, as the audit log does; tables and copies of originals are as ever. An export
    may have waited since it was asked for: ``privacy_now``, asked once as it begins, gives the
    rule of that moment, and what one of the two covers is covered. Raises
    ExportError (place refused, no room, unknown kind), Cancelled, and KnownError for a filter
    that names what the case has not; then nothing is left at ``out``.
    """
    exporter = registry.exporter(kind, load_plugins=load_plugins)
    out = out.absolute()
    rule, rule_from = _rule(privacy, privacy_now)
    order = _Order(exporter, out, chosen, all_items, by, load_plugins, rule, rule_from)
    with staging(out) as staged:
        result, detail = _write(ctx, case, order, staged)
        try:
            staged.publish()
            record = RecordExport(kind, names.safe(str(out)), detail, result.sha256, by)
            case.send(record).result()
        except BaseException:
            staged.withdraw()
            raise
    return result


def _rule(asked: Privacy | None, now: Callable[[], Privacy] | None) -> tuple[Privacy | None, str]:
    """The rule to cover by, and whose it is, in the words of the record."""
    if now is None:
        return asked, _AS_ASKED
    begun = now()
    if asked is None or asked == begun or not asked.on:
        return begun, _AS_BEGUN
    if not begun.on:
        return asked, _AS_ASKED
    return stricter(asked, begun), _BOTH


def _write(
    ctx: JobContext, case: Case, order: _Order, staged: Staging
) -> tuple[ExportResult, dict[str, Any]]:
    """Write to the temporary places; the result, and what the audit row says of it."""
    with case.reader() as reader, _one_moment(reader.connection):
        refuse_place(order.out, case.path, provenance.sources(reader.connection))
        selection = _select(ctx, case, order, reader.connection)
        remark = order.exporter.write(selection, staged.data)
        sha256 = _digest(staged.data, order.exporter)
        stated = selection.about
        items = selection.count()
    if not order.exporter.states_facts:
        facts = {**stated, "export": {**stated["export"], "sha256": sha256}}
        staged.about.write_text(json.dumps(facts, indent=2) + "\n", "ascii")
    note = " ".join(part for part in (stated["export"]["selection"], remark) if part)
    detail = {
        "items": items,
        "place": names.text(names.raw(str(order.out))),
        "selection": stated["export"]["selection"],
        "filter": stated["export"]["filter"],
        "audit": stated["audit"],
        "plugins": stated["program"]["plugins"],
    }
    if "privacy" in stated:
        detail["privacy"] = stated["privacy"]
    return ExportResult(order.out, items, sha256, note), detail


@contextmanager
def _one_moment(conn: sqlite3.Connection) -> Generator[None]:
    """All reads see one moment where that holds up no writer: beside a write-ahead log.

    With a rollback journal (network shares) a long read would keep grades from being saved.
    """
    if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        yield
        return
    with snapshot(conn):
        yield


def _select(ctx: JobContext, case: Case, order: _Order, conn: sqlite3.Connection) -> CaseSelection:
    ctx.report("exporting", 0)
    stated = about.facts(conn, case.path, registry.plugins(load_plugins=order.load_plugins))
    choice = choose(
        order.chosen,
        _counts(stated),
        all_items=order.all_items,
        graded_by_default=order.exporter.graded_by_default,
    )
    stated["export"] = about.export_facts(
        order.exporter.name, order.by, choice.sentence, as_json(choice.filter)
    )
    columns = Columns.load(conn, text=bool(choice.filter.text))
    veiling = Veiling(columns, order.privacy if order.exporter.shows_pictures else None)
    selection = CaseSelection(ctx, conn, columns, choice.filter, stated, veiling)
    stated["export"]["items"] = selection.count()
    covered = selection.veiling()
    if covered is not None:
        stated["privacy"] = {**covered, "rule_from": order.rule_from}
    return selection


def _counts(stated: dict[str, Any]) -> CaseCounts:
    categories = stated["categories"]
    return CaseCounts(
        found=stated["counts"]["found"],
        graded=sum(row["graded"] for row in categories),
        categories=tuple(row["number"] for row in categories),
    )


def _digest(written: Path, exporter: Exporter) -> str:
    """SHA-256 in hex of the file, or of the manifest of a folder."""
    target = written / exporter.manifest if exporter.manifest else written
    with target.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
