"""Choices of which one holds, one below the other, each with a line that says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

_INDENT = 26


class RadioList(QWidget):
    """``chosen`` bears the key of the choice that a person made."""

    chosen = Signal(str)

    def __init__(self, name: str, entries: Iterable[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for key, words, use in entries:
            button = QRadioButton(words.replace("&", "&&"))
            button.setAccessibleName(words)
            button.setAccessibleDescription(use)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            column.addWidget(button)
            if use:
                column.addWidget(_use(use))

    def choose(self, key: str) -> None:
        """Let a choice hold; ``chosen`` says nothing of it."""
        self._buttons[key].setChecked(True)

    def take_focus(self) -> None:
        """To the one that holds: a ring around another would look like a choice."""
        held = self._group.checkedButton()
        if held is not None:
            held.setFocus()

    def choice(self) -> str:
        """The key of the one that holds, "" where none does."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def enable(self, key: str, *, on: bool) -> None:
        """Whether it can be chosen now."""
        self._buttons[key].setEnabled(on)


def _use(text: str) -> PlainLabel:
    label = PlainLabel(text, "secondary")
    label.setContentsMargins(_INDENT, 0, 0, 6)
    return label
