"""The order in which an import reads: what is in sight first, and every item exactly once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.case_records import add_files, add_source, found
from triage.ingest import reading_order
from triage.ingest.in_sight import MOST_IN_SIGHT, InSight
from triage.ingest.place import Place
from triage.ingest.reading_order import ReadingOrder
from triage.store.case import Case

HERE, GONE = 1, 2
ITEMS = range(1, 19)
"""Every third is of a source that is not here; see ``kept``."""
READABLE = [item for item in ITEMS if item % 3]
PLACES = {HERE: Place(HERE, "here", Path("here"), 0, 0)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A closed case of eighteen pending items of two sources."""
    path = tmp_path_factory.mktemp("order") / "c.triage"
    with Case.create(path, name="test", examiner="kim", by="kim") as case:
        for name in (b"/here", b"/gone"):
            add_source(case, name)
        for item in ITEMS:
            add_files(case, HERE if item % 3 else GONE, [found(item)])
    return path


@pytest.fixture(scope="module", autouse=True)
def small_pages():
    """Several pages of few items."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_order, "_PAGE", 4)
        yield


class Import:
    """A copy of the case in memory, and what an import does with it."""

    def __init__(self, kept: Path) -> None:
        self.connection = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(kept)) as file:
            file.backup(self.connection)
        self.in_sight = InSight()
        self.order = ReadingOrder(self.connection, PLACES, self.in_sight)
        self.begun: dict[int, None] = {}
        self.read: list[int] = []

    def take(self, times: int = 1) -> None:
        """Begin with the next items."""
        for _ in range(times):
            self._begin(self.order.next(self.begun))

    def decide(self, items: list[int] | None = None) -> None:
        """Items on the way are done: all, or these."""
        for item in self.begun if items is None else items:
            self.connection.execute("UPDATE item SET state = 1 WHERE id = ?", (item,))
        self.begun = {i: None for i in self.begun if items is not None and i not in items}

    def put_back(self, item: int) -> None:
        """The scan found that a file is another one now."""
        self.connection.execute("UPDATE item SET state = 0 WHERE id = ?", (item,))

    def finish(self) -> None:
        """Until nothing is left, as the import job does it."""
        left = True
        while left:
            if not self._begin(self.order.next(self.begun)):
                self.decide()
                left = self._begin(self.order.from_the_first(self.begun))

    def _begin(self, work) -> bool:
        if work is None:
            return False
        assert work.item.id not in self.begun
        self.begun[work.item.id] = None
        self.read.append(work.item.id)
        return True


@pytest.fixture
def run(kept):
    run = Import(kept)
    yield run
    run.connection.close()


def test_where_nobody_looks_items_come_by_id(run):
    run.finish()
    assert run.read == READABLE


def test_what_is_in_sight_comes_first_and_in_its_order(run):
    run.in_sight.look([17, 11, 14])
    run.finish()
    assert run.read[:3] == [17, 11, 14]


def test_a_look_in_the_middle_counts_at_once(run):
    run.take(2)
    run.in_sight.look([16])
    run.take(2)
    assert run.read == [1, 2, 16, 4]


def test_a_newer_look_replaces_the_one_before(run):
    run.in_sight.look([17, 16])
    run.take()
    run.in_sight.look([10])
    run.take(2)
    assert run.read == [17, 10, 1]


def test_what_was_read_ahead_does_not_come_again_with_its_page(run):
    run.take()
    run.in_sight.look([4])
    run.take()
    run.decide()
    run.take(2)
    assert run.read == [1, 4, 2, 5]


def test_what_is_on_its_way_is_not_begun_again_by_a_look(run):
    run.take(2)
    run.in_sight.look([1, 2, 16])
    run.take()
    run.decide()
    run.take()
    assert run.read == [1, 2, 16, 4]


@pytest.mark.parametrize("items", [[3, 6], [99, -1, 0], [1, 2]])
def test_a_look_at_absent_unknown_or_finished_items_changes_nothing(run, items):
    run.take(2)
    run.decide()
    run.in_sight.look(items)
    run.finish()
    assert run.read == READABLE


def test_an_item_that_is_pending_again_comes_with_the_next_look_at_it(run):
    run.in_sight.look([5])
    run.take()
    run.decide()
    run.put_back(5)
    run.in_sight.look([5])
    run.take()
    assert run.read == [5, 5]


def test_an_item_behind_that_is_pending_again_is_read_before_the_end(run):
    run.take(6)
    run.decide()
    run.put_back(2)
    run.finish()
    assert sorted(run.read) == sorted([*READABLE, 2])


def test_a_look_is_bounded():
    in_sight = InSight()
    in_sight.look(range(10 * MOST_IN_SIGHT))
    assert in_sight.ids == tuple(range(MOST_IN_SIGHT))


LOOK = st.lists(st.integers(0, 20), max_size=8).map(lambda ids: ("look", ids))
TAKE = st.just(("take", []))
DECIDE_SOME = st.lists(st.integers(0, 20), max_size=4).map(lambda ids: ("decide", ids))
DECIDE_ALL = st.just(("decide", list(ITEMS)))
STEPS = st.lists(st.one_of(LOOK, TAKE, TAKE, DECIDE_SOME, DECIDE_ALL), max_size=60)


@settings(deadline=None)
@given(steps=STEPS)
def test_whatever_is_looked_at_every_item_is_read_exactly_once(kept, steps):
    run = Import(kept)
    with closing(run.connection):
        for what, numbers in steps:
            if what == "look":
                run.in_sight.look(numbers)
            elif what == "take":
                run.take()
            else:
                run.decide([item for item in run.begun if item in numbers])
        run.finish()
    assert sorted(run.read) == READABLE
