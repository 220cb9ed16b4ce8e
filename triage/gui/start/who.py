"""Who sits here: asked whenever a case is opened, for everything done bears a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from triage.core.names import safe
from triage.gui.start.field import Field
from triage.gui.start.form import Form, quiet
from triage.gui.start.person_box import NOBODY, PersonBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class WhoDialog(Form):
    """``chosen(str)`` has the name; leaving it opens nothing."""

    chosen = Signal(str)

    def __init__(self, case_name: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("Who is examining?", "Open case", "Leave it closed", parent)
        self._person = PersonBox(names)
        self._field = Field("Examiner", self._person)
        self.column.addWidget(
            quiet(f"Every grade and threshold in {safe(case_name)} carries this name.")
        )
        self.column.addWidget(self._field)
        self._person.editTextChanged.connect(lambda: self._field.show_problem(""))
        self._person.setFocus()

    def do(self) -> None:
        """Go on with the name that stands there."""
        name = self._person.name()
        if not name:
            self._field.show_problem(NOBODY)
            return
        self.accept()
        self.chosen.emit(name)
