"""The thread that owns the columns: it filters, orders and counts, and never blocks the window.

Rows come first and are handed over at once; counts follow, and are given up as soon as
something newer is wanted.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Protocol

from triage.core.filters import Filter, Sort
from triage.gui.session.arrangement import Arrangement
from triage.gui.session.counting import Counter
from triage.gui.session.view_wishes import Wishes
from triage.store.columns import Columns
from triage.store.first_page import first_page
from triage.store.privacy import hidden
from triage.store.query import Query
from triage.store.reader import Reader

if TYPE_CHECKING:
    import sqlite3
    from concurrent.futures import Future
    from pathlib import Path

    from triage.core.privacy import Privacy
    from triage.gui.session.counted import Counts
    from triage.gui.session.view_wishes import WishBox
    from triage.store.coded import Mask
    from triage.store.first_page import FirstItem

_LEAST_PAUSE_S = 0.4
_PAUSE_PER_REFRESH = 6.0
"""A refresh may take one part in seven of the time: reading a million items is no hurry."""


class Listener(Protocol):
    """Who hears of answers; called in the view thread."""

    def on_first_page(self, items: list[FirstItem]) -> None:
        """The first items, long before the rest."""
        ...

    def on_arranged(self, arrangement: Arrangement) -> None:
        """New rows."""
        ...

    def on_counted(self, counts: Counts) -> None:
        """New counts."""
        ...

    def on_failed(self, error: BaseException) -> None:
        """Something could not be answered."""
        ...


class ViewThread(threading.Thread):
    """One case in memory. Ends after :meth:`WishBox.stop`."""

    def __init__(self, path: Path, wishes: WishBox, listener: Listener, privacy: Privacy) -> None:
        super().__init__(name="case-view", daemon=False)
        self._path = path
        self._wishes = wishes
        self._listener = listener
        self._privacy = privacy

    def run(self) -> None:
        """Open, show the first page, load, then answer until told to stop."""
        try:
            with Reader.open(self._path) as reader:
                self._listener.on_first_page(first_page(reader.connection))
                if not self._wishes.stopping:
                    view = _View(reader.connection, self._wishes, self._listener, self._privacy)
                    view.serve()
        except Exception as error:  # noqa: BLE001  the window says it in words
            self._listener.on_failed(error)


class _View:
    """The columns, and what is asked of them."""

    def __init__(
        self, connection: sqlite3.Connection, wishes: WishBox, listener: Listener, privacy: Privacy
    ) -> None:
        self._connection = connection
        self._wishes = wishes
        self._listener = listener
        self._privacy = privacy
        self._asked: tuple[Filter, Sort, bool] = (Filter(), Sort.PATH, True)
        self._dragged: dict[tuple[str, str], float | None] = {}
        self._regrades = 0
        self._due = False
        self._not_before = 0.0
        self._hidden: Mask | None = None
        self._query = Query(Columns.load(connection))
        self._counter = Counter(self._query)

    def serve(self) -> None:
        """Answer until told to stop; a wish that fails is told and the next one taken."""
        wishes = Wishes(privacy=self._privacy)
        while not wishes.stop:
            try:
                if self._fulfil(wishes):
                    self._answer()
            except Exception as error:  # noqa: BLE001  the window says it, and asks again
                self._listener.on_failed(error)
            wishes = self._next()

    def _next(self) -> Wishes:
        """The next wishes; a refresh that came too soon is done when its time has come."""
        pause = max(0.0, self._not_before - time.monotonic()) if self._due else None
        wishes = self._wishes.take(pause)
        wishes.refresh = wishes.refresh or self._due
        return wishes

    def _fulfil(self, wishes: Wishes) -> bool:
        """Do what was asked; whether anything may look different now."""
        refreshed = wishes.refresh and self._refresh()
        if wishes.arrange is not None:
            self._asked = wishes.arrange
        for (pack, label), value in wishes.thresholds.items():
            self._dragged[pack, label] = value
            self._query.set_threshold(pack, label, value)
        for settled in wishes.settled - wishes.thresholds.keys():
            self._dragged.pop(settled, None)
        if wishes.graded:
            self._query.refresh_grades(self._connection, wishes.graded)
            self._regrades += wishes.regrades
        if wishes.privacy is not None:
            self._privacy = wishes.privacy
        if wishes.privacy is not None or wishes.graded or refreshed:
            self._hidden = hidden(self._query.columns, self._privacy) if self._privacy.on else None
        for filters, future in wishes.counts:
            self._count(filters, future)
        moved = wishes.arrange is not None or bool(wishes.thresholds)
        return moved or refreshed or bool(wishes.graded) or wishes.privacy is not None

    def _refresh(self) -> bool:
        """Read what is new, not more often than the size of the case allows."""
        began = time.monotonic()
        self._due = began < self._not_before
        if self._due:
            return False
        columns = self._query.columns.refresh(self._connection)
        self._query = Query(columns)
        self._counter = Counter(self._query)
        for (pack, label), value in self._dragged.items():
            self._query.set_threshold(pack, label, value)
        took = time.monotonic() - began
        self._not_before = time.monotonic() + max(_LEAST_PAUSE_S, _PAUSE_PER_REFRESH * took)
        return True

    def _count(self, filters: list[Filter], future: Future[list[int]]) -> None:
        try:
            future.set_result([self._query.count(one) for one in filters])
        except Exception as error:  # noqa: BLE001  the future carries it to whoever asks
            future.set_exception(error)

    def _answer(self) -> None:
        wanted, sort, natural = self._asked
        rows = self._query.rows(wanted, sort, natural=natural)
        columns = self._query.columns
        order = (sort, natural)
        top = columns.top.taken()
        found = Arrangement(columns, rows, wanted, order, top, self._hidden, self._regrades)
        self._listener.on_arranged(found)
        if self._wishes.waiting:
            return
        counts = self._counter.labels(wanted, len(rows))
        self._listener.on_counted(counts)
        whole = self._counter.facets(counts, lambda: self._wishes.waiting)
        if whole is not None:
            self._listener.on_counted(whole)
