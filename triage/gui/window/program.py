"""The running program: from the start page to a case and back, one window."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.errors import KnownError
from triage.core.privacy import Privacy
from triage.gui.looks.dialogs import tell_error
from triage.gui.session.courier import Courier
from triage.gui.start.new_case import NewCase
from triage.gui.start.start_page import StartPage
from triage.gui.window import deeds, recent
from triage.gui.window.actions import Actions
from triage.gui.window.case_asks import CaseAsks
from triage.gui.window.doctor_desk import DoctorDesk
from triage.gui.window.front_pages import FrontPages
from triage.gui.window.main_window import MainWindow
from triage.gui.window.opener import Opener
from triage.gui.window.privacy_desk import PrivacyDesk
from triage.gui.window.start_look import StartLook
from triage.gui.window.tools import Tools
from triage.gui.work.closing import ask_closing
from triage.inference.standby import Standby

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from triage.gui.looks.settings import Settings
    from triage.gui.window.keymap import Deed
    from triage.gui.window.open_case import OpenCase
    from triage.gui.window.opening import Opened


_PRIVACY_LOCKED = (
    "The rule of privacy was set by your administrator for this machine: ask for a change there."
)


class Program(QObject):
    """Owns the window and at most one open case. ``ended``: the last window is closed."""

    ended = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.courier = Courier(self)
        self.window = MainWindow(settings)
        self.actions = Actions(self.window, settings.get("keys", dict[str, list[str]]()), self)
        self.start_page = StartPage()
        self.home: QWidget = self.start_page
        """What the window shows without a case."""
        self.standby = Standby()
        self.privacy = PrivacyDesk(settings, self._proposed, self)
        self.case: OpenCase | None = None
        self._opener = Opener(self.courier, self)
        self._start_look = StartLook(settings, self.start_page, self.courier, self)
        self.asks = CaseAsks(settings, self._start_look, self.courier, self.window, self)
        self.front_pages = FrontPages(
            settings,
            self.courier,
            self.window,
            self.privacy,
            self.actions,
            lambda: self.case,
            self,
        )
        self.doctor = DoctorDesk(
            lambda: None if self.case is None else self.case.session.case.path,
            self.courier,
            self.window,
            self,
        )
        self._then: list[Path] = []
        self._after: Callable[[], None] | None = None
        self._quitting = False
        self._closing = 0
        self._wire()
        self._show_start()

    def begin(self, case: Path | None, folders: Sequence[Path], by: str = "") -> None:
        """Show the window; open or make the case that the command line names.

        A folder in its place is evidence for a new case: the file manager knows no better.
        """
        self.window.show()
        self._then = list(folders)
        if case is None:
            return
        if case.is_dir():
            self._then = [case, *folders]
            self.asks.ask_new(by=by)
        elif not case.exists():
            self.asks.ask_new(case, by)
        elif by:
            self._open_as(case, by)
        else:
            self.asks.ask_who(case)

    def close_case(self) -> None:
        """Back to the start page; asks first where a job runs."""
        case = self.case
        if case is None:
            return
        if not case.session.jobs.running:
            self._let_go(case)
            return
        question = ask_closing(self.window, case.session.jobs.titles())
        question.answered.connect(self._closing_answered)

    def quit(self) -> None:
        """Close everything, then the window."""
        self._quitting = True
        if self.case is not None:
            self.close_case()
        elif not self._closing:
            self._end()

    def _wire(self) -> None:
        self.window.closing.connect(self.quit)
        self._opener.opened.connect(self._opened)
        self._opener.failed.connect(self._open_failed)
        self.asks.open_chosen.connect(self._open_as)
        self.asks.new_chosen.connect(self._make)
        page, look = self.start_page, self._start_look
        page.new_wanted.connect(self.asks.ask_new)
        page.open_wanted.connect(self.asks.ask_open)
        page.demo_wanted.connect(look.begin_demo)
        page.forget_wanted.connect(look.forget)
        page.folders_dropped.connect(self._folders_dropped)
        look.demo_ready.connect(self._demo_ready)
        self.privacy.refused.connect(lambda: tell_error(self.window, KnownError(_PRIVACY_LOCKED)))
        front = self.front_pages
        for desk in (front, self.doctor):
            desk.page_wanted.connect(self.window.show_page)
            desk.left.connect(self._leave_front)
        for name, do in self._deeds().items():
            self.actions.on(name, do)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        front = self.front_pages
        return {
            "new-case": self.asks.ask_new,
            "open-case": self.asks.ask_open,
            "close-case": self.close_case,
            "quit": self.quit,
            "full-screen": self.window.toggle_full_screen,
            "privacy": lambda: self.privacy.switch(not self.privacy.rule.on),
            "preferences": front.show_preferences,
            "models-page": front.show_models,
            "keys": lambda: front.show_keys(_grades(self.actions)),
            "self-test": self.doctor.show,
            "about": lambda: front.show_about(_grades(self.actions)),
        }

    def _leave_front(self) -> None:
        self.window.show_page(self.home if self.case is None else self.case.pages.host)

    def _folders_dropped(self, folders: list[Path]) -> None:
        self._then = folders
        self.asks.ask_new()

    def _demo_ready(self, case: Path, folder: Path, by: str) -> None:
        self._then = [folder]
        self._make(NewCase(case, "Demonstration", "DEMO-1", by))

    def _make(self, new: NewCase) -> None:
        self._replace(lambda: self._opener.make(new.place, new.name, new.number, new.examiner))

    def _open_as(self, path: Path, by: str) -> None:
        self._replace(lambda: self._opener.open(path, by))

    def _replace(self, do: Callable[[], None]) -> None:
        """One case at a time: the open one is closed first."""

        def begin() -> None:
            # Nothing else may be begun meanwhile: Enter pressed twice meant one case.
            self.start_page.set_busy(True)
            do()

        if self.case is None:
            begin()
        else:
            self._after = begin
            self.close_case()

    def _opened(self, opened: Opened) -> None:
        recent.remember(self.settings, opened.case.path, opened.facts.name)
        tools = Tools(
            self.actions, self.privacy, self.settings, self.courier, self.window, self.standby
        )
        case = opened.show(tools, self)
        case.closed.connect(self._closed)
        self.case = case
        deeds.enable(self.actions, with_case=True)
        self.window.show_title(opened.facts.name)
        self.window.show_menus(self.actions, with_case=True)
        self.window.show_page(case.pages.host)
        folders, self._then = self._then, []
        if folders:
            case.evidence.ask_for([str(folder) for folder in folders])

    def _open_failed(self, path: Path, error: BaseException) -> None:
        tell_error(self.window, error, case=path, title="The case was not opened")
        self._show_start()

    def _closing_answered(self, answer: int) -> None:
        """0: stop the jobs and close when they have; anything else leaves all as it is."""
        case = self.case
        if answer != 0 or case is None:
            self._quitting = False
            self._after = None
            return
        case.session.jobs.idle.connect(lambda: self._let_go(case))
        case.session.jobs.cancel_all()
        if not case.session.jobs.running:
            self._let_go(case)

    def _let_go(self, case: OpenCase) -> None:
        if self.case is case:
            self.case = None
            self._closing += 1
            self.window.drop_page(case.pages.host)
            self._show_start()
            case.close()

    def _closed(self, error: BaseException | None) -> None:
        self._closing -= 1
        sender = self.sender()
        if error is not None:
            tell_error(self.window, error, title="The case could not be tidied up")
        sender.deleteLater()
        # Its parts hold each other in rings: without this, hundreds of MB of columns stay until
        # Python looks for rings by itself, long after the next case is open.
        self.courier.post(self, _let_rings_go)
        after, self._after = self._after, None
        if after is not None:
            after()
        elif self._quitting and not self._closing:
            self._end()

    def _end(self) -> None:
        self._opener.close()
        self._start_look.close()
        self.front_pages.close()
        self.doctor.close()
        self.courier.close()
        self.window.close_now()
        self.ended.emit()

    def _show_start(self) -> None:
        self.start_page.set_busy(False)
        self._start_look.show()
        self.window.show_title()
        self.window.show_menus(self.actions, with_case=False)
        deeds.enable(self.actions, with_case=False)
        self.window.show_page(self.home)

    def _proposed(self) -> Privacy:
        columns = None if self.case is None else self.case.session.columns()
        if columns is None:
            return Privacy(on=True)
        from triage.store.privacy import default_privacy  # noqa: PLC0415  the window comes first

        return default_privacy(columns)


def _grades(actions: Actions) -> list[Deed]:
    """The keys for grades that the open case has."""
    return [deed for deed in actions.deeds() if deed.name.startswith("grade-")]


def _let_rings_go() -> None:
    gc.collect()
