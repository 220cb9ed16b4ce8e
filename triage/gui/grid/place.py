"""Where the eye is: it stays there whatever happens to the items around."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Generator

    from triage.gui.grid.items_view import ItemsView
    from triage.gui.grid.order import Order


@dataclass(frozen=True, slots=True)
class _Held:
    item: int
    order: Order | None
    top: int
    current: bool


class Place(QObject):
    """Holds one item at its height on the screen: the current one if in sight, else the first.

    What is held stays held until a person scrolls or moves, so that a window drawn narrow and
    wide again shows what it showed before.
    """

    def __init__(self, view: ItemsView) -> None:
        super().__init__(view)
        self._view = view
        self._held: _Held | None = None
        self._current: int | None = view.items.picked.current
        self._moving = 0
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        view.items.picked.current_changed.connect(self._on_current)

    def forget(self) -> None:
        """A person moved: what is in sight from now on counts."""
        self._held = None

    @property
    def held(self) -> bool:
        """Whether there is a place to go back to."""
        return self._held is not None

    def keep_only_item(self) -> None:
        """Out of sight: the item is remembered, the order that it stood in is let go."""
        if self._held is not None:
            self._held = replace(self._held, order=None)

    def hold(self, page: int | None = None) -> None:
        """Note what is in sight, before items or their places change.

        ``page`` is how high the view was until now, where it is another height already.
        """
        order = self._view.rows_model.order
        if self._held is not None or not order.count:
            return
        first, behind = self._view.in_sight()
        if first >= behind:
            return
        current = order.position_of(self._current)
        seen = current is not None and (first <= current < behind or self._was_seen(current, page))
        position = current if current is not None and seen else first
        top = self._view.rect_of(position).top()
        self._held = _Held(order.id_at(position), order, top, seen)

    def restore(self) -> None:
        """Scroll so that what was held stands where it stood, as far as the ends allow."""
        order = self._view.rows_model.order
        if self._held is None or not order.count:
            return
        item: int | None = self._held.item
        position = order.position_of(item)
        if position is None:
            item = _neighbour(self._held, order)
            position = order.position_of(item)
        if item is None or position is None:
            self._held = None
            return
        self._held = _Held(item, order, self._held.top, self._held.current)
        bar = self._view.verticalScrollBar()
        self._moving += 1
        try:
            bar.setValue(self._view.cell_of(position).top() - self._held.top)
            if self._held.current:
                self._view.bring_into_sight(position)
        finally:
            self._moving -= 1

    @contextmanager
    def kept(self, page: int | None = None) -> Generator[None]:
        """Hold the place over what happens within; ``page`` as for :meth:`hold`."""
        self.hold(page)
        with self.restored():
            yield

    @contextmanager
    def restored(self) -> Generator[None]:
        """Go back, after what happens within, to the place that is held already, if one is."""
        self._moving += 1
        try:
            yield
            self.restore()
        finally:
            self._moving -= 1

    def _was_seen(self, position: int, page: int | None) -> bool:
        return page is not None and 0 <= self._view.rect_of(position).top() < page

    def _on_scrolled(self) -> None:
        if not self._moving:
            self._held = None

    def _on_current(self, current: int | None) -> None:
        self._current = current


def _neighbour(held: _Held, order: Order) -> int | None:
    stood = None if held.order is None else held.order.position_of(held.item)
    return None if held.order is None or stood is None else held.order.nearest_left(stood, order)
