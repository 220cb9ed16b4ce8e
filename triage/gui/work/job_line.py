"""The job at the left of the status bar: what, how far, and the verbs to hold or stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from triage.core.job import JobState
from triage.core.names import safe
from triage.gui.looks import theme
from triage.gui.looks.widgets import ElidedLabel, LinkButton, set_tip
from triage.gui.work import job_words
from triage.gui.work.quiet_button import QuietButton
from triage.gui.work.sharing import Part

if TYPE_CHECKING:
    from triage.gui.session.job_view import JobView

_BAR_WANT, _BAR_LEAST = 160, 40
_BAR_HEIGHT = 6
_STEPS = 1000
_TITLE_LEAST, _NUMBERS_LEAST = 72, 64
_PAUSE, _GO_ON, _CANCEL = "Pause", "Go on", "Cancel"
_CANCELLING = "stopping\N{HORIZONTAL ELLIPSIS}"
_VERB_PADDING = 10


class JobLine(QObject):
    """Owns the controls; where they lie is the bar's business."""

    pause_wanted = Signal(int)
    resume_wanted = Signal(int)
    cancel_wanted = Signal(int)
    jobs_wanted = Signal()

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._number = 0
        self._state = JobState.QUEUED
        self._widest = 0
        self.title = QuietButton(ground)
        self.title.clicked.connect(self.jobs_wanted)
        self.bar = QProgressBar(ground)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.setAccessibleName("Progress")
        self.numbers = ElidedLabel("", Qt.TextElideMode.ElideRight, "secondary", ground)
        self.numbers.setAccessibleName("Progress in numbers")
        self.pause = LinkButton(_PAUSE, ground)
        self.pause.clicked.connect(self._pause_or_go_on)
        self.cancel = LinkButton(_CANCEL, ground)
        self.cancel.clicked.connect(self._cancel)
        self.waiting = LinkButton("", ground)
        self.waiting.clicked.connect(self.jobs_wanted)
        self.message = ElidedLabel("", Qt.TextElideMode.ElideMiddle, "secondary", ground)
        self.message.setAccessibleName("What the job says")
        for button in (self.pause, self.cancel, self.waiting):
            button.setFont(theme.font("secondary"))
        self.clear(0)

    def widgets(self) -> list[QWidget]:
        """From left to right; ``message`` comes after them where there is room to spare."""
        return [self.title, self.bar, self.numbers, self.pause, self.cancel, self.waiting]

    def clear(self, waiting: int) -> None:
        """No job runs."""
        self._number = 0
        self._widest = 0
        self.title.setText("Jobs")
        self.title.setToolTip("")
        self.title.setAccessibleName("Jobs")
        self.numbers.setText("")
        self.message.setText("")
        self._show_waiting(waiting)

    def show_job(self, view: JobView, waiting: int) -> None:
        """One look at the job that runs."""
        if view.number != self._number:
            self._begin(view)
        self._state = view.state
        self._show_bar(view)
        told = job_words.numbers(view)
        self.numbers.setText(told if self.cancel.isEnabled() else _CANCELLING)
        self._widest = max(self._widest, self.numbers.sizeHint().width())
        self.message.setText(safe(view.progress.message))
        self._name(self.pause, _GO_ON if view.state is JobState.PAUSED else _PAUSE)
        self._show_waiting(waiting)

    def parts(self) -> list[Part]:
        """What each of the widgets wants, in their order.

        Numbers never shrink within a job: what stands beside them would move under the pointer.
        """
        runs = bool(self._number)
        title = self.title.sizeHint().width()
        waiting = self._width(self.waiting, ("",)) if self.waiting.text() else 0
        return [
            Part(title, _TITLE_LEAST, 2),
            Part(_BAR_WANT * runs, _BAR_LEAST, 4, modest=True),
            Part(self._widest * runs, _NUMBERS_LEAST, 3),
            Part(self._width(self.pause, (_PAUSE, _GO_ON)) * runs, 0, 0),
            Part(self._width(self.cancel, (_CANCEL,)) * runs, 0, 0),
            Part(waiting, waiting, 5),
        ]

    @property
    def runs(self) -> bool:
        """Whether a job is shown."""
        return bool(self._number)

    def _begin(self, view: JobView) -> None:
        self._number = view.number
        self._widest = 0
        title = safe(view.title)
        self.title.setText(title)
        set_tip(self.title, f"{title}. Press to see all jobs.")
        self.title.setAccessibleName(f"Jobs: {title}")
        self.cancel.setEnabled(True)
        self._name(self.cancel, _CANCEL)
        self.pause.setEnabled(True)

    def _show_bar(self, view: JobView) -> None:
        total = view.progress.total
        if total is None:
            self.bar.setRange(0, 0)
            return
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(min(_STEPS, _STEPS * view.progress.done // total) if total else _STEPS)

    def _show_waiting(self, waiting: int) -> None:
        self.waiting.setText(f"{waiting} waiting" if waiting else "")
        self.waiting.setAccessibleName(f"{waiting} jobs waiting")

    def _pause_or_go_on(self) -> None:
        wish = self.resume_wanted if self._state is JobState.PAUSED else self.pause_wanted
        wish.emit(self._number)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.pause.setEnabled(False)
        self.numbers.setText(_CANCELLING)
        self.cancel_wanted.emit(self._number)

    @staticmethod
    def _name(button: LinkButton, verb: str) -> None:
        if button.text() != verb:
            button.setText(verb)
        button.setAccessibleName(f"{verb} job")

    @staticmethod
    def _width(button: LinkButton, texts: tuple[str, ...]) -> int:
        """Room for the longest of its texts: the next button must not move when it changes."""
        measure = button.fontMetrics().horizontalAdvance
        return max(measure(text) for text in (button.text(), *texts)) + _VERB_PADDING
