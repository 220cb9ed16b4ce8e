"""What the inspector shows of one item: asked while the person moves on, the newest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.store.item_detail import ItemDetail, item_detail
from triage.store.item_history import item_history

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from concurrent.futures import Future
    from typing import Any

    from triage.gui.session.asker import Asker
    from triage.gui.session.courier import Courier
    from triage.store.columns import Columns


class Details(QObject):
    """``arrived`` bears (ItemDetail, its audit rows), for the newest item asked for only."""

    arrived = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        asker: Asker,
        columns: Callable[[], Columns | None],
        courier: Courier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._asker = asker
        self._columns = columns
        self._courier = courier
        self._newest = 0

    def ask(self, item_id: int) -> None:
        """Read all of one item; what was asked before and is not answered yet is dropped."""
        self._newest += 1
        mine = self._newest
        columns = self._columns()

        def answer(conn: sqlite3.Connection) -> tuple[ItemDetail, Any] | None:
            if mine != self._newest:
                return None
            return item_detail(conn, columns, item_id), item_history(conn, item_id)

        future = self._asker.ask(answer)
        self._courier.deliver(future, self, lambda done: self._take(mine, done))

    def _take(self, mine: int, done: Future[tuple[ItemDetail, Any] | None]) -> None:
        if mine != self._newest:
            return
        error = done.exception()
        if error is not None:
            self.failed.emit(error)
            return
        found = done.result()
        if found is not None:
            self.arrived.emit(*found)
