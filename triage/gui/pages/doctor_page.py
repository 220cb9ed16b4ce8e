"""The page of the self-test: every check, how it stands, and what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from triage.doctor.as_text import as_text, verdict
from triage.gui.looks.page import Page, scrolled
from triage.gui.looks.widgets import PlainButton, PlainLabel, PrimaryButton, announce, restyle
from triage.gui.pages.finding_row import FindingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.doctor.finding import Row

_INTRO = (
    "Tests this machine and this installation. Nothing leaves the machine and no evidence is read; "
    "a few megabytes are written where the case lies, and taken away again."
)
_WIDTH = 960
_BAR = 160
_RUN = "Run self-test"
_COPIED = "Copied."


class DoctorPage(Page):
    """``run_wanted``: the person wants it done, again or for the first time."""

    run_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Self-test", parent, back="Back")
        self._titles: tuple[str, ...] = ()
        self._found: list[Row] = []
        self._rows: list[FindingRow] = []
        self._intro = PlainLabel(_INTRO, "secondary")
        self._intro.setWordWrap(True)
        self._run = PrimaryButton(_RUN)
        self._run.clicked.connect(self.run_wanted)
        self._copy = PlainButton("Copy as text")
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._copy_text)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR)
        self._bar.setAccessibleName("Progress of the self-test")
        self._bar.hide()
        self._words = PlainLabel()
        self._list = QVBoxLayout()
        self._lay_out()

    def begin(self, titles: Sequence[str]) -> None:
        """A self-test of these checks runs from now on."""
        self._show_titles(tuple(titles))
        self._found = []
        for row in self._rows:
            row.show_waiting()
        self._run.setEnabled(False)
        self._copy.setEnabled(False)
        self._bar.setRange(0, len(titles))
        self._bar.setValue(0)
        self._bar.show()
        self._say_next()

    def show_row(self, row: Row) -> None:
        """One check is done, the next of the list."""
        if len(self._found) >= len(self._rows):
            return
        self._rows[len(self._found)].show_finding(row.finding)
        self._found.append(row)
        self._bar.setValue(len(self._found))
        self._say_next()

    def end(self) -> None:
        """All is done, or was given up."""
        self._bar.hide()
        self._run.setEnabled(True)
        self._copy.setEnabled(bool(self._found))
        whole = len(self._found) == len(self._rows)
        self._say(verdict(self._found) if whole else "The self-test was not finished.", "heading")
        announce(self, self._words.text())

    @property
    def tested(self) -> bool:
        """Whether every check was done and none is under way."""
        return bool(self._found) and self._run.isEnabled()

    def text(self) -> str:
        """What is copied."""
        return as_text(self._found)

    def rows(self) -> list[FindingRow]:
        """What is shown of each check."""
        return list(self._rows)

    def words(self) -> str:
        """The sentence beside the buttons."""
        return self._words.text()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self._run, self._copy, self._bar, self._words):
            line.addWidget(widget)
        line.addStretch(1)
        inside = QWidget()
        self._list.setContentsMargins(0, 0, 12, 0)
        self._list.setSpacing(8)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.addLayout(self._list)
        column.addStretch(1)
        inside.setMaximumWidth(_WIDTH)
        self.column.addWidget(self._intro)
        self.column.addLayout(line)
        self.column.addWidget(scrolled(inside), 1)

    def _show_titles(self, titles: tuple[str, ...]) -> None:
        if titles == self._titles:
            return
        self._titles = titles
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = [FindingRow(title) for title in titles]
        for row in self._rows:
            self._list.addWidget(row)

    def _say_next(self) -> None:
        done = len(self._found)
        if done < len(self._titles):
            self._rows[done].show_testing()
            self._say(f"{self._titles[done]}\N{HORIZONTAL ELLIPSIS}", "secondary")

    def _say(self, text: str, role: str) -> None:
        self._words.setText(text)
        self._words.setProperty("role", role)
        restyle(self._words)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._say(f"{verdict(self._found)} {_COPIED}", "heading")
        announce(self, _COPIED)
