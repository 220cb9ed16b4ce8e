"""The keys of all deeds, and a field to give one of them another key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QVBoxLayout, QWidget

from triage.gui.looks.table_view import MIDDLING, TableView
from triage.gui.looks.text_table import Column, TextTable
from triage.gui.looks.widgets import PlainButton, PlainLabel, PrimaryButton, announce
from triage.gui.pages.key_words import KeyDeed, holder, native, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

_COLUMNS = (Column("What", wide=True), Column("Where"), Column("Keys"), Column("Usual keys"))
_FIELD = 160
_CHOOSE = "Choose a deed above to give it another key."
_FIXED = "This key belongs to the view itself and cannot be changed."


class KeySettings(QWidget):
    """``keys_changed`` bears the keys of every deed that are not its usual ones."""

    keys_changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._deeds: list[KeyDeed] = []
        self._model = TextTable(_COLUMNS)
        self._view = TableView(self._model, "Keys")
        self._view.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self._view.selectionModel().currentRowChanged.connect(self._row_changed)
        self._field = QKeySequenceEdit()
        self._field.setAccessibleName("New key")
        self._field.setMaximumSequenceLength(1)
        self._field.setFixedWidth(_FIELD)
        self._field.keySequenceChanged.connect(self._typed)
        self._use = PrimaryButton("Use this key")
        self._use.clicked.connect(self._use_key)
        self._none = PlainButton("No key")
        self._none.clicked.connect(lambda: self._give(()))
        self._usual = PlainButton("Usual keys")
        self._usual.clicked.connect(self._give_usual)
        self._all_usual = PlainButton("Usual keys for all")
        self._all_usual.clicked.connect(self._reset)
        self._words = PlainLabel(_CHOOSE, "secondary")
        self._words.setWordWrap(True)
        self._lay_out()
        self._row_changed()

    def show_keys(self, deeds: Sequence[tuple[object, ...]]) -> None:
        """Rows of (name, words, place, usual keys, keys, fixed): see :class:`KeyDeed`."""
        self._deeds = [KeyDeed(*row) for row in deeds]  # pyright: ignore[reportArgumentType]  rows are built by the window from its own deeds
        self._renew()

    def choose(self, name: str) -> None:
        """Choose the deed to change."""
        row = next(n for n, deed in enumerate(self._deeds) if deed.name == name)
        self._view.selectRow(row)

    def type_key(self, key: str) -> None:
        """As if the key had been pressed in the field."""
        self._field.setKeySequence(QKeySequence(key))

    def words(self) -> str:
        """The sentence beneath the field."""
        return self._words.text()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self._field, self._use, self._none, self._usual):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._all_usual)
        inside = QWidget()
        inside.setFixedWidth(MIDDLING)
        aside = QVBoxLayout(self)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.addWidget(inside, 1, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._view, 1)
        column.addWidget(self._words)
        column.addLayout(line)

    def _chosen(self) -> KeyDeed | None:
        row = self._view.currentIndex().row()
        return self._deeds[row] if 0 <= row < len(self._deeds) else None

    def _renew(self) -> None:
        row = self._view.currentIndex().row()
        self._model.show_rows([_row(deed) for deed in self._deeds])
        if row >= 0:
            self._view.selectRow(row)
        changed = any(deed.keys != deed.usual for deed in self._deeds)
        self._all_usual.setEnabled(changed)
        self._row_changed()

    def _row_changed(self, *_rows: QModelIndex) -> None:
        deed = self._chosen()
        free = deed is not None and not deed.fixed
        self._field.clear()
        self._field.setEnabled(free)
        self._use.setEnabled(False)
        self._none.setEnabled(free and bool(deed and deed.keys))
        self._usual.setEnabled(free and bool(deed and deed.keys != deed.usual))
        if deed is None:
            self._words.setText(_CHOOSE)
        else:
            self._words.setText(_FIXED if deed.fixed else f"Press a new key for: {deed.words}")

    def _typed(self, sequence: QKeySequence) -> None:
        deed = self._chosen()
        if deed is None or sequence.isEmpty():
            self._use.setEnabled(False)
            return
        key = _portable(sequence)
        other = holder(self._deeds, deed.name, key)
        self._use.setEnabled(other is None)
        if other is None:
            self._words.setText(f"{native([key])} for: {deed.words}")
        else:
            self._words.setText(
                f"{native([key])} belongs to: {other.words}. Give that another key first."
            )
        announce(self, self._words.text())

    def _use_key(self) -> None:
        key = _portable(self._field.keySequence())
        if key:
            self._give((key,))

    def _give_usual(self) -> None:
        deed = self._chosen()
        if deed is None:
            return
        taken = [other for key in deed.usual if (other := holder(self._deeds, deed.name, key))]
        if taken:
            self._words.setText(
                f"{native(deed.usual)} belongs to: {taken[0].words}. Give that another key first."
            )
        else:
            self._give(deed.usual)

    def _give(self, keys: tuple[str, ...]) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.fixed:
            return
        self._deeds = [
            deed._replace(keys=keys) if deed.name == chosen.name else deed for deed in self._deeds
        ]
        self._tell()

    def _reset(self) -> None:
        self._deeds = [deed._replace(keys=deed.usual) for deed in self._deeds]
        self._tell()

    def _tell(self) -> None:
        self._renew()
        own = {deed.name: list(deed.keys) for deed in self._deeds if deed.keys != deed.usual}
        self.keys_changed.emit(own)


def _portable(sequence: QKeySequence) -> str:
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def _row(deed: KeyDeed) -> tuple[str, ...]:
    usual = native(deed.usual) if deed.usual != deed.keys else ""
    return deed.words, place(deed.place), native(deed.keys), usual
