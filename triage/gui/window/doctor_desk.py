"""Runs the self-test beside the window and shows what it finds, row by row."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.job import Cancelled
from triage.gui.looks.dialogs import tell_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from triage.core.job import Job
    from triage.doctor.finding import Row
    from triage.gui.pages.doctor_page import DoctorPage
    from triage.gui.session.courier import Courier
    from triage.gui.window.doctor_room import DoctorRoom

    Rows = tuple[Row, ...]


class DoctorDesk(QObject):
    """``case`` tells the file of the open case, None without one.

    ``page_wanted`` bears the page to show, ``left`` says that it was closed.
    """

    page_wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        case: Callable[[], Path | None],
        courier: Courier,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._case = case
        self._courier = courier
        self._window = window
        self._job: Job[Rows] | None = None

    @cached_property
    def room(self) -> DoctorRoom:
        """The page and the test, made now where nobody wanted them before."""
        from triage.gui.window.doctor_room import DoctorRoom  # noqa: PLC0415  the window comes first

        room = DoctorRoom()
        room.page.closed.connect(self.left)
        room.page.run_wanted.connect(self.run)
        return room

    @property
    def page(self) -> DoctorPage:
        """What is shown."""
        return self.room.page

    def show(self) -> None:
        """Show the page, and begin where nothing was tested yet."""
        self.page_wanted.emit(self.page)
        if self._job is None:
            self.run()

    def run(self) -> None:
        """Test everything once; a second wish while it runs is none."""
        if self._job is not None and not self._job.future.done():
            return
        self._job = job = self.room.begin(self._case(), self._post)
        self._courier.deliver(job.future, self, self._ended)
        # No daemon: what it writes is taken away again, whenever the window is closed.
        threading.Thread(target=job.run, name="self-test").start()

    def close(self) -> None:
        """Let a test that runs end at its next step, and the page where there is one."""
        if self._job is not None:
            self._job.cancel()
        if "room" in self.__dict__:
            self.page.deleteLater()

    def _post(self, row: Row) -> None:
        """In the thread of the test."""
        self._courier.post(self, lambda: self.page.show_row(row))

    def _ended(self, done: Future[Rows]) -> None:
        self.page.end()
        error = done.exception()
        if error is not None and not isinstance(error, Cancelled):
            tell_error(self._window, error)
