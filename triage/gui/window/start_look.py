"""What the start page shows of disks, and the demo's evidence: looked at and drawn in a thread."""

from __future__ import annotations

import itertools
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.errors import BugError, KnownError
from triage.core.longpath import openable
from triage.gui.looks.dialogs import tell_error
from triage.gui.start.recent_row import RecentCase
from triage.gui.window import recent

if TYPE_CHECKING:
    from triage.gui.looks.settings import Settings
    from triage.gui.session.courier import Courier
    from triage.gui.start.place_look import PlaceLook
    from triage.gui.start.start_page import StartPage

EXAMINER = "demo"


class StartLook(QObject):
    """``demo_ready`` bears (case, folder, examiner): where the demo's case is to be made."""

    demo_ready = Signal(object, object, str)

    def __init__(
        self,
        settings: Settings,
        page: StartPage,
        courier: Courier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._page = page
        self._courier = courier
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="start-look")

    def show(self) -> None:
        """Show the recent cases; what is there of them is looked at in the thread."""
        cases = recent.recent(self._settings)
        future = self._pool.submit(lambda: [_looked_at(*one) for one in cases])
        self._courier.deliver(future, self, self._take)

    def forget(self, place: Path) -> None:
        """Take a case off the list."""
        recent.forget(self._settings, place)
        self.show()

    def look_at(self, place: Path) -> Future[PlaceLook]:
        """Free space at a place, and whether it is a network's."""
        return self._pool.submit(_look_at_place, place)

    def begin_demo(self) -> None:
        """Draw the demo's sample files beside the other cases of this user."""
        home = Path.home()
        future = self._pool.submit(_draw_demo, home)

        def take(done: Future[tuple[Path, Path]]) -> None:
            error = done.exception()
            if error is None:
                self.demo_ready.emit(*done.result(), EXAMINER)
            else:
                tell_error(self._page, error)

        self._courier.deliver(future, self, take)

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=False)

    def _take(self, done: Future[list[RecentCase]]) -> None:
        if done.exception() is None:
            self._page.show_recent(done.result())


def _looked_at(place: Path, name: str, at: str) -> RecentCase:
    try:
        size = Path(openable(place)).stat().st_size
    except (OSError, ValueError):
        return RecentCase(place, name, at, None, missing=True)
    return RecentCase(place, name, at, size, missing=False)


def _look_at_place(place: Path) -> PlaceLook:
    from triage.gui.start.place_look import look_at_place  # noqa: PLC0415  the window comes first

    return look_at_place(place)


def _draw_demo(home: Path) -> tuple[Path, Path]:
    """A new folder with drawn sample files: (case to make, folder of evidence)."""
    from triage.evidence.samples import folder as samples  # noqa: PLC0415  the window comes first

    root = _new_folder(home)
    evidence = root / "evidence"
    evidence.mkdir()
    for _, write in samples.steps():
        write(evidence)
    return root / "demo.triage", evidence


def _new_folder(home: Path) -> Path:
    for number in itertools.count(1):
        root = home / ("triage-demo" if number == 1 else f"triage-demo-{number}")
        try:
            root.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            told = f"The folder {root} cannot be made ({error.strerror}); make a new case by hand."
            raise KnownError(told) from error
        else:
            return root
    raise BugError("counting came to an end")
