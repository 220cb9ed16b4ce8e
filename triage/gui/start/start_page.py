"""The first page: cases from before, a new one, another one, the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage.gui.looks.labels import restyle
from triage.gui.looks.widgets import PlainButton, PlainLabel, PrimaryButton
from triage.gui.start.file_names import SUFFIX
from triage.gui.start.middle import put_in_the_middle
from triage.gui.start.recent_row import RecentCase, RecentRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

__all__ = ["RecentCase", "StartPage"]

_CLAIM = "Evidence is only ever read, and nothing leaves this computer."
_DROP = "Or drop a case file, or folders of evidence, on this window."


class StartPage(QWidget):
    """Passive: it shows recent cases and says what a person wants."""

    new_wanted = Signal()
    open_wanted = Signal(object)
    """A Path, or None: let the person choose a file."""
    demo_wanted = Signal()
    forget_wanted = Signal(object)
    folders_dropped = Signal(object)
    """A list of Paths."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName("Start")
        self._cases: tuple[RecentCase, ...] | None = None
        self._rows: list[RecentRow] = []
        self._new = PrimaryButton("New case")
        self._open = PlainButton("Open\N{HORIZONTAL ELLIPSIS}")
        self._open.setAccessibleName("Open a case")
        self._demo = PlainButton("Try the demo")
        self._heading = PlainLabel("Recent cases", "heading")
        self._none = PlainLabel("No case was opened here yet.", "secondary")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._connect()
        self._lay_out()
        self.show_recent([])

    def show_recent(self, cases: Sequence[RecentCase]) -> None:
        """Show these cases, the last opened first."""
        if self._cases == tuple(cases):
            return
        self._cases = tuple(cases)
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(case) for case in cases]
        for row in self._rows:
            self._list.addWidget(row)
        self._none.setVisible(not cases)

    def rows(self) -> list[RecentRow]:
        """The rows that are shown, from the top."""
        return list(self._rows)

    def set_busy(self, busy: bool) -> None:
        """While a case opens or the demonstration is drawn: nothing else may be begun."""
        self.setEnabled(not busy)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files, and show that they are taken."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()
            self._show_drop(taking=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self._show_drop(taking=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """A case is opened; folders are evidence for a case. What they are, a thread looks."""
        self._show_drop(taking=False)
        paths = dropped(event.mimeData())
        if not paths:
            return
        event.acceptProposedAction()
        cases = [path for path in paths if path.suffix.lower() == SUFFIX]
        if cases:
            self.open_wanted.emit(cases[0])
        else:
            self.folders_dropped.emit(paths)

    def _connect(self) -> None:
        self._new.clicked.connect(lambda _checked=False: self.new_wanted.emit())
        self._open.clicked.connect(lambda: self.open_wanted.emit(None))
        self._demo.clicked.connect(lambda _checked=False: self.demo_wanted.emit())

    def _row(self, case: RecentCase) -> RecentRow:
        row = RecentRow(case)
        row.forget_wanted.connect(lambda: self.forget_wanted.emit(case.place))
        row.clicked.connect(lambda: self.open_wanted.emit(case.place))
        return row

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for button in (self._new, self._open, self._demo):
            verbs.addWidget(button)
        verbs.addStretch(1)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(12, 12, 12, 12)
        inner.setSpacing(8)
        for widget in (self._heading, self._none):
            widget.setContentsMargins(12, 0, 12, 0)
            inner.addWidget(widget)
        inner.addLayout(self._list)
        column = QVBoxLayout()
        column.setContentsMargins(24, 48, 24, 24)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Forensic Triage", "title"))
        column.addWidget(PlainLabel(_CLAIM, "secondary"))
        column.addSpacing(8)
        column.addLayout(verbs)
        column.addSpacing(12)
        column.addWidget(self._card)
        column.addWidget(PlainLabel(_DROP, "secondary"))
        column.addStretch(1)
        put_in_the_middle(self, column)

    def _show_drop(self, *, taking: bool) -> None:
        """A frame in the accent colour says "let go here"."""
        self._card.setProperty("role", "banner" if taking else "card")
        restyle(self._card)


def dropped(data: QMimeData) -> list[Path]:
    """The local paths among what is dragged; no disk is asked about them."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
