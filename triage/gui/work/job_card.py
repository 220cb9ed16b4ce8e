"""One job of this session on the page of jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from triage.core.job import JobState
from triage.core.names import safe
from triage.export.run import ExportResult
from triage.gui.looks.widgets import ElidedLabel, LinkButton, PlainLabel, restyle
from triage.gui.work import job_words, past_words

if TYPE_CHECKING:
    from triage.gui.session.job_view import JobView

_STEPS = 1000
_BAR = 160
_UNDER_WAY = {JobState.RUNNING, JobState.PAUSED}
_NOT_OVER = {*_UNDER_WAY, JobState.QUEUED}


class JobCard(QFrame):
    """Wishes bear the job's number; ``open_folder_wanted`` the folder of its export."""

    pause_wanted = Signal(int)
    resume_wanted = Signal(int)
    cancel_wanted = Signal(int)
    open_folder_wanted = Signal(object)

    def __init__(self, view: JobView) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._view = view
        self._title = ElidedLabel(safe(view.title))
        self._state = PlainLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR)
        self._bar.setAccessibleName(f"Progress of {safe(view.title)}")
        self._numbers = ElidedLabel("", Qt.TextElideMode.ElideRight, "secondary")
        self._pause = LinkButton("Pause")
        self._pause.clicked.connect(self._pause_or_go_on)
        self._cancel = LinkButton("Cancel")
        self._cancel.clicked.connect(self._ask_cancel)
        self._folder = LinkButton("Open folder")
        self._folder.setAccessibleName(f"Open folder of {safe(view.title)}")
        self._folder.clicked.connect(self._ask_folder)
        self._words = PlainLabel(role="secondary")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.show_job(view)

    def show_job(self, view: JobView) -> None:
        """Another look at the same job."""
        self._view = view
        under_way = view.state in _UNDER_WAY
        self._show_state(view.state)
        self._show_bar()
        self._numbers.setText(job_words.numbers(view) if under_way else "")
        self._bar.setVisible(under_way)
        self._numbers.setVisible(under_way)
        verb = "Go on" if view.state is JobState.PAUSED else "Pause"
        self._pause.setText(verb)
        self._pause.setAccessibleName(f"{verb}: {safe(view.title)}")
        self._pause.setVisible(under_way)
        self._cancel.setAccessibleName(f"Cancel: {safe(view.title)}")
        self._cancel.setVisible(view.state in _NOT_OVER)
        self._folder.setVisible(isinstance(view.result, ExportResult))
        told = safe(view.progress.message) if under_way else self._ending()
        self._words.setText(told)
        self._words.setVisible(bool(told))

    def words(self) -> str:
        """What is said of it."""
        return self._words.text()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._title)
        line.addWidget(self._state)
        line.addWidget(self._bar)
        line.addWidget(self._numbers, 1)
        line.addStretch(0)
        for button in (self._pause, self._cancel, self._folder):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._words)

    def _ending(self) -> str:
        return "" if self._view.state in _NOT_OVER else past_words.ended(self._view)

    def _show_state(self, state: JobState) -> None:
        role = "bad" if state is JobState.FAILED else "secondary"
        self._state.setText(job_words.STATES[state])
        self._state.setVisible(state is not JobState.RUNNING)
        if self._state.property("role") != role:
            self._state.setProperty("role", role)
            restyle(self._state)

    def _show_bar(self) -> None:
        progress = self._view.progress
        if progress.total is None:
            self._bar.setRange(0, 0)
            return
        self._bar.setRange(0, _STEPS)
        done = _STEPS * progress.done // progress.total if progress.total else _STEPS
        self._bar.setValue(min(_STEPS, done))

    def _pause_or_go_on(self) -> None:
        held = self._view.state is JobState.PAUSED
        (self.resume_wanted if held else self.pause_wanted).emit(self._view.number)

    def _ask_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self.cancel_wanted.emit(self._view.number)

    def _ask_folder(self) -> None:
        if isinstance(self._view.result, ExportResult):
            self.open_folder_wanted.emit(self._view.result.path)
