"""The columns of one case, and what is asked of them: rows at once, counts as time allows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from triage.core.errors import KnownError
from triage.core.filters import Filter, Sort
from triage.gui.session.arrangement import Arrangement, Judged, Tops
from triage.gui.session.counting import Counter
from triage.gui.session.shown_thresholds import ShownThresholds
from triage.gui.session.view_wishes import Wishes
from triage.store.columns import Columns
from triage.store.privacy import hidden
from triage.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from triage.core.privacy import Privacy
    from triage.gui.session.case_reads import CaseReads
    from triage.gui.session.counted import Counts
    from triage.gui.session.listener import Listener
    from triage.gui.session.told_once import ToldOnce
    from triage.gui.session.view_wishes import Asked, Counting, WishBox
    from triage.store.coded import Rows

_LEAST_PAUSE_S = 0.4
_PAUSE_PER_REFRESH = 6.0
"""A refresh may take one part in seven of the time: reading a million items is no hurry."""
_PAUSE_AFTER_FAULT_S = 5.0


class CaseView:
    """Lives in the view thread. Whatever fails is told, and the next wish is taken."""

    def __init__(
        self,
        reads: CaseReads,
        wishes: WishBox,
        listener: Listener,
        told: ToldOnce,
        privacy: Privacy,
    ) -> None:
        self._reads = reads
        self._wishes = wishes
        self._listener = listener
        self._told = told
        self._privacy = privacy
        self._asked: Asked = (Filter(), Sort.PATH, True)
        self._query: Query | None = None
        self._counter: Counter | None = None
        self._counting: Iterator[Counts | None] | None = None
        self._thresholds = ShownThresholds()
        self._judged: Judged | None = None
        self._ungraded: list[npt.NDArray[np.int64]] = []
        self._unknown_deeds = 0
        self._regrades = 0
        self._read_due = True
        self._not_before = 0.0
        self._rows_due = False

    def serve(self) -> None:
        """Answer until told to stop."""
        wishes = Wishes()
        while not (wishes.stop or self._wishes.stopping):
            self._fulfil(wishes)
            wishes = self._wishes.take(self._pause())

    def _pause(self) -> float | None:
        """How long to wait for a wish: not at all while there is something to count."""
        if self._counting is not None:
            return 0.0
        return max(0.0, self._not_before - time.monotonic()) if self._read_due else None

    def _fulfil(self, wishes: Wishes) -> None:
        self._note(wishes)
        reread = self._read_if_due()
        if self._query is None:
            _give_up(wishes.counts)
            return
        if wishes.graded or reread:
            self._regrade(self._query)
        moved = self._move(self._query, wishes, anew=reread)
        for counting in wishes.counts:
            _count(self._query, counting)
        if self._rows_due or moved:
            self._answer(self._query, soon=moved)
        elif self._counting is not None:
            self._count_on()

    def _note(self, wishes: Wishes) -> None:
        self._read_due |= wishes.refresh
        if wishes.at_once:
            self._not_before = 0.0
        if wishes.arrange is not None:
            self._asked = wishes.arrange
            self._rows_due = True
        if wishes.privacy is not None:
            self._privacy = wishes.privacy
            self._judged = None
            self._rows_due = True
        self._ungraded += wishes.graded
        self._unknown_deeds += wishes.regrades

    def _read_if_due(self) -> bool:
        """Read what is new, not more often than the size of the case allows; whether it is."""
        began = time.monotonic()
        if not self._read_due or began < self._not_before:
            return False
        query = self._query
        try:
            if query is None:
                columns = self._reads.ask(Columns.load)
            else:
                columns = self._reads.ask(query.columns.refresh)
        except Exception as error:  # noqa: BLE001  told in words, and tried again later
            self._told.failed("reading", error)
            self._try_later()
            return False
        self._told.well("reading")
        self._read_due = False
        took = time.monotonic() - began
        self._not_before = time.monotonic() + max(_LEAST_PAUSE_S, _PAUSE_PER_REFRESH * took)
        if query is not None and columns is query.columns:
            return False
        self._query = Query(columns)
        self._counter = Counter(self._query)
        self._judged = None
        self._rows_due = True
        return True

    def _try_later(self) -> None:
        self._read_due = True
        self._not_before = max(self._not_before, time.monotonic() + _PAUSE_AFTER_FAULT_S)

    def _regrade(self, query: Query) -> None:
        """Read the grades of what a person graded; where that fails, with the next ones."""
        if not self._ungraded:
            return
        several = len(self._ungraded) > 1
        ids = np.unique(np.concatenate(self._ungraded)) if several else self._ungraded[0]
        changed: list[int] = ids.tolist()
        try:
            self._reads.ask(lambda connection: query.refresh_grades(connection, changed))
        except Exception as error:  # noqa: BLE001  told in words, and tried again later
            self._told.failed("grades", error)
            self._try_later()
            return
        self._told.well("grades")
        self._ungraded.clear()
        self._regrades += self._unknown_deeds
        self._unknown_deeds = 0
        self._judged = None
        self._rows_due = True
        if self._counter is not None:
            self._counter.grades_changed()

    def _move(self, query: Query, wishes: Wishes, *, anew: bool) -> bool:
        """Put thresholds where they are shown; whether one is elsewhere now."""
        try:
            moved = self._thresholds.put(query, wishes, anew=anew)
            moved |= self._thresholds.settle(query, wishes.settled, self._reads)
        except Exception as error:  # noqa: BLE001  told in words; a later reading shows the case's
            self._told.failed("thresholds", error)
            self._try_later()
            return True
        if wishes.settled:
            self._told.well("thresholds")
        return moved

    def _answer(self, query: Query, *, soon: bool) -> None:
        """Rows at once. ``soon``: their first counts too, a drag would never come to them."""
        self._rows_due = False
        self._counting = None
        try:
            rows = self._rows(query, self._asked)
            judged = self._judge(query.columns)
            tops = Tops(*query.columns.top.taken())
            found = Arrangement(query.columns, rows, self._asked, judged, tops, self._regrades)
        except Exception as error:  # noqa: BLE001  told in words; another filter may do
            self._told.failed("rows", error)
            return
        self._listener.on_arranged(found)
        if self._counter is not None:
            self._counting = self._counter.steps(found.wanted, len(rows))
        if soon and not self._wishes.urgent:
            self._count_on()

    def _rows(self, query: Query, asked: Asked) -> Rows:
        """A filter that cannot be answered (its label went with an older pack) shows nothing."""
        wanted, sort, natural = asked
        try:
            rows = query.rows(wanted, sort, natural=natural)
        except KnownError as error:
            self._told.failed("rows", error)
            return np.zeros(0, dtype=np.int32)
        self._told.well("rows")
        return rows

    def _judge(self, columns: Columns) -> Judged:
        """What privacy covers: everything, where that cannot be found out."""
        if self._judged is None:
            covered = None
            if self._privacy.on:
                try:
                    covered = hidden(columns, self._privacy)
                except Exception as error:  # noqa: BLE001  whatever it is, nothing is seen
                    self._told.failed("privacy", error)
                    covered = np.ones(len(columns), dtype=np.bool_)
            self._judged = Judged(self._privacy, covered)
        return self._judged

    def _count_on(self) -> None:
        """One step of counting; the wishes are looked at again before the next."""
        counting = self._counting
        if counting is None:
            return
        try:
            counts = next(counting, _END)
        except Exception as error:  # noqa: BLE001  told in words; the next rows count anew
            self._told.failed("counts", error)
            counts = _END
        if isinstance(counts, str):
            self._counting = None
        elif counts is not None:
            self._told.well("counts")
            self._listener.on_counted(counts)


_END = "end"


def _count(query: Query, counting: Counting) -> None:
    """A filter that cannot be answered shows nothing."""
    filters, future = counting
    try:
        future.set_result([_count_one(query, wanted) for wanted in filters])
    except Exception as error:  # noqa: BLE001  the future carries it to whoever asks
        future.set_exception(error)


def _count_one(query: Query, wanted: Filter) -> int:
    try:
        return query.count(wanted)
    except KnownError:
        return 0


def _give_up(counts: list[Counting]) -> None:
    """The case is not read yet, and there is nothing to count."""
    for _, future in counts:
        future.cancel()
