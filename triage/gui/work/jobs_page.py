"""The page of jobs: what waits, runs and has ended now, and what was done to the case before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.gui.looks.page import Page, scrolled
from triage.gui.looks.table_view import TableView
from triage.gui.looks.text_table import Column, TextTable
from triage.gui.looks.widgets import PlainLabel
from triage.gui.work import past_words
from triage.gui.work.job_card import JobCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from triage.gui.session.job_view import JobView
    from triage.store.past_jobs import PastJob

_COLUMNS = (
    Column("Job"),
    Column("Of or to", wide=True),
    Column("Who"),
    Column("Began"),
    Column("Took", number=True),
    Column("Ended"),
    Column("Counts"),
)
_NOTHING_NOW = "No job has run since the case was opened."
_NOTHING_PAST = "Nothing was imported or exported yet."
_GAP = 8


class JobsPage(Page):
    """``open_folder_wanted`` bears the path of an export; the others the number of a job."""

    pause_wanted = Signal(int)
    resume_wanted = Signal(int)
    cancel_wanted = Signal(int)
    open_folder_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Jobs", parent)
        self._cards: dict[int, JobCard] = {}
        self._past: list[PastJob] = []
        self._none_now = PlainLabel(_NOTHING_NOW, "secondary")
        self._none_past = PlainLabel(_NOTHING_PAST, "secondary")
        self._inside = QWidget()
        self._stack = QVBoxLayout(self._inside)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(_GAP)
        self._stack.addStretch(1)
        self._now = scrolled(self._inside)
        self._model = TextTable(_COLUMNS)
        self._table = TableView(self._model, "Past jobs of this case")
        self._table.doubleClicked.connect(self._open)
        opening = QAction("Open folder of the export", self._table)
        opening.triggered.connect(lambda: self._open(self._table.currentIndex()))
        self._table.addAction(opening)
        self._lay_out()
        self.show_jobs(())
        self.show_past(())

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        """Every job of this session; the newest stands first."""
        known = {view.number for view in jobs}
        for number in [number for number in self._cards if number not in known]:
            gone = self._cards.pop(number)
            self._stack.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for view in jobs:
            card = self._cards.get(view.number)
            if card is None:
                self._add(view)
            else:
                card.show_job(view)
        self._none_now.setVisible(not self._cards)
        self._now.setVisible(bool(self._cards))
        self._fit()

    def show_past(self, jobs: Sequence[PastJob]) -> None:
        """What is on record in the case, newest first."""
        self._past = list(jobs)
        self._model.show_rows([past_words.past_row(job) for job in jobs])
        self._table.setVisible(bool(jobs))
        self._none_past.setVisible(not jobs)

    def cards(self) -> list[JobCard]:
        """The jobs of this session as shown, in order of their numbers."""
        return [self._cards[number] for number in sorted(self._cards)]

    def _lay_out(self) -> None:
        self.column.addWidget(PlainLabel("Now", "heading"))
        self.column.addWidget(self._none_now)
        self.column.addWidget(self._now)
        self.column.addSpacing(12)
        self.column.addWidget(PlainLabel("On record in this case", "heading"))
        self.column.addWidget(self._none_past)
        self.column.addWidget(self._table, 1)
        self.column.addStretch(0)

    def _add(self, view: JobView) -> None:
        card = JobCard(view)
        card.pause_wanted.connect(self.pause_wanted)
        card.resume_wanted.connect(self.resume_wanted)
        card.cancel_wanted.connect(self.cancel_wanted)
        card.open_folder_wanted.connect(self.open_folder_wanted)
        self._cards[view.number] = card
        self._stack.insertWidget(0, card)

    def _fit(self) -> None:
        """As high as its cards, up to a third of the page: the past has the rest."""
        hint = self._inside.sizeHint().height() if self._cards else 0
        self._now.setFixedHeight(min(hint, max(160, self.height() // 3)))

    def _open(self, index: QModelIndex) -> None:
        row = index.row()
        if 0 <= row < len(self._past):
            place = past_words.export_folder(self._past[row])
            if place is not None:
                self.open_folder_wanted.emit(place)
