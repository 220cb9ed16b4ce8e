"""Once the window is painted: load, beside it, what the first case and import would wait for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.errors import KnownError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from triage.gui.session.courier import Courier
    from triage.inference.standby import Standby


class Readiness(QObject):
    """One thread that nobody waits for; a wish that comes sooner loads what it needs itself.

    ``ready``: the model runs, so an import would begin at once. A trouble that is known is not
    told here: whoever imports hears of it. ``failed`` bears any other fault.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, standby: Standby, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standby = standby
        self._courier = courier
        self._begun = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readiness")

    def begin(self, provider: str) -> None:
        """Load everything, and the model on this device; once."""
        if self._begun:
            return
        self._begun = True
        future = self._pool.submit(_load, self._standby, provider)
        self._courier.deliver(future, self, self._take)

    def close(self) -> None:
        """End the thread after what it does now."""
        self._pool.shutdown(wait=False)

    def _take(self, done: Future[None]) -> None:
        error = done.exception()
        if error is None:
            self.ready.emit()
        elif not isinstance(error, KnownError):
            self.failed.emit(error)


def _load(standby: Standby, provider: str) -> None:
    from triage.gui.window import first_needs  # noqa: PLC0415  in this thread, not before

    first_needs.load_model(standby, provider)
