"""What a person has picked: the selection, the current item and the anchor, by item id.

Qt's own selection knows rectangles of rows and columns and loses itself at a reset. This one
knows reading order: a range runs on from row to row, and a filter, an import or another width
of the window takes nothing away that is still shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from triage.gui.grid.order import Order

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from triage.gui.session.facts import Shown


class How(Enum):
    """What reaching an item does, by mouse or by keys."""

    ONLY = auto()
    """It alone is picked (a click, an arrow)."""
    TOGGLE = auto()
    """It is picked or no longer picked, the others stay (Ctrl+click, Ctrl+Space)."""
    RANGE = auto()
    """From the anchor to it, nothing else (Shift)."""
    ADD_RANGE = auto()
    """From the anchor to it, the others stay (Ctrl+Shift)."""
    MOVE = auto()
    """It becomes current, what is picked stays (Ctrl+arrows)."""


@dataclass(frozen=True, slots=True)
class Turned:
    """What a new order changed: ``longer`` is nothing but items added behind."""

    longer: bool
    selection: bool
    current: bool


class Picked(QObject):
    """The selection over what is shown. One bool per position; ids come and go in bulk.

    ``changed``: other items are picked. ``current_changed``: another item is current (its id,
    or None). Both come after the fact, and never while an order is being replaced.
    """

    changed = Signal()
    current_changed = Signal(object)

    def __init__(self, shown: Shown, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = Order(shown)
        self._mask = np.zeros(self._order.count, dtype=np.bool_)
        self._count = 0
        self._current: int | None = None
        self._anchor: int | None = None
        self._ids: npt.NDArray[np.int64] | None = None

    # What is picked.

    @property
    def order(self) -> Order:
        """The reading order that positions mean."""
        return self._order

    @property
    def current(self) -> int | None:
        """The item that keys act from, and that the inspector shows."""
        return self._current

    @property
    def anchor(self) -> int | None:
        """Where a range begins."""
        return self._anchor

    @property
    def count(self) -> int:
        """How many items are picked."""
        return self._count

    def ids(self) -> npt.NDArray[np.int64]:
        """The picked ids in reading order, shape (count,); not to be written into."""
        if self._ids is None:
            self._ids = self._order.ids[self._mask] if self._count else np.empty(0, dtype=np.int64)
            self._ids.flags.writeable = False
        return self._ids

    def holds(self, item_id: int) -> bool:
        """Whether an item is picked."""
        position = self._order.position_of(item_id)
        return position is not None and bool(self._mask[position])

    def holds_at(self, position: int) -> bool:
        """Whether the item at a position is picked."""
        return bool(self._mask[position])

    def between(self, first: int, behind: int) -> npt.NDArray[np.bool_]:
        """A copy of which positions of a span are picked, as painting needs it."""
        return self._mask[first:behind].copy()

    # What a person does.

    def reach(self, position: int, how: How = How.ONLY) -> None:
        """Make the item at a position current, and pick as ``how`` says."""
        if not 0 <= position < self._order.count:
            return
        anchor = self._order.position_of(self._anchor)
        mask = self._mask
        if how in {How.RANGE, How.ADD_RANGE}:
            start = position if anchor is None else anchor
            mask = self._mask.copy() if how is How.ADD_RANGE else np.zeros_like(self._mask)
            mask[min(start, position) : max(start, position) + 1] = True
        elif how is How.TOGGLE:
            mask = self._mask.copy()
            mask[position] = not mask[position]
        elif how is How.ONLY:
            mask = np.zeros_like(self._mask)
            mask[position] = True
        item = self._order.id_at(position)
        moves_anchor = how in {How.ONLY, How.TOGGLE} or (how is not How.MOVE and anchor is None)
        self._set(mask, item, item if moves_anchor else self._anchor)

    def pick(self, item_id: int) -> bool:
        """Pick one item alone, wherever it stands; False where it is not shown."""
        position = self._order.position_of(item_id)
        if position is None:
            return False
        self.reach(position)
        return True

    def pick_mask(
        self, mask: npt.NDArray[np.bool_], current: int | None, anchor: int | None
    ) -> None:
        """Pick exactly the positions of a mask (a rubber band); positions of current and anchor.

        None leaves the one or the other as it is.
        """
        now = self._current if current is None else self._order.id_at(current)
        self._set(mask, now, self._anchor if anchor is None else self._order.id_at(anchor))

    def select_all(self) -> None:
        """Pick everything that is shown; what is current stays."""
        self._set(np.ones_like(self._mask), self._current, self._anchor)

    def clear(self) -> None:
        """Pick nothing; what is current stays."""
        self._set(np.zeros_like(self._mask), self._current, self._anchor)

    def only_current(self) -> None:
        """Pick the current item alone; nothing where there is none."""
        position = self._order.position_of(self._current)
        if position is None:
            self.clear()
        else:
            self.reach(position)

    def go(self, steps: int) -> int | None:
        """Pick the item so many steps on (back where negative) alone; None at either end."""
        position = self._order.position_of(self._current)
        target = 0 if position is None else position + steps
        if not 0 <= target < self._order.count:
            return None
        self.reach(target)
        return self._current

    def move_on(self, past: Collection[int] = ()) -> int | None:
        """Pick the item behind the last picked one alone, as after a grade; None at the end.

        ``past`` are ids that are done too and are passed over.
        """
        last = self._mask.size - 1 - int(np.argmax(self._mask[::-1])) if self._count else None
        if last is None:
            return self.go(1)
        target = last + 1
        while target < self._order.count and self._order.id_at(target) in past:
            target += 1
        if target >= self._order.count:
            return None
        self.reach(target)
        return self._current

    # What the program does.

    def adopt(self, shown: Shown) -> Turned:
        """Stand on another order: ids that are gone drop out, the rest stays.

        Emits nothing: whoever replaced the order does when the views have it too.
        """
        before, after = self._order, Order(shown)
        if after.continues(before):
            mask = np.zeros(after.count, dtype=np.bool_)
            mask[: before.count] = self._mask
            self._order, self._mask = after, mask
            return Turned(longer=True, selection=False, current=False)
        was, was_count = self._current, self._count
        held = was is not None and self.holds(was)
        mask = after.mask_of(self.ids())
        count = int(np.count_nonzero(mask))
        self._current = self._successor(before, after, after.ids[mask] if held and count else None)
        if held and not count and self._current is not None:
            mask[after.position_of(self._current)] = True
            count = 1
        same = self._current == was
        if after.position_of(self._anchor) is None:
            self._anchor = self._current
        self._order, self._mask, self._count, self._ids = after, mask, count, None
        return Turned(longer=False, selection=count != was_count or not same, current=not same)

    def _successor(
        self, before: Order, after: Order, left: npt.NDArray[np.int64] | None
    ) -> int | None:
        """Who is current after this: the same item, or its nearest neighbour.

        Where a part of the selection is left, the nearest of that part: a neighbour that nobody
        has picked must not join it, for a grade would reach it.
        """
        if self._current is None or after.position_of(self._current) is not None:
            return self._current
        stood = before.position_of(self._current)
        if stood is None:
            return None
        if left is not None:
            return before.nearest_of(stood, before.mask_of(left))
        return before.nearest_left(stood, after)

    def _set(self, mask: npt.NDArray[np.bool_], current: int | None, anchor: int | None) -> None:
        other = mask is not self._mask and not np.array_equal(mask, self._mask)
        moved = current != self._current
        self._current, self._anchor = current, anchor
        if other:
            self._mask = mask
            self._count = int(np.count_nonzero(mask))
            self._ids = None
            self.changed.emit()
        if moved:
            self.current_changed.emit(current)
