"""The first start on this machine: shown until it is answered, in this start or a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.gui.start.first_start import FirstStart
from triage.gui.window.device_desk import DeviceDesk

if TYPE_CHECKING:
    from triage.gui.looks.settings import Settings
    from triage.gui.session.courier import Courier

_KEY = "first_start"
_DUE, _ANSWERED = "due", "answered"


def is_due(settings: Settings) -> bool:
    """Whether nobody has answered yet. Notes it, for the settings are there from now on."""
    due = settings.get(_KEY, _DUE if settings.new else _ANSWERED) == _DUE
    if due:
        settings.set(_KEY, _DUE)
        settings.save()
    return due


class Welcome(QObject):
    """``answered`` comes before what was wished for: the start page takes its place again.

    ``settled`` bears the device for the model, once its trial is over or was skipped.
    """

    answered = Signal()
    demo_wanted = Signal()
    new_wanted = Signal()
    settled = Signal(str)

    def __init__(self, settings: Settings, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.page = FirstStart()
        self.devices = DeviceDesk(self.page.device, settings, courier, self)
        self.devices.settled.connect(self.settled)
        self.page.later.connect(self._answer)
        for wish, passed_on in (
            (self.page.demo_wanted, self.demo_wanted),
            (self.page.new_wanted, self.new_wanted),
        ):
            wish.connect(self._answer)
            wish.connect(passed_on)

    def begin(self) -> None:
        """Try the devices; the page is painted already."""
        self.devices.begin()

    def _answer(self) -> None:
        """An answer ends a trial that still runs: what is here is used as it is."""
        self._settings.set(_KEY, _ANSWERED)
        self._settings.save()
        self.devices.skip()
        self.answered.emit()
