"""A case without evidence: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.gui.looks.labels import set_role
from triage.gui.looks.widgets import PlainLabel, PrimaryButton


class DropHint(QWidget):
    """``add_wanted``: choose a folder by dialog."""

    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "well")
        title = PlainLabel("No evidence yet", "title")
        words = PlainLabel(
            "Drop a folder here, or add one. It is only read, never changed.", "secondary"
        )
        add = PrimaryButton("Add evidence…")
        add.clicked.connect(self.add_wanted)
        self.setFocusProxy(add)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        for part in (title, words, add):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
