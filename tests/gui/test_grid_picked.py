"""The selection by item id, without any view."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.fake_shown import FakeShown
from triage.gui.grid.items import Items
from triage.gui.grid.picked import How, Picked

MILLION = 1_000_000


@pytest.fixture
def picked(qapp):
    return Picked(FakeShown.of(20))


@pytest.fixture
def items(qapp):
    made = Items()
    made.show(FakeShown.of(20))
    return made


def ids(picked: Picked) -> list[int]:
    return picked.ids().tolist()


def test_an_item_reached_is_picked_alone(picked):
    picked.reach(3)
    picked.reach(5)
    assert ids(picked) == [6]
    assert (picked.current, picked.anchor) == (6, 6)


def test_ctrl_adds_and_takes_away(picked):
    picked.reach(3)
    picked.reach(7, How.TOGGLE)
    picked.reach(3, How.TOGGLE)
    assert ids(picked) == [8]


def test_a_range_replaces_and_keeps_its_anchor(picked):
    picked.reach(5)
    picked.reach(8, How.RANGE)
    picked.reach(2, How.RANGE)
    assert ids(picked) == [3, 4, 5, 6]
    assert (picked.current, picked.anchor) == (3, 6)


def test_a_second_range_can_be_added(picked):
    picked.reach(1)
    picked.reach(2, How.RANGE)
    picked.reach(8, How.TOGGLE)
    picked.reach(10, How.ADD_RANGE)
    assert ids(picked) == [2, 3, 9, 10, 11]


def test_moving_picks_nothing(picked):
    picked.reach(1)
    picked.reach(9, How.MOVE)
    assert (ids(picked), picked.current, picked.anchor) == ([2], 10, 2)


def test_all_of_a_million_are_picked(qapp):
    picked = Picked(FakeShown.of(MILLION))
    picked.select_all()
    assert picked.count == MILLION
    assert picked.holds(1)
    assert picked.holds(MILLION)
    assert len(picked.ids()) == MILLION


def test_picked_items_of_a_million_survive_a_filter(qapp):
    items = Items()
    items.show(FakeShown.of(MILLION))
    items.picked.select_all()
    items.show(FakeShown(np.arange(2, MILLION + 1, 2)))
    assert items.picked.count == MILLION // 2


def test_another_order_keeps_the_selection(items):
    items.picked.reach(4)
    items.picked.reach(6, How.RANGE)
    items.show(FakeShown(range(20, 0, -1)))
    assert ids(items.picked) == [7, 6, 5]
    assert items.picked.current == 7


def test_what_is_gone_drops_out_and_does_not_come_back(items):
    items.picked.reach(4)
    items.picked.reach(6, How.RANGE)
    items.show(FakeShown([1, 2, 5, 7]))
    assert ids(items.picked) == [5, 7]
    items.show(FakeShown.of(20))
    assert ids(items.picked) == [5, 7]


def test_items_added_behind_change_nothing(items, qtbot):
    items.picked.select_all()
    with qtbot.assertNotEmitted(items.picked.changed):
        items.show(FakeShown.of(25))
    assert items.picked.count == 20
    assert not items.picked.holds(21)


def test_the_next_item_takes_over_from_one_that_is_gone(items, qtbot):
    items.picked.reach(9)
    with qtbot.waitSignals([items.picked.changed, items.picked.current_changed]):
        items.show(FakeShown([i for i in range(1, 21) if i != 10]))
    assert (items.picked.current, ids(items.picked)) == (11, [11])


def test_the_last_one_takes_over_where_nothing_is_behind(items):
    items.picked.reach(19)
    items.show(FakeShown.of(12))
    assert (items.picked.current, ids(items.picked)) == (12, [12])


def test_a_far_neighbour_is_found(qapp):
    items = Items()
    items.show(FakeShown.of(1000))
    items.picked.reach(500)
    items.show(FakeShown([1, 3, 300, 800]))
    assert items.picked.current == 300


def test_the_neighbour_of_what_was_not_picked_is_not_picked(items):
    items.picked.reach(2)
    items.picked.reach(9, How.MOVE)
    items.show(FakeShown([1, 2, 3, 9, 12]))
    assert (items.picked.current, ids(items.picked)) == (9, [3])


def test_nothing_unseen_joins_a_selection_that_is_left(items):
    # A grade would reach an item that nobody has picked.
    items.picked.reach(4)
    items.picked.reach(6, How.RANGE)
    items.show(FakeShown([1, 5, 6, 8, 9]))
    assert (items.picked.current, ids(items.picked)) == (6, [5, 6])


def test_no_item_left_means_no_current(items):
    items.picked.reach(2)
    items.show(FakeShown([]))
    assert (items.picked.current, items.picked.count) == (None, 0)


def test_after_a_grade_the_selection_moves_on(items):
    items.picked.reach(3)
    items.picked.reach(6, How.RANGE)
    assert items.picked.move_on() == 8
    assert ids(items.picked) == [8]


def test_moving_on_passes_over_what_is_done(items):
    items.picked.reach(3)
    assert items.picked.move_on({5, 6}) == 7
    assert items.picked.move_on(set(range(8, 21))) is None
    assert ids(items.picked) == [7]


def test_at_the_end_it_stays(items):
    items.picked.reach(19)
    assert items.picked.move_on() is None
    assert items.picked.go(1) is None
    assert ids(items.picked) == [20]


def test_items_without_a_bulk_array_are_picked_too(qapp):
    class Slow:
        def __len__(self):
            return 5

        def id_at(self, position):
            return position + 10

        def position_of(self, item_id):
            return item_id - 10 if 10 <= item_id < 15 else None

    picked = Picked(Slow())  # pyright: ignore[reportArgumentType]  facts are not asked for
    picked.select_all()
    assert ids(picked) == [10, 11, 12, 13, 14]
