"""What is shown and counted, as the window hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.gui.session.opening import FirstPage
from triage.gui.session.view_thread import ViewThread
from triage.gui.session.view_wishes import WishBox

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from triage.core.filters import Filter, Sort
    from triage.core.privacy import Privacy
    from triage.gui.session.arrangement import Arrangement
    from triage.gui.session.counted import Counts
    from triage.gui.session.courier import Courier
    from triage.store.first_page import FirstItem


class Views(QObject):
    """Asks the view thread and gives its answers out in the GUI thread.

    ``shown`` is what the grid shows now: a FirstPage at first, then an Arrangement.
    """

    arranged = Signal(object)
    counted = Signal(object)
    failed = Signal(object)

    def __init__(
        self, path: Path, privacy: Privacy, courier: Courier, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.courier = courier
        self._privacy = privacy
        self._wishes = WishBox()
        self._graded: dict[int, tuple[int, int | None]] = {}
        self._regrades = 0
        self.shown: Arrangement | FirstPage | None = None
        self.arrangement: Arrangement | None = None
        self._thread = ViewThread(path, self._wishes, _Relay(self, courier), privacy)

    def start(self) -> None:
        """Begin to read the case."""
        self._thread.start()

    def ask(self, wanted: Filter, sort: Sort, *, natural: bool) -> None:
        """Show these items in this order, soon."""
        self._wishes.arrange(wanted, sort, natural=natural)

    def count_each(self, filters: list[Filter]) -> Future[list[int]]:
        """How many items each of these filters would show."""
        return self._wishes.count(filters)

    def refresh(self) -> None:
        """The case changed by a job: read what is new, soon."""
        self._wishes.refresh()

    def set_privacy(self, privacy: Privacy) -> None:
        """Cover by another rule."""
        self._privacy = privacy
        if privacy.on and self.shown is not None:
            self.shown.cover_all()
        self._wishes.privacy(privacy)

    def move_threshold(self, pack: str, label: str, value: float | None) -> None:
        """Show the case as if the threshold stood there; the case itself does not change."""
        self._wishes.threshold(pack, label, value)

    def settle_threshold(self, pack: str, label: str) -> None:
        """The case has the threshold that is shown: from now on its own is read again."""
        self._wishes.settled(pack, label)

    def show_grades(self, ids: npt.NDArray[np.int64], category: int | None) -> None:
        """Grades that were just committed: painted at once, counted soon."""
        self._regrades += 1
        known = [int(item) for item in ids]
        self._graded.update((item, (self._regrades, category)) for item in known)
        self._wishes.graded(known)
        if self.arrangement is not None:
            self._put_on_top(self.arrangement)

    def hides(self, item_id: int) -> bool:
        """Whether the picture of an item is covered; everything unknown is while privacy is on."""
        if not self._privacy.on:
            return False
        return True if self.shown is None else self.shown.hides(item_id)

    def covers(self, item_id: int, content_id: int | None) -> bool:
        """The same for the picture of one content: only what was judged may be seen."""
        shown = self.shown
        if not self._privacy.on:
            return False
        return True if shown is None else shown.covers(item_id, content_id)

    def stop(self) -> None:
        """Ask the thread to end; :meth:`wait` in another thread than the window's."""
        self._wishes.stop()

    def wait(self) -> None:
        """Until the thread has ended and let go of the case."""
        if self._thread.ident is not None:
            self._thread.join()

    def take_first(self, items: list[FirstItem]) -> None:
        """The first page arrived."""
        self.shown = FirstPage(items, privacy=self._privacy.on)
        self.arranged.emit(self.shown)

    def take_arrangement(self, found: Arrangement) -> None:
        """New rows arrived; grades that they do not know yet stay on top."""
        self._graded = {
            item: mark for item, mark in self._graded.items() if mark[0] > found.regrades
        }
        self._put_on_top(found)
        self.shown = self.arrangement = found
        self.arranged.emit(found)

    def _put_on_top(self, arrangement: Arrangement) -> None:
        """Grades that it does not know yet; pictures of a category that is covered are so now."""
        graded = {item: mark[1] for item, mark in self._graded.items()}
        covered = {item for item, category in graded.items() if category in self._privacy.grades}
        arrangement.put_on_top(graded, frozenset(covered if self._privacy.on else ()))


class _Relay:
    """Carries answers from the view thread to the GUI thread."""

    def __init__(self, views: Views, courier: Courier) -> None:
        self._views = views
        self._courier = courier

    def on_first_page(self, items: list[FirstItem]) -> None:
        self._courier.post(self._views, lambda: self._views.take_first(items))

    def on_arranged(self, arrangement: Arrangement) -> None:
        self._courier.post(self._views, lambda: self._views.take_arrangement(arrangement))

    def on_counted(self, counts: Counts) -> None:
        self._courier.post(self._views, lambda: self._views.counted.emit(counts))

    def on_failed(self, error: BaseException) -> None:
        self._courier.post(self._views, lambda: self._views.failed.emit(error))
