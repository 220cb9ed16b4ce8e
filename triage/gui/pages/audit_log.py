"""The audit log, newest first, a page at a time; words typed above it must occur in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from triage.gui.looks import words
from triage.gui.looks.table_view import TableView
from triage.gui.looks.text_table import Column, TextTable
from triage.gui.looks.widgets import PlainButton, PlainLabel
from triage.store.audit_words import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.store.audit import AuditRow

_HASH_WIDTH = 128
_COLUMNS = (
    Column("Row", number=True),
    Column("When"),
    Column("Who"),
    Column("What", wide=True),
    Column("Hash", most=_HASH_WIDTH),
)
_REST_MS = 250


class AuditLog(QWidget):
    """``audit_wanted``: the number before which rows are wanted (None: the newest), and words."""

    audit_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._last: int | None = None
        self._search = QLineEdit()
        self._search.setPlaceholderText("Words in the log")
        self._search.setAccessibleName("Search the audit log")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._typed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask_newest)
        self._model = TextTable(_COLUMNS)
        self._view = TableView(self._model, "Audit log")
        self._none = PlainLabel("No row has these words.", "secondary")
        self._more = PlainButton("Show older rows")
        self._more.clicked.connect(self._ask_older)
        line = QHBoxLayout()
        line.addWidget(self._search, 1)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self._none)
        column.addWidget(self._view, 1)
        column.addWidget(self._more)
        column.addStretch(0)
        self._none.hide()
        self._more.hide()

    def show_audit(self, rows: Sequence[AuditRow], *, more: bool, first: bool = True) -> None:
        """A page of the log; ``first`` takes the place of all that is shown, else it is added."""
        told = [_row(row) for row in rows]
        if first:
            self._model.show_rows(told)
            self._last = None
        else:
            self._model.add_rows(told)
        if rows:
            self._last = rows[-1].n
        nothing = not self._model.rowCount()
        self._none.setVisible(nothing)
        self._view.setVisible(not nothing)
        self._more.setVisible(more)
        self._more.setEnabled(True)

    def text(self) -> str:
        """The words that are searched for."""
        return self._search.text().strip()

    def focus_search(self) -> None:
        """Ready to type words."""
        self._search.setFocus()

    def _typed(self) -> None:
        self._rest.start()

    def _ask_newest(self) -> None:
        self.audit_wanted.emit(None, self.text())

    def _ask_older(self) -> None:
        self._more.setEnabled(False)
        self.audit_wanted.emit(self._last, self.text())


def _row(row: AuditRow) -> tuple[str, ...]:
    return (
        words.count(row.n),
        words.moment(row.at),
        words.safe(row.by),
        words.safe(sentence(row.what, row.detail)),
        row.hash,
    )
