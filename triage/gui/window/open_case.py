"""An open case in the window: its session, its screen, and the desks between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.errors import KnownError
from triage.core.filters import Filter
from triage.evidence.viewer import ViewerPool
from triage.gui.looks import faults
from triage.gui.looks.dialogs import tell_error
from triage.gui.session.counted import Category
from triage.gui.session.session import Session
from triage.gui.viewing.previews import Previews
from triage.gui.window.case_screen import CaseScreen
from triage.gui.window.deeds import case_deeds
from triage.gui.window.evidence_desk import EvidenceDesk
from triage.gui.window.export_desk import ExportDesk
from triage.gui.window.filter_desk import FilterDesk
from triage.gui.window.grade_desk import GradeDesk
from triage.gui.window.header import COVERS
from triage.gui.window.inspect_desk import InspectDesk
from triage.gui.window.item_desk import ItemDesk
from triage.gui.window.job_desk import JobDesk
from triage.gui.window.keymap import grade_deeds
from triage.gui.window.large_desk import LargeDesk
from triage.gui.window.memory import Memory
from triage.gui.window.pages_desk import PagesDesk
from triage.gui.window.picture_desk import PictureDesk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from triage.core.privacy import Privacy
    from triage.gui.session.facts import Shown
    from triage.gui.window.opening import Opened
    from triage.gui.window.tools import Tools


class OpenCase(QObject):
    """Lives from the opening of a case to its closing. ``closed`` bears the fault, or None."""

    closed = Signal(object)

    def __init__(self, opened: Opened, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts = opened.facts
        self._actions = tools.actions
        self._privacy = tools.privacy
        self._window = tools.window
        self._deeds = grade_deeds(opened.facts.categories)
        for deed in self._deeds:
            tools.actions.add(deed)
        rule = tools.privacy.rule
        self.session = Session(opened.case, opened.by, rule, tools.courier, self)
        self.pictures = PictureDesk(self.session.views, self)
        self.screen = CaseScreen(self.pictures.stack)
        self._pool = ViewerPool()
        self._previews = Previews(self._pool, tools.courier, self)
        self._make_desks(tuple(Category(*pair) for pair in opened.facts.categories), tools)
        self._wire()
        self.screen.header.show_case(opened.facts, opened.by)
        self.screen.header.show_privacy(on=rule.on)
        self.pictures.start(opened.case.path, rule)
        self.memory.recall()
        self.session.start()
        self.evidence.greet(opened)

    def _make_desks(self, categories: tuple[Category, ...], tools: Tools) -> None:
        session, pictures, screen = self.session, self.pictures, self.screen
        actions, window, settings = tools.actions, tools.window, tools.settings
        parts = (screen.filters, screen.chips, screen.search, screen.empty)
        self.filters = FilterDesk(session.views, session.thresholds, parts, categories, self)
        self.grades = GradeDesk(
            session.grading, pictures.items, categories, actions, screen.toast, window, self
        )
        self.inspect = InspectDesk(
            pictures, session, self._previews, screen.inspector, categories, self
        )
        self.large = LargeDesk(
            screen.large, pictures, session.details, self._previews, categories, self
        )
        told = (screen.status, screen.banner, window, tools.privacy.now, tools.standby)
        self.jobs = JobDesk(session, *told, self)
        self.evidence = EvidenceDesk(session, self.jobs, screen.banner, settings, window, self)
        self.exports = ExportDesk(
            session, self.jobs, pictures, self.filters, tools.privacy, categories, window, self
        )
        self.items = ItemDesk(pictures, session, actions, self.exports, window, self)
        self.pages = PagesDesk(session, screen, self.evidence, self)
        self.memory = Memory(
            self.facts.uuid, settings, screen, pictures, self.filters, session.grading, self
        )

    def close(self) -> None:
        """Let go of everything; only once no job runs. ``closed`` comes afterwards."""
        self.memory.remember()
        for place in self._places():
            self._actions.leave(place)
        for owner in (self, self.grades, self.items):
            self._actions.forget(owner)
        for deed in self._deeds:
            self._actions.remove(deed.name)
        self._previews.close()
        self.evidence.close()
        shelf = self.pictures.let_go()
        pool = self._pool

        def ends() -> None:
            pool.close()
            shelf.result()

        self.session.close([ends])

    def show_view(self, name: str) -> None:
        """``grid`` or ``list``."""
        self.pictures.show_view(name)
        self.screen.chips.show_view(name)

    def _places(self) -> list[QWidget]:
        return [*self.pictures.places(), self.screen.large, self.screen.inspector]

    def _wire(self) -> None:
        for name, do in case_deeds(self).items():
            self._actions.on(name, do, self)
        for place in self._places():
            self._actions.live_in(place)
        self._wire_faults()
        self._wire_pictures()
        screen, session = self.screen, self.session
        self._privacy.changed.connect(self._cover)
        screen.header.privacy_switched.connect(self._privacy.switch)
        screen.header.export_wanted.connect(self.exports.ask)
        screen.drop_hint.add_wanted.connect(self.evidence.ask)
        screen.folders_dropped.connect(self.evidence.ask_for)
        screen.status.jobs_wanted.connect(self.pages.show_jobs)
        screen.status.log_wanted.connect(self.pages.show_log)
        self.jobs.go_on_wanted.connect(self.evidence.go_on)
        self.jobs.folder_wanted.connect(self.items.show_path)
        self.pages.folder_wanted.connect(self.items.show_path)
        session.jobs.started.connect(self._job_started)
        session.jobs.idle.connect(self._jobs_idle)

    def _wire_faults(self) -> None:
        session = self.session
        session.closed.connect(self._closed)
        for part in (session.views, session.grading, session.thresholds, session.details):
            part.failed.connect(self._fail)
        session.status.failed.connect(self._status_failed)
        self.pictures.shelf.failed.connect(self._pictures_failed)

    def _wire_pictures(self) -> None:
        screen, session, pictures = self.screen, self.session, self.pictures
        session.views.arranged.connect(self._show_centre)
        for view in (pictures.grid, pictures.list):
            view.opened.connect(self.large.open)
            view.visible_changed.connect(self._look)
        self.large.shown.connect(screen.show_large)
        screen.large.graded.connect(self.grades.grade)
        inspector = screen.inspector
        inspector.grade_wanted.connect(self.grades.grade)
        inspector.undo_wanted.connect(session.grading.undo)
        inspector.copy_wanted.connect(self.inspect.copy)
        inspector.go_to.connect(self._go_to)
        inspector.open_wanted.connect(self.open_large)
        session.grading.stack_changed.connect(self._show_undo)
        session.grading.changed.connect(pictures.judge)
        session.grading.changed.connect(self.inspect.look)
        self.filters.reordered.connect(lambda: pictures.view.to_top())  # noqa: PLW0108  the view of that moment
        self.filters.clearing.connect(screen.setFocus)
        self.filters.cleared.connect(lambda: pictures.view.to_current())  # noqa: PLW0108  the same
        screen.search.finished.connect(lambda: pictures.view.setFocus())  # noqa: PLW0108  the same
        screen.chips.size_changed.connect(pictures.grid.set_tile_size)
        screen.chips.view_changed.connect(pictures.show_view)
        pictures.grid.tile_size_changed.connect(screen.chips.show_size)
        pictures.list.sort_wanted.connect(self.filters.ask_order)

    def _look(self, visible: list[tuple[int, bool]]) -> None:
        """An import that runs reads first what is in sight."""
        self.session.in_sight.look(item_id for item_id, _ in visible)

    def _cover(self, rule: Privacy) -> None:
        """The order matters: what lies ready goes first, then the rows are judged anew."""
        self.session.views.set_privacy(rule)
        self.pictures.set_privacy(rule)
        self.inspect.forget_pictures()
        self.large.renew()
        self.screen.header.show_privacy(on=rule.on)
        if rule.on:
            self.screen.toast.show_text(f"Privacy is on. {COVERS}")

    def _show_centre(self, shown: Shown) -> None:
        arrangement = self.session.views.arrangement
        total = len(shown) if arrangement is None else len(arrangement.columns)
        busy = self.session.jobs.running
        self.screen.show_centre(
            empty_case=total == 0 and not busy, no_match=total > 0 and len(shown) == 0
        )

    def _job_started(self) -> None:
        self.pictures.shelf.set_live(True)
        if self.session.views.shown is not None:
            self._show_centre(self.session.views.shown)

    def _jobs_idle(self) -> None:
        self.pictures.shelf.set_live(False)
        if self.session.views.shown is not None:
            self._show_centre(self.session.views.shown)

    def _go_to(self, item_id: int) -> None:
        """A copy's path was chosen: go there, without the filter where that hides it."""
        if not self.pictures.items.picked.pick(item_id):
            self.filters.ask(Filter())
            self.pictures.go_when_there(item_id)

    def open_large(self) -> None:
        """Show the current picture large."""
        current = self.pictures.items.picked.current
        if current is not None:
            self.large.open(current)

    def _show_undo(self) -> None:
        grading = self.session.grading
        self.screen.inspector.show_undo("the last grade" if grading.can_undo else "")

    def _pictures_failed(self, error: BaseException) -> None:
        self.screen.banner.show_sentence(_sentence(error), "bad")

    def _status_failed(self, error: BaseException) -> None:
        said = faults.describe(error, self.session.case.path).sentence
        self.screen.banner.show_sentence(f"The numbers at the bottom may be old. {said}", "warning")

    def _fail(self, error: BaseException) -> None:
        tell_error(self._window, error, case=self.session.case.path)

    def _closed(self, error: BaseException | None) -> None:
        self.pictures.shelf.close()
        self.pages.host.deleteLater()
        self.closed.emit(error)


def _sentence(error: BaseException) -> str:
    if isinstance(error, KnownError):
        return str(error)
    return f"Pictures cannot be read from the case: {error}"
