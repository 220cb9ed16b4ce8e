"""The page of the model packs: those that can be used, and why others cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QWidget

from triage.gui.looks.page import Page, scrolled
from triage.gui.looks.widgets import PlainLabel
from triage.gui.pages.model_view import ModelView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.gui.pages.model_facts import ModelFacts
    from triage.ingest.trial import TrialResult

_LIST = 240
_READING = "Reading the packs and checking their hashes\N{HORIZONTAL ELLIPSIS}"
_NONE = "No model pack is installed. Pictures can be imported and graded without one."


class ModelsPage(Page):
    """``trial_wanted`` bears the name of a pack and the short name of a device."""

    trial_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Models and devices", parent, back="Back")
        self._models: list[ModelFacts] = []
        self._list = QListWidget()
        self._list.setAccessibleName("Model packs")
        self._list.setFixedWidth(_LIST)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._show_row)
        self.view = ModelView()
        self.view.trial_wanted.connect(self.trial_wanted)
        self._problem = PlainLabel()
        self._problem.setWordWrap(True)
        self._problem.setContentsMargins(16, 12, 0, 0)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words = PlainLabel(_READING, "secondary")
        self._right = QStackedWidget()
        self._scrolled = scrolled(self.view)
        self._right.addWidget(self._scrolled)
        self._right.addWidget(self._problem)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._list)
        line.addWidget(self._right, 1)
        self.column.addWidget(self._words)
        self.column.addLayout(line, 1)
        self._show_found(found=False)

    def show_models(self, models: Sequence[ModelFacts]) -> None:
        """What was found; the pack that is looked at stays the one."""
        before = self._list.currentRow()
        chosen = self._models[before].name if 0 <= before < len(self._models) else ""
        self._models = list(models)
        self._list.blockSignals(True)
        self._list.clear()
        for model in models:
            told = f"{model.name} {model.version}".strip()
            told += " (administrator's)" if model.managed else ""
            self._list.addItem(f"{model.name}: cannot be used" if model.problem else told)
        self._list.blockSignals(False)
        self._words.setText(_NONE)
        self._show_found(found=bool(models))
        names = [model.name for model in models]
        self._list.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self._show_row(self._list.currentRow())

    def show_trial(self, result: TrialResult) -> None:
        """What a trial gave."""
        self.view.show_trial(result)

    def end_trial(self) -> None:
        """A trial did not work; the reason is told elsewhere."""
        self.view.end_trial()

    def _show_found(self, *, found: bool) -> None:
        self._words.setVisible(not found)
        self._list.setVisible(found)
        self._right.setVisible(found)

    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._models):
            return
        model = self._models[row]
        if model.problem:
            self._problem.setText(model.problem)
            self._right.setCurrentWidget(self._problem)
        else:
            self.view.show_model(model)
            self._right.setCurrentWidget(self._scrolled)
