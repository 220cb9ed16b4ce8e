"""The chosen items of a case, streamed in path order: what exporters are given."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.core import names
from triage.core.filters import Filter, Sort
from triage.core.hooks import Entry
from triage.core.records import Where
from triage.store import report_facts
from triage.store.pages import hydrate
from triage.store.query import Query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from triage.core.job import JobContext
    from triage.export.veiling import Veiling
    from triage.store.coded import Rows
    from triage.store.columns import Columns

_CHUNK = 500
_REPORT_EVERY_S = 0.1


class CaseSelection:
    """Implements :class:`triage.core.hooks.Selection` on a read-only connection."""

    def __init__(
        self,
        ctx: JobContext,
        conn: sqlite3.Connection,
        columns: Columns,
        chosen: Filter,
        about: dict[str, Any],
        veiling: Veiling,
    ) -> None:
        self._ctx = ctx
        self._conn = conn
        self._columns = columns
        self._query = Query(columns)
        self._rows = self._query.rows(chosen, Sort.PATH)
        self._about = about
        self._veiling = veiling
        self._done = 0
        self._reported = 0.0

    @property
    def ctx(self) -> JobContext:
        """The job that this export is."""
        return self._ctx

    @property
    def about(self) -> dict[str, Any]:
        """What every export states."""
        return self._about

    def count(self, within: Filter | None = None) -> int:
        """How many chosen items there are, or how many of them also pass ``within``."""
        return len(self._rows_within(within))

    def items(self) -> Iterator[dict[str, Any]]:
        """The contract's JSON object of each chosen item."""
        for chunk in self._chunks(self._rows):
            for item in hydrate(self._conn, self._columns, chunk):
                yield item
                self._step()

    def entries(self, within: Filter | None = None) -> Iterator[Entry]:
        """Each chosen item (that also passes ``within``) with what a report adds."""
        for chunk in self._chunks(self._rows_within(within)):
            for entry in self._entries(chunk):
                yield entry
                self._step()

    def thumbnail(self, sha256: str) -> bytes | None:
        """The JPEG kept for a content, veiled where privacy covers it; None without one."""
        jpeg = report_facts.thumbnail(self._conn, sha256)
        if jpeg is None:
            return None
        items = np.array(report_facts.items_with(self._conn, sha256), dtype=np.int64)
        return self._veiling.shown(jpeg, items)

    def veiling(self) -> dict[str, Any] | None:
        """The rule of privacy and how many chosen items it covers; None without one."""
        return self._veiling.facts(self._rows)

    def _rows_within(self, within: Filter | None) -> Rows:
        if within is None:
            return self._rows
        return self._rows[self._query.mask(within)[self._rows]]

    def _chunks(self, rows: Rows) -> Iterator[Rows]:
        for start in range(0, len(rows), _CHUNK):
            yield rows[start : start + _CHUNK]

    def _entries(self, chunk: Rows) -> Iterator[Entry]:
        items = list(hydrate(self._conn, self._columns, chunk))
        details = report_facts.item_details(self._conn, [item["id"] for item in items])
        others = {other for item in items for other in item["duplicates"]}
        paths = report_facts.item_paths(self._conn, sorted(others))
        covered = self._veiling.covers(chunk)
        for item, veiled in zip(items, covered, strict=True):
            detail = details[item["id"]]
            yield Entry(
                item=item,
                exhibit=detail.exhibit,
                detail=detail.detail,
                other_paths=tuple(paths[other] for other in item["duplicates"]),
                where=Where(Path(names.native(detail.place)), detail.folder, detail.name),
                veiled=veiled,
            )

    def _step(self) -> None:
        self._ctx.checkpoint()
        self._done += 1
        moment = time.monotonic()
        if self._done == len(self._rows) or moment - self._reported > _REPORT_EVERY_S:
            self._reported = moment
            self._ctx.report("exporting", self._done, len(self._rows))
