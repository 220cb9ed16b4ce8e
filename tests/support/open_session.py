"""A session over a real case, and what it told."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tests.support.case_records import (
    add_files,
    add_source,
    begin_run,
    done,
    found,
    pack,
    vector,
)
from triage.core.filters import Filter, Sort
from triage.core.privacy import Privacy
from triage.gui.session.courier import Courier
from triage.gui.session.session import Session
from triage.store.case import Case

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from triage.gui.session.arrangement import Arrangement
    from triage.gui.session.counted import Counts
    from triage.gui.session.facts import Suggested, TileFacts

PATIENCE_MS = 10_000
OFF = Privacy()
COPIES = (0, 10)
"""Items at these places have the same content."""


def new_case(folder: Path) -> Case:
    """An empty case."""
    return Case.create(folder / "c.triage", name="Harbour", number="7", examiner="Kim", by="kim")


def scored_case(folder: Path) -> tuple[Case, tuple[int, ...]]:
    """Eleven items: ``cat`` scores 0.05 to 0.95 by number, ``dog`` the other way round.

    The last one is a copy of the first. The pack is called ``pets``, ``cat`` is notable.
    """
    case = new_case(folder)
    ids = add_files(case, add_source(case), [found(number) for number in range(11)])
    run = begin_run(case)
    for number, item_id in enumerate(ids):
        score_item(case, item_id, number % 10, run)
    return case, ids


def score_item(case: Case, item_id: int, number: int, run: int) -> None:
    """Finish an item with content ``number``."""
    score = 0.05 + number / 10
    case.send(done(item_id, number, ((run, vector(score, 1.0 - score)),))).result(10)


def add_scored(case: Case, numbers: Sequence[int], source: int = 1) -> tuple[int, ...]:
    """More items, as a running import would add them."""
    run = begin_run(case)
    ids = add_files(case, source, [found(number) for number in numbers])
    for number, item_id in zip(numbers, ids, strict=True):
        score_item(case, item_id, number % 10, run)
    return ids


def replace_pack(case: Case, ids: Sequence[int], labels: Sequence[str] = ("cat", "dog")) -> None:
    """Score these items by a newer pack of the same name."""
    run = begin_run(case, pack(digit="b", labels=labels))
    for number, item_id in enumerate(ids):
        scores = vector(*[0.05 + (number % 10) / 10] * len(labels))
        case.send(done(item_id, number % 10, ((run, scores),))).result(10)


class Told:
    """Listens to a session."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot = qtbot
        self.session = session
        self.views = session.views
        self.arranged: list[Any] = []
        self.counted: list[Counts] = []
        self.failed: list[Any] = []
        self.ids: tuple[int, ...] = ()
        self.graded: list[Any] = []
        session.views.arranged.connect(self.arranged.append)
        session.views.counted.connect(self.counted.append)
        session.grading.changed.connect(self.graded.append)
        for part in (session.views, session.grading, session.thresholds, session.details):
            part.failed.connect(self.failed.append)

    def until(self, happened: Any) -> None:
        """Wait for it."""
        self.qtbot.waitUntil(happened, timeout=PATIENCE_MS)

    def rows(self) -> Arrangement:
        """What is arranged by now; waits for the first."""
        self.until(lambda: self.views.arrangement is not None)
        arrangement = self.views.arrangement
        assert arrangement is not None
        return arrangement

    def ask(self, wanted: Filter, sort: Sort = Sort.PATH, *, natural: bool = True) -> Arrangement:
        """Ask for a filter, and wait for its answer."""
        self.rows()
        self.views.ask(wanted, sort, natural=natural)
        self.until(lambda: self._shows(wanted, sort, natural))
        return self.rows()

    def next_rows(self, happen: Any) -> Arrangement:
        """The first rows that come after something was done."""
        self.rows()
        before = len(self.arranged)
        happen()
        self.until(lambda: len(self.arranged) > before)
        return self.rows()

    def whole_counts(self, wanted: Filter) -> Counts:
        """The counts of a filter with all facets."""
        self.until(lambda: any(c.wanted == wanted and c.facets for c in self.counted))
        return next(c for c in reversed(self.counted) if c.wanted == wanted and c.facets)

    def facts(self, item_id: int) -> TileFacts:
        """What the tile of an item says."""
        shown = self.views.shown
        assert shown is not None
        position = shown.position_of(item_id)
        assert position is not None
        return shown.facts(position)

    def category(self, item_id: int) -> int | None:
        """The grade that is painted."""
        return self.facts(item_id).category

    def suggestion(self, item_id: int) -> Suggested:
        """The suggestion that is painted."""
        found = self.facts(item_id).suggestion
        assert found is not None
        return found

    def threshold(self, label: str = "cat") -> float:
        """Where the handle stands, by the newest counts."""
        self.until(lambda: bool(self.counted) and bool(self.counted[-1].labels))
        return next(row.threshold for row in self.counted[-1].labels if row.label == label)

    def until_threshold(self, value: float, label: str = "cat") -> None:
        """Wait until the handle stands there."""
        self.until(lambda: abs(self.threshold(label) - value) < 1e-6)

    def _shows(self, wanted: Filter, sort: Sort, natural: bool) -> bool:
        rows = self.views.arrangement
        return rows is not None and (rows.wanted, rows.sort, rows.natural) == (
            wanted,
            sort,
            natural,
        )


@contextmanager
def opened(qtbot: QtBot, case: Case, privacy: Privacy = OFF) -> Generator[Told]:
    """A session that was started; it is closed at the end."""
    window = QObject()
    courier = Courier(window)
    session = Session(case, "kim", privacy, courier, window)
    told = Told(qtbot, session)
    session.start()
    try:
        yield told
    finally:
        close(qtbot, session)
        courier.close()
        window.deleteLater()


def close(qtbot: QtBot, session: Session) -> Any:
    """Close it, and wait until the case is one file; the fault where there was one."""
    faults: list[Any] = []
    session.closed.connect(faults.append)
    session.close()
    if not session.property("gone"):
        qtbot.waitUntil(lambda: bool(faults), timeout=PATIENCE_MS)
    session.setProperty("gone", True)
    return faults[0] if faults else None


def grades_of(case: Case) -> dict[int, int]:
    """The category of every graded item, as the case has it."""
    with case.reader() as reader:
        rows = reader.connection.execute("SELECT item_id, category FROM grade").fetchall()
    return dict(rows)


def audit_notes(case: Case, what: str) -> list[str]:
    """The notes of the audit rows of one kind, oldest first."""
    from triage.store import audit

    with case.reader() as reader:
        rows = audit.rows(reader.connection)
        return [row.detail.get("note", "") for row in rows if row.what == what]
