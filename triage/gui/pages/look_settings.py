"""How the window looks: theme, size of tiles, tooltips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from triage.gui.looks.lock_note import LockNote
from triage.gui.looks.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_THEMES: Final = (("system", "As the system"), ("dark", "Dark"), ("light", "Light"))
_SIZES: Final = (
    (96, "Small (96)"),
    (160, "Medium (160)"),
    (224, "Large (224)"),
    (320, "Very large (320)"),
)
_TOOLTIPS = "Show a tooltip with the facts of a picture"
_FIELD = 240


class LookSettings(QWidget):
    """Shows the settings that it is given a value for; ``value_changed`` bears key and value."""

    theme_chosen = Signal(str)
    value_changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._theme = _choices("Theme", _THEMES)
        self._theme.activated.connect(self._choose_theme)
        self._size = _choices("Size of tiles", _SIZES)
        self._size.activated.connect(self._choose_size)
        self._tooltips = QCheckBox(_TOOLTIPS)
        self._tooltips.clicked.connect(self._choose_tooltips)
        self._names = {"theme": PlainLabel("Theme"), "tile_size": PlainLabel("Size of tiles")}
        self._locks = {"theme": LockNote(self._theme), "tile_size": LockNote(self._size)}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        fields = (("theme", self._theme), ("tile_size", self._size))
        for row, (key, field) in enumerate(fields):
            self._names[key].setBuddy(field)
            grid.addWidget(self._names[key], row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._tooltips, 2, 0, 1, 2)
        for row, note in enumerate(self._locks.values()):
            grid.addWidget(note, row, 2)
        grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 12, 12)
        column.addLayout(grid)
        column.addStretch(1)

    def show_values(self, values: Mapping[str, object]) -> None:
        """Keys: theme, tile_size, tooltips; what has no value is not shown."""
        for key, field in (("theme", self._theme), ("tile_size", self._size)):
            field.setCurrentIndex(max(0, field.findData(values.get(key))))
            field.setVisible(key in values)
            self._names[key].setVisible(key in values)
        self._tooltips.setChecked(values.get("tooltips") is not False)
        self._tooltips.setVisible("tooltips" in values)

    def show_locked(self, keys: Collection[str]) -> None:
        """Shut what an administrator has decided."""
        for key, note in self._locks.items():
            note.show_locked(key in keys)

    def _choose_theme(self) -> None:
        self.theme_chosen.emit(str(self._theme.currentData()))

    def _choose_size(self) -> None:
        self.value_changed.emit("tile_size", self._size.currentData())

    def _choose_tooltips(self) -> None:
        self.value_changed.emit("tooltips", self._tooltips.isChecked())


def _choices(name: str, entries: tuple[tuple[object, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setFixedWidth(_FIELD)
    for key, told in entries:
        box.addItem(told, key)
    return box
