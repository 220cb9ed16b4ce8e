"""The pages that need no case, and what they ask of the machine. Loaded at the first wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.core.job import JobContext
from triage.gui.pages.help_page import HelpPage
from triage.gui.pages.model_facts import ModelFacts, gather
from triage.gui.pages.models_page import ModelsPage
from triage.gui.pages.preferences import Preferences
from triage.gui.window.preference_desk import PreferenceDesk
from triage.gui.work.device_words import device
from triage.inference.packs import find_pack
from triage.inference.providers import available, choose
from triage.ingest.trial import TrialResult, trial

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from triage.gui.looks.settings import Settings
    from triage.gui.window.actions import Actions
    from triage.gui.window.open_case import OpenCase
    from triage.gui.window.privacy_desk import PrivacyDesk


class FrontRooms:
    """``desk`` puts preferences in force; the pages are shown by whoever owns this."""

    def __init__(
        self,
        settings: Settings,
        privacy: PrivacyDesk,
        actions: Actions,
        case: Callable[[], OpenCase | None],
        parent: QObject,
    ) -> None:
        self.preferences = Preferences()
        self.models = ModelsPage()
        self.help = HelpPage()
        self.desk = PreferenceDesk(self.preferences, settings, privacy, actions, case, parent)

    def pages(self) -> list[Preferences | ModelsPage | HelpPage]:
        """All of them."""
        return [self.preferences, self.models, self.help]

    @staticmethod
    def look_at_devices() -> list[tuple[str, str]]:
        """Short name and words of each device that is here. For a thread."""
        return [(one.key, device(one)) for one in available()]

    @staticmethod
    def look_at_models() -> list[ModelFacts]:
        """The packs that are here, their hashes checked. For a thread."""
        return gather()

    @staticmethod
    def try_model(pack: str, provider: str) -> TrialResult:
        """How fast a pack runs on a device. For a thread."""
        return trial(JobContext(), find_pack(pack), choose(provider))
