"""A trial of the devices as people see it: what runs, what each one did, what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from triage.core.names import safe
from triage.gui.looks.widgets import PlainButton, PlainLabel, announce
from triage.gui.start.form import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE = "The device for the model"
_WHAT = (
    "The model that suggests categories runs on one device of this machine. Each one that is "
    "here gets the same 50 pictures, drawn by the program; no evidence is touched."
)
_BEGINNING = "Loading the model\N{HORIZONTAL ELLIPSIS}"
_BAR = 240
_LINES = 2


class DevicePanel(QWidget):
    """``skip_wanted`` while it runs, ``again_wanted`` once there is a result."""

    skip_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = quiet(_WHAT)
        self._state = PlainLabel()
        # Room for a result from the beginning: nothing below jumps when it comes.
        self._state.setMinimumHeight(_LINES * self._state.fontMetrics().lineSpacing())
        self._state.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._state.setWordWrap(True)
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the trial")
        self._bar.setFixedWidth(_BAR)
        self._skip = PlainButton("Skip")
        self._skip.setAccessibleName("Skip the trial of the devices")
        self._skip.clicked.connect(self.skip_wanted)
        self._again = PlainButton("Try again")
        self._again.setAccessibleName("Try the devices again")
        self._again.clicked.connect(self.again_wanted)
        line = QHBoxLayout()
        line.setSpacing(12)
        for widget in (self._bar, self._skip, self._again):
            line.addWidget(widget)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(_TITLE, "heading"))
        column.addWidget(self._what)
        column.addWidget(self._state)
        column.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show(running=False, again=False)

    def begin(self) -> None:
        """A trial runs from now on."""
        held = self._again.hasFocus()
        self._state.setText(_BEGINNING)
        self._bar.setRange(0, 0)
        self._show(running=True, again=False)
        if held:
            self._skip.setFocus()

    def show_progress(self, device: str, done: int, total: int) -> None:
        """How far one device is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._state.setText(f"Trying {safe(device)}: {done} of {total} pictures")

    def show_result(self, lines: Sequence[str]) -> None:
        """What came out; the last line says what counts from now on."""
        self._say(lines, again=True)

    def show_decided(self, sentence: str) -> None:
        """There is nothing to try: somebody else has decided."""
        self._what.hide()
        self._state.setMinimumHeight(0)
        self._say((sentence,), again=False)

    def words(self) -> str:
        """What is said now."""
        return self._state.text()

    def _say(self, lines: Sequence[str], *, again: bool) -> None:
        held = self._skip.hasFocus()
        self._state.setText("\n".join(lines))
        self._show(running=False, again=again)
        announce(self, self._state.text())
        if held and again:
            self._again.setFocus()

    def _show(self, *, running: bool, again: bool) -> None:
        self._bar.setVisible(running)
        self._skip.setVisible(running)
        self._again.setVisible(again)
