"""Pages that need no case: preferences, models, help. They come in front, and go again."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.core.job import JobContext
from triage.gui.looks.dialogs import tell_error
from triage.gui.pages.help_page import HelpPage
from triage.gui.pages.model_facts import ModelFacts, gather
from triage.gui.pages.models_page import ModelsPage
from triage.gui.pages.preferences import Preferences
from triage.gui.window.keymap import DEEDS
from triage.gui.work.device_words import device
from triage.inference.packs import find_pack
from triage.inference.providers import available, choose
from triage.ingest.trial import TrialResult, trial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from triage.gui.looks.settings import Settings
    from triage.gui.session.courier import Courier
    from triage.gui.window.keymap import Deed
    from triage.inference.providers import Provider


class FrontPages(QObject):
    """``page_wanted`` bears a page to show, ``left`` says that it was closed."""

    page_wanted = Signal(object)
    left = Signal()
    preferences_wanted = Signal()

    def __init__(
        self,
        settings: Settings,
        courier: Courier,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._courier = courier
        self._window = window
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="front-pages")
        self.preferences = Preferences()
        self.models = ModelsPage()
        self.help = HelpPage()
        for page in self.pages():
            page.closed.connect(self.left)
        self.models.trial_wanted.connect(self._try)

    def pages(self) -> list[Preferences | ModelsPage | HelpPage]:
        """All of them."""
        return [self.preferences, self.models, self.help]

    def show_preferences(self) -> None:
        """What can be set, as it is now; which devices are here is looked up meanwhile."""
        self.preferences_wanted.emit()
        self.page_wanted.emit(self.preferences)
        self._courier.deliver(self._pool.submit(available), self, self._take_devices)

    def show_models(self) -> None:
        """Packs and devices, read anew."""
        self.page_wanted.emit(self.models)
        self._courier.deliver(self._pool.submit(gather), self, self._take_models)

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
        for page in self.pages():
            page.deleteLater()

    def _take_devices(self, done: Future[list[Provider]]) -> None:
        if done.exception() is None:
            self.preferences.show_devices([(one.key, device(one)) for one in done.result()])

    def _take_models(self, done: Future[list[ModelFacts]]) -> None:
        error = done.exception()
        if error is None:
            self.models.show_models(done.result())
        else:
            tell_error(self._window, error)

    def _try(self, pack: str, provider: str) -> None:
        future = self._pool.submit(lambda: trial(JobContext(), find_pack(pack), choose(provider)))

        def take(done: Future[TrialResult]) -> None:
            error = done.exception()
            if error is None:
                self.models.show_trial(done.result())
            else:
                self.models.end_trial()
                tell_error(self._window, error)

        self._courier.deliver(future, self, take)
