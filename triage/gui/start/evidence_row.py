"""One folder of evidence to add: where it lies, its name, its exhibit number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from triage.core.names import safe
from triage.gui.looks.widgets import ElidedLabel, IconButton, PlainLabel, announce

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 200
_EXHIBIT_WIDTH = 120


@dataclass(frozen=True, slots=True)
class NewSource:
    """One evidence source as a person named it; ``named`` where it is not the folder's name."""

    folder: Path
    name: str
    exhibit: str = ""
    named: bool = False


class EvidenceRow(QWidget):
    """``removed``: take the folder off the list."""

    removed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._own_name = folder.name or str(folder)
        shown = safe(self._own_name)
        path = ElidedLabel(safe(str(folder)), role="secondary")
        self._name = QLineEdit(self._own_name)
        self._name.setMaxLength(_LONGEST)
        self._name.setAccessibleName(f"Source name of {shown}")
        self._exhibit = QLineEdit()
        self._exhibit.setMaxLength(_LONGEST)
        self._exhibit.setPlaceholderText("Exhibit number")
        self._exhibit.setFixedWidth(_EXHIBIT_WIDTH)
        self._exhibit.setAccessibleName(f"Exhibit number of {shown}")
        remove = IconButton("close", f"Leave out {shown}")
        remove.clicked.connect(self.removed)
        self._problem = PlainLabel(role="bad")
        self._problem.setWordWrap(True)
        self._problem.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._exhibit, 0, 1)
        grid.addWidget(remove, 0, 2)
        grid.addWidget(path, 1, 0, 1, 3)
        grid.addWidget(self._problem, 2, 0, 1, 3)
        grid.setColumnStretch(0, 1)

    def source(self) -> NewSource:
        """What stands there now."""
        name = self._name.text().strip() or self._own_name
        return NewSource(self.folder, name, self._exhibit.text().strip(), name != self._own_name)

    def show_problem(self, sentence: str) -> None:
        """Say why this folder cannot be added; "" where it can."""
        self._problem.setText(safe(sentence))
        self._problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def problem(self) -> str:
        """The sentence that is shown."""
        return "" if self._problem.isHidden() else self._problem.text()
