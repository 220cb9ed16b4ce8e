"""The page of help: every key, and what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from triage.gui.looks.page import Page, name_tabs, scrolled
from triage.gui.looks.table_view import TableView
from triage.gui.looks.text_table import Column, TextTable
from triage.gui.looks.widgets import KeyValue, PlainLabel
from triage.gui.pages import inside
from triage.gui.pages.key_words import EVERYWHERE, native, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

_PARTS = (Column("Part"), Column("Version"), Column("Licence", wide=True))
_KEY_LEAST, _KEY_MOST = 120, 176
_GAP = 32


class HelpPage(Page):
    """Rows of keys come in by :meth:`show_keys`; the rest it knows by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Help", parent, back="Back")
        self._keys = KeyMap()
        self._about = About()
        self._tabs = QTabWidget()
        name_tabs(self._tabs, "Parts of the help")
        self._tabs.addTab(scrolled(self._keys), "Keys")
        self._tabs.addTab(scrolled(self._about), "About")
        self.column.addWidget(self._tabs)

    def show_keys(self, rows: Sequence[tuple[str, str, tuple[str, ...]]]) -> None:
        """Rows of (where the key counts, what it does, keys), and open at them."""
        self._keys.show_keys(rows)
        self._tabs.setCurrentIndex(0)

    def show_about(self) -> None:
        """Versions, licences, logs."""
        self._about.fill()
        self._tabs.setCurrentIndex(1)


class KeyMap(QWidget):
    """Every key with what it does, by the place where it counts; two columns of places."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 16, 12, 12)
        self._line.setSpacing(_GAP)
        self._shown: list[tuple[str, str, tuple[str, ...]]] = []

    def show_keys(self, rows: Sequence[tuple[str, str, tuple[str, ...]]]) -> None:
        """These rows and no others."""
        if list(rows) == self._shown:
            return
        self._shown = list(rows)
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        places = dict.fromkeys(row[0] for row in rows)
        left = [name for name in places if name == EVERYWHERE]
        right = [name for name in places if name != EVERYWHERE]
        for side in (left, right):
            self._line.addWidget(self._side(side), 1)

    def _side(self, places: Sequence[str]) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for name in places:
            column.addWidget(PlainLabel(place(name), "heading"))
            column.addLayout(_grid([row for row in self._shown if row[0] == name]))
            column.addSpacing(12)
        column.addStretch(1)
        return side


class About(QWidget):
    """Version, licences, logs; nothing is read before it is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = TextTable(_PARTS)
        self._places = KeyValue()
        self._name = PlainLabel("", "heading")
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        offline = PlainLabel(inside.OFFLINE, "secondary")
        offline.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(offline)
        column.addSpacing(8)
        column.addWidget(PlainLabel("Where things lie", "heading"))
        column.addWidget(self._places)
        column.addSpacing(8)
        column.addWidget(PlainLabel("What is inside", "heading"))
        column.addWidget(TableView(self._parts, "Versions and licences", fits=True))
        column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the versions when somebody looks."""
        super().showEvent(event)
        self.fill()

    def fill(self) -> None:
        """Show versions, licences and places."""
        self._name.setText(inside.about())
        self._places.show_pairs(inside.logs())
        if not self._parts.rowCount():
            self._parts.show_rows(inside.parts())


def _grid(rows: Sequence[tuple[str, str, tuple[str, ...]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, _KEY_LEAST)
    grid.setColumnStretch(1, 1)
    for number, (_place, words, keys) in enumerate(rows):
        key = PlainLabel(native(keys))
        if key.sizeHint().width() > _KEY_MOST:
            # One row of many keys would leave no room for the words of all the others.
            key.setWordWrap(True)
            key.setFixedWidth(_KEY_MOST)
        told = PlainLabel(words, "secondary")
        told.setWordWrap(True)
        grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(told, number, 1, Qt.AlignmentFlag.AlignTop)
    return grid
