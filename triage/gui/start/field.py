"""A control with its title at the left and, where something is wrong, a sentence beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from triage.gui.looks.widgets import PlainLabel, announce

TITLE_WIDTH = 104


class Field(QWidget):
    """``control`` is named by the title, for eyes and for readers of the screen alike."""

    def __init__(self, title: str, control: QWidget, beside: QWidget | None = None) -> None:
        super().__init__()
        self.control = control
        label = PlainLabel(title)
        label.setBuddy(control)
        label.setMinimumWidth(TITLE_WIDTH)
        control.setAccessibleName(title)
        control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._problem = PlainLabel(role="bad")
        self._problem.setWordWrap(True)
        self._problem.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(control, 1)
        if beside is not None:
            line.addWidget(beside)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self._problem, 1, 1)
        grid.setColumnStretch(1, 1)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong; "" where nothing is."""
        if sentence == self.problem():
            return
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        if sentence:
            announce(self, sentence)

    def problem(self) -> str:
        """The sentence that is shown."""
        return "" if self._problem.isHidden() else self._problem.text()
