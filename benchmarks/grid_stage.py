"""The grid on a stage: session, pictures and shelf of an open case as the window wires them."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from triage.core.privacy import Privacy
from triage.core.records import State
from triage.gui.looks import theme
from triage.gui.session.arrangement import Arrangement
from triage.gui.session.courier import Courier
from triage.gui.session.session import Session
from triage.gui.window.opener import Opener
from triage.gui.window.picture_desk import PictureDesk

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from triage.gui.session.counted import Counts
    from triage.gui.session.facts import Shown
    from triage.gui.window.opening import Opened

Row = dict[str, Any]
WIDTH, HEIGHT = 1600, 1000
PERSON = "benchmark"
_LOOK_MS = 5
_PATIENCE_S = 300.0
_QUIET_S = 0.3


class PaintWatch(QObject):
    """``painted`` bears the moment at which everything that was due is with the X server.

    A window paints while it handles its request for an update, so this lets it do so and looks
    at the clock.
    """

    painted = Signal(float)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fulfil the request here; it is done with then."""
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        watched.event(event)
        self.painted.emit(time.perf_counter())
        return True


class Blank(QWidget):
    """The control: takes the same events and is asked to paint as often, but paints nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """As if it had scrolled."""
        event.accept()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keys and mouse: as if they had scrolled."""
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.MouseMove}:
            self.update()
        return super().event(event)


class Stage(QObject):
    """One window of 1600 x 1000 with nothing but the pictures in it; and the control behind it.

    ``first_page`` and ``complete`` are moments, None until they have come. Without ``grid`` the
    case is opened in the same way, but nothing shows it.
    """

    def __init__(self, *, grid: bool = True) -> None:
        super().__init__()
        self._with_grid = grid
        self.window = QWidget()
        self.pages = QStackedWidget()
        self.blank = Blank()
        self.watch = PaintWatch(self.window)
        self.courier = Courier(self)
        self.opener = Opener(self.courier, self)
        self.session: Session | None = None
        self.desk: PictureDesk | None = None
        self.counts: Counts | None = None
        self.last_paint = 0.0
        self.moments: dict[str, float] = {}
        self.fault: BaseException | None = None
        self._shown: Shown | None = None
        lines = QVBoxLayout(self.window)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.pages)
        self.pages.addWidget(self.blank)
        self.window.setGeometry(0, 0, WIDTH, HEIGHT)
        self.window.show()
        self.window.activateWindow()
        self.watch.painted.connect(self._painted)
        self.opener.opened.connect(self._opened)
        self.opener.failed.connect(lambda _path, error: self._failed(error))

    def open(self, case: Path) -> None:
        """Open a case and wait until all of it is shown and counted."""
        self.wait(self.window.isActiveWindow, "the focus")
        self.moments["asked"] = time.perf_counter()
        self.opener.open(case, PERSON)
        self.wait(lambda: self.counts is not None and bool(self.counts.facets), "the counts")
        if self.desk is not None:
            self.wait(lambda: "all items" in self.moments, "the first paint of all items")
            self.settle()

    def since_asked(self, moment: str) -> float:
        """Seconds from the wish to open until a moment."""
        return self.moments[moment] - self.moments["asked"]

    @property
    def grid(self) -> PictureDesk:
        """The pictures of the open case."""
        if self.desk is None:
            raise RuntimeError("no case is open with its grid")
        return self.desk

    @property
    def case(self) -> Session:
        """The open case."""
        if self.session is None:
            raise RuntimeError("no case is open")
        return self.session

    def show_page(self, page: QWidget) -> None:
        """The grid, or the control."""
        self.pages.setCurrentWidget(page)
        self.settle()

    def wait(self, until: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> None:
        """Let the loop run until something holds; RuntimeError where it never does."""
        if not until():
            loop = QEventLoop()
            look = QTimer(self)
            deadline = time.monotonic() + patience_s

            def check() -> None:
                if until() or self.fault is not None or time.monotonic() > deadline:
                    loop.quit()

            look.timeout.connect(check)
            look.start(_LOOK_MS)
            loop.exec()
            look.stop()
            look.deleteLater()
        if self.fault is not None:
            raise RuntimeError(f"failed while waiting for {what}") from self.fault
        if not until():
            raise RuntimeError(f"waited in vain for {what}")

    def settle(self) -> None:
        """Wait until nothing has been painted for a while: every picture has come."""
        self.last_paint = time.perf_counter()
        self.wait(lambda: time.perf_counter() - self.last_paint > _QUIET_S, "rest")

    def close(self) -> None:
        """Let go of the case and end every thread."""
        if self.session is None:
            return
        closed: list[object] = []
        self.session.closed.connect(closed.append)
        ends: list[Callable[[], None]] = []
        if self.desk is not None:
            let_go = self.desk.let_go()
            ends.append(_waiting_for(let_go))
        self.session.close(ends)
        self.wait(lambda: bool(closed), "the case to close")
        if self.desk is not None:
            self.desk.shelf.close()
        self.opener.close()
        self.courier.close()
        self.window.close()

    def _opened(self, opened: Opened) -> None:
        session = Session(opened.case, opened.by, Privacy(on=False), self.courier, self)
        self.session = session
        session.views.failed.connect(self._failed)
        session.views.counted.connect(self._counted)
        if self._with_grid:
            desk = PictureDesk(session.views, self)
            self.desk = desk
            self.pages.addWidget(desk.stack)
            self.pages.setCurrentWidget(desk.stack)
            desk.shelf.failed.connect(self._failed)
            session.views.arranged.connect(self._arranged)
            desk.start(opened.case.path, Privacy(on=False))
            desk.grid.setFocus()
        session.start()

    def _arranged(self, shown: Shown) -> None:
        self._shown = shown

    def _counted(self, counts: Counts) -> None:
        self.counts = counts

    def _failed(self, error: BaseException) -> None:
        self.fault = error

    def _painted(self, moment: float) -> None:
        self.last_paint = moment
        if self._shown is None or self.desk is None or "all pictures" in self.moments:
            return
        self.moments.setdefault("first page", moment)
        if isinstance(self._shown, Arrangement):
            self.moments.setdefault("all items", moment)
        if pictures_lacking(self.desk) == 0:
            self.moments.setdefault("first page with pictures", moment)
            if "all items" in self.moments:
                self.moments["all pictures"] = moment


def pictures_lacking(desk: PictureDesk, *, pending: bool = False) -> int:
    """How many analysed items (or pending ones too) in sight have no picture on the shelf yet."""
    box = desk.grid.picture_box
    lacking = 0
    for position in range(*desk.grid.in_sight()):
        facts = desk.items.shown.facts(position)
        if facts.state is State.ANALYSED or (pending and facts.state is State.PENDING):
            lacking += desk.shelf.picture(facts.item_id, facts.hidden, box) is None
    return lacking


def application() -> QApplication:
    """The application in the dark theme; a fault in a slot ends the process."""
    sys.excepthook = _end
    app = QApplication(["grid-benchmark"])
    theme.apply(app, "dark")
    return app


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A figure taken after a fault would be none."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def _waiting_for(let_go: Future[None]) -> Callable[[], None]:
    return lambda: let_go.result(_PATIENCE_S)
