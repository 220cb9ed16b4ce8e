"""Tells which items are in sight, so that their pictures are fetched, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from triage.gui.grid.items_view import ItemsView
    from triage.gui.session.facts import Shown

_FRAME_MS: Final = 16


class Sight(QObject):
    """Emits ``visible_changed`` of its view at most once a frame, and only for other items."""

    def __init__(self, view: ItemsView) -> None:
        super().__init__(view)
        self._view = view
        self._told: tuple[int, int, bool] | None = None
        self._offset = 0
        self._down = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._tell)

    def look(self, *, anew: bool = False) -> None:
        """Something scrolled; ``anew``: the items themselves or their facts are others."""
        if anew:
            self._told = None
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        view = self._view
        if view.keep_quiet():
            return
        offset = view.offset().y()
        if offset != self._offset:
            self._down = offset > self._offset
            self._offset = offset
        first, behind = view.in_sight()
        if self._told == (first, behind, self._down):
            return
        self._told = first, behind, self._down
        page, count = behind - first, view.rows_model.order.count
        ahead = range(behind, min(count, behind + page))
        if not self._down:
            ahead = range(first - 1, max(-1, first - 1 - page), -1)
        shown = view.rows_model.order.shown
        view.visible_changed.emit(told_of(shown, (*range(first, behind), *ahead)))


def told_of(shown: Shown, positions: Iterable[int]) -> list[tuple[int, bool]]:
    """Ids at positions with whether privacy covers them.

    A ``Shown`` with ``hides(item_id)`` says so without making all the facts of every item, which
    costs a good part of a frame while a person scrolls.
    """
    hides: Callable[[int], bool] | None = getattr(shown, "hides", None)
    if hides is None:
        facts = (shown.facts(position) for position in positions)
        return [(one.item_id, one.hidden) for one in facts]
    ids = [shown.id_at(position) for position in positions]
    return [(item, hides(item)) for item in ids]
