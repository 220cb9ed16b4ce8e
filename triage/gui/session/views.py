"""What is shown and counted, as the window hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.gui.session.newer_grades import NewerGrades
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
        self._newer = NewerGrades()
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
        """How many items each of these filters would show, 0 for one that cannot be answered.

        Cancelled, thus never delivered, while the case is read for the first time and at its end.
        """
        return self._wishes.count(filters)

    def refresh(self, *, at_once: bool = False) -> None:
        """The case changed by a job: read what is new, soon, or ``at_once`` at its end."""
        self._wishes.refresh(at_once=at_once)

    def set_privacy(self, privacy: Privacy) -> None:
        """Cover by another rule. Until it was applied to what is shown, all of it is covered."""
        self._privacy = privacy
        if privacy.on and self.shown is not None:
            self.shown.cover_all()
        self._wishes.privacy(privacy)

    def move_threshold(self, pack: str, label: str, value: float | None) -> None:
        """Show the case as if the threshold stood there; the case itself does not change."""
        self._wishes.threshold(pack, label, value)

    def settle_threshold(self, pack: str, label: str) -> None:
        """Nobody has the threshold in hand any more: show what the case has."""
        self._wishes.settled(pack, label)

    def show_grades(self, ids: npt.NDArray[np.int64], category: int | None) -> None:
        """Grades that were just committed: painted at once, counted soon."""
        self._newer.add(ids, category)
        self._wishes.graded(ids)
        if self.shown is not None:
            self._put_on_top(self.shown)

    def hides(self, item_id: int) -> bool:
        """Whether the picture of an item is covered; everything unknown is while privacy is on."""
        if not self._privacy.on:
            return False
        return True if self.shown is None else self.shown.hides(item_id)

    def covers(self, item_id: int, content_id: int | None) -> bool:
        """The same for the picture of one content: only what was judged may be seen."""
        if not self._privacy.on:
            return False
        return True if self.shown is None else self.shown.covers(item_id, content_id)

    def stop(self) -> None:
        """Ask the thread to end; :meth:`wait` in another thread than the window's."""
        self._wishes.stop()

    def wait(self) -> None:
        """Until the thread has ended and let go of the case."""
        self._thread.end()

    def forget(self) -> None:
        """The case is closed: its columns are let go of."""
        self.shown = None
        self.arrangement = None

    def take_first(self, items: list[FirstItem]) -> None:
        """The first page arrived."""
        page = FirstPage(items, privacy=self._privacy.on)
        self._put_on_top(page)
        self.shown = page
        self.arranged.emit(page)

    def take_arrangement(self, found: Arrangement) -> None:
        """New rows arrived; grades that they do not know yet stay on top.

        Rows that were judged by an older rule of privacy are shown, but nothing on them.
        """
        self._newer.forget(found.regrades)
        self._put_on_top(found)
        if self._privacy.on and found.privacy != self._privacy:
            found.cover_all()
        self.shown = self.arrangement = found
        self.arranged.emit(found)

    def _put_on_top(self, shown: Arrangement | FirstPage) -> None:
        shown.put_on_top(self._newer, self._privacy.grades if self._privacy.on else ())


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
