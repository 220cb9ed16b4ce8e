"""The name of a person: typed, or one of those who were here before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

NOBODY = "Give a name: every grade and threshold in the log carries it."
_LONGEST = 200


class PersonBox(QComboBox):
    """The last name stands there already and is selected: typing replaces it."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(dict.fromkeys(names)))
        self.setCurrentIndex(0 if names else -1)
        line = self.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST)
            line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the dialog's: Qt would take a selected name for a completion to confirm."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def name(self) -> str:
        """Without blanks around it."""
        return self.currentText().strip()
