"""The very first page: which device, what is never done to evidence, and where to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage.gui.looks.widgets import PlainButton, PlainLabel, PrimaryButton
from triage.gui.start.device_panel import DevicePanel
from triage.gui.start.form import quiet
from triage.gui.start.middle import put_in_the_middle

_READ_ONLY = (
    "Folders and files of evidence are opened for reading, hashed, and never written to; nothing "
    "is kept beside them. Nothing leaves this computer. A model suggests; only a person grades."
)
_CASE = (
    "You choose where it lies: grades, scores, small pictures and the log of everything done are "
    "in that one file, whose name ends in .triage. To move or keep a case, close it and copy the "
    "file. Keep it on a local disk, and never inside the evidence."
)


class FirstStart(QWidget):
    """Seen until one of its three verbs is pressed, and never again."""

    demo_wanted = Signal()
    new_wanted = Signal()
    later = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Welcome")
        self.device = DevicePanel()
        self._demo = PrimaryButton("Open the demo case")
        self._new = PlainButton("New case")
        self._later = PlainButton("Not now")
        self._demo.clicked.connect(self.demo_wanted)
        self._new.clicked.connect(self.new_wanted)
        self._later.clicked.connect(self.later)
        self._lay_out()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the first verb. As a focus proxy it would cut what stands before it from the round."""
        self._demo.setFocus(reason)

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for button in (self._demo, self._new, self._later):
            verbs.addWidget(button)
        verbs.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 4)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Welcome to Forensic Triage", "title"))
        column.addWidget(_card(self.device))
        column.addWidget(
            _card(PlainLabel("Evidence is only ever read", "heading"), quiet(_READ_ONLY))
        )
        column.addWidget(_card(PlainLabel("A case is one file", "heading"), quiet(_CASE)))
        column.addLayout(verbs)
        column.addWidget(quiet("The demo draws its own sample files in your home folder."))
        column.addStretch(1)
        put_in_the_middle(self, column)


def _card(*inside: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(8)
    for widget in inside:
        column.addWidget(widget)
    return card
