"""What an administrator has decided: the control is shut, and words beside it say by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.gui.looks.labels import PlainLabel, set_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WORDS: Final = "Set by your administrator"
_TIP: Final = f"{WORDS} for this machine. It cannot be changed here."


class LockNote(PlainLabel):
    """Stands beside the controls that it speaks of; in sight only while they are shut."""

    def __init__(self, *controls: QWidget) -> None:
        super().__init__(WORDS, "secondary")
        self._controls = controls
        self._shut = False
        self.hide()

    def show_locked(self, locked: bool) -> None:
        """Shut the controls, or open those that were shut by this."""
        self.setVisible(locked)
        if locked == self._shut:
            return
        self._shut = locked
        for control in self._controls:
            control.setEnabled(not locked)
            set_tip(control, _TIP if locked else "")
