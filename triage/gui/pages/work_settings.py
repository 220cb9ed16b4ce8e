"""How imports work here, and what a grade does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from triage.core.names import safe
from triage.gui.looks.lock_note import LockNote
from triage.gui.looks.widgets import PlainButton, PlainLabel, padded

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_AUTO = ("auto", "Best device there is")
_MOST_WORKERS = 64
_FIELD = 320
_COPIES = "Grade exact copies together"
_COPIES_USE = (
    "A grade goes to every item with the same content. The log names each of them, and one undo "
    "takes all back."
)
_ONE_A_PROCESSOR = "One per processor"


class WorkSettings(QWidget):
    """Shows the settings that it is given a value for; ``value_changed`` bears key and value.

    ``comparison_wanted``: try each device, and choose by that.
    """

    value_changed = Signal(str, object)
    comparison_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._workers = padded(QSpinBox())
        self._workers.setAccessibleName("Files read at once")
        self._workers.setRange(0, _MOST_WORKERS)
        self._workers.setSpecialValueText(_ONE_A_PROCESSOR)
        self._workers.setKeyboardTracking(False)
        self._workers.setFixedWidth(_FIELD)
        self._workers.valueChanged.connect(self._choose_workers)
        self._device = QComboBox()
        self._device.setAccessibleName("Device for the models")
        self._device.setFixedWidth(_FIELD)
        self._device.activated.connect(self._choose_device)
        self._compare = PlainButton("Compare devices\N{HORIZONTAL ELLIPSIS}")
        self._compare.clicked.connect(self.comparison_wanted)
        self._copies = QCheckBox(_COPIES)
        self._copies.clicked.connect(self._choose_copies)
        self._use = PlainLabel(_COPIES_USE, "secondary")
        self._use.setWordWrap(True)
        self._names = {
            "workers": PlainLabel("Files read at once"),
            "provider": PlainLabel("Device for the models"),
        }
        self._locks = {
            "workers": LockNote(self._workers),
            "provider": LockNote(self._device, self._compare),
            "grade_copies": LockNote(self._copies),
        }
        self._lay_out()
        self.show_devices(())

    def show_values(self, values: Mapping[str, object]) -> None:
        """Keys: workers (0: one per processor), provider, grade_copies."""
        workers = values.get("workers")
        self._workers.blockSignals(True)
        self._workers.setValue(workers if isinstance(workers, int) else 0)
        self._workers.blockSignals(False)
        self._choose_shown(values.get("provider"))
        self._copies.setChecked(values.get("grade_copies") is not False)
        for key, field in (("workers", self._workers), ("provider", self._device)):
            field.setVisible(key in values)
            self._names[key].setVisible(key in values)
        self._compare.setVisible("provider" in values)
        for widget in (self._copies, self._use):
            widget.setVisible("grade_copies" in values)

    def show_devices(self, devices: Sequence[tuple[str, str]]) -> None:
        """Short names and words of what is here; a choice that is not here stays chosen."""
        chosen = self._device.currentData()
        self._device.clear()
        self._device.addItem(_AUTO[1], _AUTO[0])
        for key, told in devices:
            if self._device.findData(key) < 0:
                self._device.addItem(safe(told), key)
        self._choose_shown(chosen)

    def show_locked(self, keys: Collection[str]) -> None:
        """Shut what an administrator has decided."""
        for key, note in self._locks.items():
            note.show_locked(key in keys)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        fields = (("workers", self._workers), ("provider", self._device))
        for row, (key, field) in enumerate(fields):
            self._names[key].setBuddy(field)
            grid.addWidget(self._names[key], row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(self._locks[key], row, 2)
        grid.addWidget(self._compare, len(fields), 1)
        grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 12, 12)
        column.setSpacing(4)
        column.addLayout(grid)
        column.addSpacing(12)
        column.addWidget(self._copies)
        column.addWidget(self._locks["grade_copies"])
        column.addWidget(self._use)
        column.addStretch(1)

    def _choose_shown(self, key: object) -> None:
        if isinstance(key, str) and key and self._device.findData(key) < 0:
            self._device.addItem(f"{safe(key)} (not here now)", key)
        self._device.setCurrentIndex(max(0, self._device.findData(key)))

    def _choose_workers(self, number: int) -> None:
        self.value_changed.emit("workers", number)

    def _choose_device(self) -> None:
        self.value_changed.emit("provider", self._device.currentData())

    def _choose_copies(self) -> None:
        self.value_changed.emit("grade_copies", self._copies.isChecked())
