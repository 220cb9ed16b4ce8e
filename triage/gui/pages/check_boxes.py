"""A column of boxes to check, each with a key: categories, packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence


class CheckBoxes(QWidget):
    """``edited`` comes when a person checked or unchecked one."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[Hashable, QCheckBox] = {}
        self._entries: list[tuple[Hashable, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_entries(self, entries: Sequence[tuple[Hashable, str]]) -> None:
        """One box for each key, in this order."""
        if list(entries) == self._entries:
            return
        self._entries = list(entries)
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for key, told in entries:
            box = QCheckBox(told.replace("&", "&&"))
            box.setAccessibleName(told)
            box.clicked.connect(self.edited)
            self._boxes[key] = box
            self._column.addWidget(box)

    def show_checked(
        self, keys: Collection[Hashable], fixed: Collection[Hashable] = frozenset()
    ) -> None:
        """Check these; the ``fixed`` ones are checked and cannot be changed."""
        for key, box in self._boxes.items():
            box.setChecked(key in keys or key in fixed)
            box.setEnabled(key not in fixed)

    def checked(self) -> list[Hashable]:
        """The keys that are checked, the fixed ones among them, in order."""
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def entries(self) -> list[Hashable]:
        """All keys, in order."""
        return list(self._boxes)

    def box(self, key: Hashable) -> QCheckBox:
        """The box of a key."""
        return self._boxes[key]
