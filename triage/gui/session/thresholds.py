"""Moving a threshold: shown at once, written once, when it comes to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.store.commands import SetThreshold

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from triage.gui.session.courier import Courier
    from triage.gui.session.views import Views
    from triage.store.commands.base import Changes, Command


class Thresholds(QObject):
    """``changed`` after the case has the new threshold, ``failed`` where it never will."""

    changed = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        send: Callable[[Command], Future[Changes]],
        views: Views,
        courier: Courier,
        by: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._send = send
        self._views = views
        self._courier = courier
        self._by = by
        self._moves: dict[tuple[str, str], int] = {}

    def move(self, pack: str, label: str, value: float | None) -> None:
        """Show the case with this threshold, while the handle moves."""
        self._show(pack, label, value)

    def restore(self, pack: str, label: str, value: float) -> None:
        """The drag was given up: show what the case has."""
        self._show(pack, label, value)
        self._views.settle_threshold(pack, label)

    def settle(self, pack: str, label: str, value: float | None) -> None:
        """Write the threshold, None for the pack's default: one audit row."""
        mine = self._show(pack, label, value)
        try:
            future = self._send(SetThreshold(f"{pack}/{label}", value, self._by))
        except Exception as error:  # noqa: BLE001  the window says it in words
            self._views.settle_threshold(pack, label)
            self.failed.emit(error)
            return
        self._courier.deliver(future, self, lambda done: self._take((pack, label), mine, done))

    def _show(self, pack: str, label: str, value: float | None) -> int:
        """The number of this move among those of the label."""
        number = self._moves.get((pack, label), 0) + 1
        self._moves[pack, label] = number
        self._views.move_threshold(pack, label, value)
        return number

    def _take(self, label: tuple[str, str], mine: int, done: Future[Changes]) -> None:
        """Written or not, the case's own is shown again, unless it is in hand once more."""
        if self._moves[label] == mine:
            self._views.settle_threshold(*label)
        error = done.exception()
        if error is None:
            self.changed.emit(*label)
        else:
            self.failed.emit(error)
