"""What every open case works with, and what outlives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from triage.gui.looks.settings import Settings
    from triage.gui.session.courier import Courier
    from triage.gui.window.actions import Actions
    from triage.gui.window.privacy_desk import PrivacyDesk
    from triage.inference.standby import Standby


@dataclass(frozen=True, slots=True)
class Tools:
    """Handed to the one object that puts a case together; never to a widget."""

    actions: Actions
    privacy: PrivacyDesk
    settings: Settings
    courier: Courier
    window: QWidget
    standby: Standby
