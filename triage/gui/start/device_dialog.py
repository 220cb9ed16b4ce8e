"""The trial of the devices once more, for whoever got another device or another driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.gui.start.device_panel import DevicePanel
from triage.gui.start.form import Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class DeviceDialog(Form):
    """``panel`` shows it; leaving in the middle leaves all as it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Compare devices", "Done", "Cancel", parent)
        self.leave_button.hide()
        self.panel = DevicePanel()
        self.column.addWidget(self.panel)
        self.do_button.setFocus()
