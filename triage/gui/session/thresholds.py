"""Moving a threshold: shown at once, written once, when it comes to rest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.store.commands import SetThreshold

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from triage.gui.session.courier import Courier
    from triage.gui.session.view_wishes import Label
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
        self._in_hand: set[Label] = set()
        self._unanswered: Counter[Label] = Counter()

    def move(self, pack: str, label: str, value: float | None) -> None:
        """Show the case with this threshold, while the handle moves."""
        self._in_hand.add((pack, label))
        self._views.move_threshold(pack, label, value)

    def restore(self, pack: str, label: str, value: float) -> None:
        """The drag was given up: show what the case has."""
        self._views.move_threshold(pack, label, value)
        self._let_go((pack, label))

    def settle(self, pack: str, label: str, value: float | None) -> None:
        """Write the threshold, None for the pack's default: one audit row."""
        self._views.move_threshold(pack, label, value)
        try:
            future = self._send(SetThreshold(f"{pack}/{label}", value, self._by))
        except Exception as error:  # noqa: BLE001  the window says it in words
            self._let_go((pack, label))
            self.failed.emit(error)
            return
        self._in_hand.discard((pack, label))
        self._unanswered[pack, label] += 1
        self._courier.deliver(future, self, lambda done: self._take((pack, label), done))

    def _take(self, label: Label, done: Future[Changes]) -> None:
        self._unanswered[label] -= 1
        if label not in self._in_hand:
            self._let_go(label)
        error = done.exception()
        if error is None:
            self.changed.emit(*label)
        else:
            self.failed.emit(error)

    def _let_go(self, label: Label) -> None:
        """Written or not: the case's own is shown, once nothing is on its way to it."""
        self._in_hand.discard(label)
        if self._unanswered[label] == 0:
            self._views.settle_threshold(*label)
