"""Pages that need no case: preferences, models, help. They come in front, and go again."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.gui.looks.dialogs import tell_error
from triage.gui.start.device_dialog import DeviceDialog
from triage.gui.window.device_desk import DeviceDesk
from triage.gui.window.keymap import DEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from triage.gui.looks.settings import Settings
    from triage.gui.pages.help_page import HelpPage
    from triage.gui.pages.model_facts import ModelFacts
    from triage.gui.pages.models_page import ModelsPage
    from triage.gui.pages.preferences import Preferences
    from triage.gui.session.courier import Courier
    from triage.gui.window.actions import Actions
    from triage.gui.window.front_rooms import FrontRooms
    from triage.gui.window.keymap import Deed
    from triage.gui.window.open_case import OpenCase
    from triage.gui.window.privacy_desk import PrivacyDesk
    from triage.ingest.trial import TrialResult


class FrontPages(QObject):
    """``page_wanted`` bears a page to show, ``left`` says that it was closed.

    The pages are made at the first wish for one of them: the window shows before.
    """

    page_wanted = Signal(object)
    left = Signal()

    def __init__(
        self,
        settings: Settings,
        courier: Courier,
        window: QWidget,
        privacy: PrivacyDesk,
        actions: Actions,
        case: Callable[[], OpenCase | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._courier = courier
        self._window = window
        self._privacy = privacy
        self._actions = actions
        self._case = case
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="front-pages")

    @cached_property
    def rooms(self) -> FrontRooms:
        """The pages, made now where nobody wanted one before."""
        from triage.gui.window.front_rooms import FrontRooms  # noqa: PLC0415  the window comes first

        rooms = FrontRooms(self._settings, self._privacy, self._actions, self._case, self)
        for page in rooms.pages():
            page.closed.connect(self.left)
        rooms.models.trial_wanted.connect(self._try)
        rooms.preferences.comparison_wanted.connect(self._compare)
        return rooms

    @property
    def preferences(self) -> Preferences:
        """What can be set."""
        return self.rooms.preferences

    @property
    def models(self) -> ModelsPage:
        """Packs and devices."""
        return self.rooms.models

    @property
    def help(self) -> HelpPage:
        """Keys, versions, licences."""
        return self.rooms.help

    def show_preferences(self) -> None:
        """What can be set, as it is now; which devices are here is looked up meanwhile."""
        self.rooms.desk.show()
        self.page_wanted.emit(self.preferences)
        self._courier.deliver(
            self._pool.submit(self.rooms.look_at_devices), self, self._take_devices
        )

    def show_models(self) -> None:
        """Packs and devices, read anew."""
        self.page_wanted.emit(self.models)
        self._courier.deliver(self._pool.submit(self.rooms.look_at_models), self, self._take_models)

    def show_keys(self, grades: Sequence[Deed] = ()) -> None:
        """The map of all keys; ``grades`` are those of the case that is open."""
        own = self._settings.get("keys", dict[str, list[str]]())
        rows = [
            (deed.place, deed.words, tuple(own.get(deed.name, deed.keys)))
            for deed in DEEDS
            if deed.keys
        ]
        rows += [
            (deed.place, f"Grade {deed.words}", tuple(own.get(deed.name, deed.keys)))
            for deed in grades
        ]
        self.help.show_keys(rows)
        self.page_wanted.emit(self.help)

    def show_about(self, grades: Sequence[Deed] = ()) -> None:
        """Versions, licences, logs."""
        self.show_keys(grades)
        self.help.show_about()

    def close(self) -> None:
        """End the thread, and the pages, which nobody else may ever have shown."""
        self._pool.shutdown(wait=False)
        if "rooms" in self.__dict__:
            for page in self.rooms.pages():
                page.deleteLater()

    def _take_devices(self, done: Future[list[tuple[str, str]]]) -> None:
        if done.exception() is None:
            self.preferences.show_devices(done.result())

    def _take_models(self, done: Future[list[ModelFacts]]) -> None:
        error = done.exception()
        if error is None:
            self.models.show_models(done.result())
        else:
            tell_error(self._window, error)

    def _compare(self) -> None:
        """Try every device over the page; what was chosen stands there afterwards."""
        dialog = DeviceDialog(self._window)
        desk = DeviceDesk(dialog.panel, self._settings, self._courier, dialog)
        desk.settled.connect(self.rooms.desk.show)
        dialog.finished.connect(desk.close)
        dialog.open()
        desk.begin()

    def _try(self, pack: str, provider: str) -> None:
        future = self._pool.submit(self.rooms.try_model, pack, provider)

        def take(done: Future[TrialResult]) -> None:
            error = done.exception()
            if error is None:
                self.models.show_trial(done.result())
            else:
                self.models.end_trial()
                tell_error(self._window, error)

        self._courier.deliver(future, self, take)
