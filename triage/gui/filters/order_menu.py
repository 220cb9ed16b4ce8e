"""Menus above the grid: in which order, and how large."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from triage.core.filters import Sort
from triage.gui.tiles.measures import DEFAULT_SIZE, SIZES

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

ANY_LABEL = "the best of any label"
CHOSEN_LABELS = "the best of the chosen categories"
_ORDERS = (
    ((Sort.SCORE, True), "Score ↓", f"Score, highest first: {ANY_LABEL}"),
    ((Sort.TAKEN, True), "Date ↑", "Date taken, oldest first"),
    ((Sort.PATH, True), "Path ↑", "Path, numbers in order (IMG_2, IMG_10)"),
    ((Sort.PATH, False), "Path, by letter ↑", "Path, letter by letter (IMG_10, IMG_2)"),
    ((Sort.SIZE, True), "Size ↑", "File size, smallest first"),
)
_SIZE_NAMES = ("Small tiles", "Medium tiles", "Large tiles", "Very large tiles")


class PickMenu(QToolButton):
    """A button that says what is picked, and lets something else be picked."""

    picked = Signal(object)

    def __init__(
        self, name: str, entries: Sequence[tuple[Hashable, str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._entries = {value: (short, long) for value, short, long in entries}
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions = {value: menu.addAction(long) for value, _, long in entries}
        for value, action in self._actions.items():
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(partial(self._pick, value))
        self.setMenu(menu)

    def value(self) -> Hashable | None:
        """What is picked."""
        return next((v for v, action in self._actions.items() if action.isChecked()), None)

    def show_value(self, value: Hashable) -> None:
        """Say what is picked; emits nothing."""
        if value not in self._entries:
            return
        short, long = self._entries[value]
        self._actions[value].setChecked(True)
        self.setText(short)
        self.setToolTip(f"{self._name}: {long}")
        self.setAccessibleName(f"{self._name}: {long}")

    def call(self, value: Hashable, long: str) -> None:
        """Say otherwise what an entry means; emits nothing."""
        self._entries[value] = (self._entries[value][0], long)
        self._actions[value].setText(long)
        if self.value() == value:
            self.show_value(value)

    def _pick(self, value: Hashable, _checked: bool = False) -> None:
        self.show_value(value)
        self.picked.emit(value)


def score_words(chosen: Sequence[str]) -> str:
    """Whose score an order goes by, with these categories in the filter."""
    of = ANY_LABEL if not chosen else chosen[0] if len(chosen) == 1 else CHOSEN_LABELS
    return f"Score, highest first: {of}"


def order_menu() -> PickMenu:
    """Orders as (sort, natural)."""
    menu = PickMenu("Order", _ORDERS)
    menu.show_value((Sort.PATH, True))
    return menu


def size_menu() -> PickMenu:
    """Widths of a tile's picture."""
    entries = [(size, "Size", name) for size, name in zip(SIZES, _SIZE_NAMES, strict=True)]
    menu = PickMenu("Tile size", entries)
    menu.show_value(DEFAULT_SIZE)
    return menu
