"""How a hidden picture is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from triage.core.privacy import STYLES

if TYPE_CHECKING:
    from triage.core.privacy import Style

_WORDS = {"blur": "Blurred beyond recognition", "grey": "Plain grey"}


class StyleChoice(QWidget):
    """``chosen`` comes when a person took the other one."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[Style, QRadioButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        for style in STYLES:
            button = QRadioButton(_WORDS[style])
            button.clicked.connect(self.chosen)
            self._group.addButton(button)
            self._buttons[style] = button
            line.addWidget(button)
        line.addStretch(1)

    def choose(self, style: Style) -> None:
        """Let this one hold."""
        self._buttons[style].setChecked(True)

    def choice(self) -> Style:
        """The one that holds."""
        return next(style for style, button in self._buttons.items() if button.isChecked())
