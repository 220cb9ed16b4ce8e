"""What is shown and what is picked of it, held once for the grid and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.gui.grid.order import Nothing
from triage.gui.grid.picked import Picked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triage.gui.session.facts import Shown


class Items(QObject):
    """The one model of the items behind every view of them.

    ``reset``: another order. ``appended`` (first, last): the same order with items behind it.
    ``refreshed``: the same items, whose facts may be others. ``touched`` (list of ids): these
    items' facts, names or pictures are others. Views hear of a new order before those who
    listen to ``picked`` do.
    """

    reset = Signal()
    appended = Signal(int, int)
    refreshed = Signal()
    touched = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: Shown = Nothing()
        self.picked = Picked(self.shown, self)
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether an order is just being replaced: then nobody has moved anything."""
        return self._busy

    def show(self, shown: Shown) -> None:
        """Show another order, or the same one with more behind it or other facts."""
        count = self.picked.order.count
        turned = self.picked.adopt(shown)
        self.shown = shown
        self._busy = True
        try:
            self._tell(count, longer=turned.longer)
            if turned.selection:
                self.picked.changed.emit()
            if turned.current:
                self.picked.current_changed.emit(self.picked.current)
        finally:
            self._busy = False

    def touch(self, ids: Iterable[int]) -> None:
        """Paint these items anew where they are in sight."""
        self.touched.emit(list(ids))

    def _tell(self, count: int, *, longer: bool) -> None:
        if not longer or (count == 0 and len(self.shown)):
            self.reset.emit()
            return
        if len(self.shown) > count:
            self.appended.emit(count, len(self.shown) - 1)
        self.refreshed.emit()
