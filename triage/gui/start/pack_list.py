"""Model packs with a check box each; broken ones with the sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from triage.core.names import safe
from triage.gui.looks.widgets import PlainLabel
from triage.gui.start.form import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

_NONE = "Without a model there are no suggestions; a later import makes up for it."


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A pack that is installed. ``chosen``: used unless a person says otherwise.

    ``problem``: why it cannot be used, one sentence.
    """

    name: str
    version: str = ""
    chosen: bool = True
    problem: str = ""


class PackList(QWidget):
    """What may look at the pictures."""

    def __init__(self, packs: Sequence[PackChoice]) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._none = quiet(_NONE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for pack in packs:
            if pack.problem:
                problem = PlainLabel(safe(pack.problem), "warning")
                problem.setWordWrap(True)
                column.addWidget(problem)
            else:
                column.addWidget(self._box(pack))
        column.addWidget(self._none)
        self._changed()

    def chosen(self) -> tuple[str, ...]:
        """The names of the packs that are checked, in the order of the list."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def _box(self, pack: PackChoice) -> QCheckBox:
        # A single "&" would be taken for a key.
        text = safe(f"{pack.name} {pack.version}".strip())
        box = QCheckBox(text.replace("&", "&&"))
        box.setAccessibleName(f"Use the model {text}")
        box.setChecked(pack.chosen)
        box.toggled.connect(self._changed)
        self._boxes[pack.name] = box
        return box

    def _changed(self) -> None:
        self._none.setVisible(not self.chosen())
