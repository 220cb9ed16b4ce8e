"""The line on top: which case, who sits here, search, privacy, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from triage.gui.looks import icons
from triage.gui.looks.labels import set_role
from triage.gui.looks.widgets import ElidedLabel, PlainButton, PrimaryButton, set_tip

if TYPE_CHECKING:
    from triage.store.case_facts import CaseFacts

HEIGHT = 48
_WIDEST_SEARCH = 620
COVERS = (
    "Pictures of the chosen categories, scores and grades are covered wherever the window shows"
    " them, and in reports. Hold Space to reveal the current one."
)
"""What privacy does while it is on."""
_HIDES = "Hide pictures by category, score and grade"
_CHOICE = "What is hidden is chosen in Preferences."


class Header(QWidget):
    """``privacy_switched`` and ``export_wanted`` say what the person wants."""

    privacy_switched = Signal(bool)
    export_wanted = Signal()

    def __init__(self, search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self.setFixedHeight(HEIGHT)
        self._name = ElidedLabel(role="heading")
        self._who = ElidedLabel(role="secondary")
        search.setMaximumWidth(_WIDEST_SEARCH)
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.privacy = PlainButton()
        self.privacy.setCheckable(True)
        self.privacy.toggled.connect(self._show_privacy)
        self.privacy.clicked.connect(self.privacy_switched)
        self.export = PrimaryButton("Export…")
        self.export.clicked.connect(self.export_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(12)
        line.addWidget(self._name)
        line.addWidget(self._who)
        line.addSpacing(16)
        line.addWidget(search, 4)
        line.addWidget(self.privacy)
        line.addStretch(1)
        line.addWidget(self.export)
        self._show_privacy(on=False)

    def show_case(self, facts: CaseFacts, by: str) -> None:
        """Name and number of the case, and who is examining."""
        self._name.setText(facts.name)
        self._who.setText(" · ".join(part for part in (facts.number, by) if part))
        self._who.setAccessibleDescription(f"Examiner {by}")

    def show_privacy(self, *, on: bool) -> None:
        """Whether pictures are covered now."""
        self.privacy.setChecked(on)

    def _show_privacy(self, on: bool) -> None:
        said = "Privacy: on" if on else "Privacy: off"
        # Qt leaves next to no room between an icon and its text.
        self.privacy.setText(f" {said}")
        self.privacy.setAccessibleName(said)
        icons.wear(self.privacy, "eye-off" if on else "eye")
        set_tip(self.privacy, f"{COVERS if on else f'{_HIDES} (Ctrl+P).'} {_CHOICE}")
