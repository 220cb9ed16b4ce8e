"""The bottom line of the window: what the machine does, that nothing is lost, the log's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from triage.core.names import safe
from triage.gui.looks import icons, theme, words
from triage.gui.looks.widgets import ElidedLabel, plain_tip, restyle, set_role
from triage.gui.session.counted import CaseStatus
from triage.gui.work.equation import balances, equation
from triage.gui.work.job_line import JobLine
from triage.gui.work.quiet_button import QuietButton
from triage.gui.work.sharing import Part, shares

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from triage.gui.session.job_view import JobView

_HEIGHT = 30
_MARGIN, _GAP = 12, 12
_CHECK = 12
_HEAD_SHOWN = 4
_DEVICE_LEAST, _LOG_LEAST, _MESSAGE_LEAST = 72, 92, 96


class StatusBar(QWidget):
    """Lays its parts out itself, so that the window may be as narrow as it likes.

    Where there is no room for all of them they shrink by rank; the equation and the verbs never.
    """

    pause_wanted = Signal(int)
    resume_wanted = Signal(int)
    cancel_wanted = Signal(int)
    jobs_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "status")
        self.setAccessibleName("Status")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._status = CaseStatus()
        self.job = JobLine(self)
        self.job.pause_wanted.connect(self.pause_wanted)
        self.job.resume_wanted.connect(self.resume_wanted)
        self.job.cancel_wanted.connect(self.cancel_wanted)
        self.job.jobs_wanted.connect(self.jobs_wanted)
        self._equation = ElidedLabel("", Qt.TextElideMode.ElideRight, "secondary", self)
        self._equation.setFont(theme.font("secondary"))  # its colour may be that of a fault
        self._check = QLabel(self)
        self._check.setAccessibleName("Nothing is missing")
        self._device = ElidedLabel("", Qt.TextElideMode.ElideRight, "secondary", self)
        self._equation.setAccessibleName("Reconciliation")
        self._device.setAccessibleName("Device")
        self._log = QuietButton(self)
        self._log.clicked.connect(self.log_wanted)
        self._offer_copy()
        self.show_status(self._status)

    def sizeHint(self) -> QSize:
        """As wide as it is let."""
        return QSize(0, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It never keeps the window from being narrow."""
        return QSize(0, _HEIGHT)

    def show_status(self, status: CaseStatus) -> None:
        """The equation of the case and its log."""
        self._status = status
        holds = balances(status)
        self._equation.setText(equation(status))
        self._equation.setProperty("role", "secondary" if holds else "bad")
        restyle(self._equation)
        self._check.setVisible(holds)
        head = status.audit_head
        rows = words.noun(status.audit_rows, "row", "rows")
        start = f" \N{MIDDLE DOT} {head[:_HEAD_SHOWN]}\N{HORIZONTAL ELLIPSIS}" if head else ""
        self._log.setText(f"log {rows}{start}")
        self._log.setAccessibleName(f"Audit log, {rows}")
        self._log.setAccessibleDescription(f"Head {head}")
        self._log.setToolTip(plain_tip(f"Audit log: {rows}, head {head}") if head else "")
        self._device.setText(safe(status.device))
        self._arrange()

    def show_job(self, view: JobView | None, waiting: int) -> None:
        """The job that runs now, or that none does; ``waiting`` others stand in line."""
        if view is None:
            self.job.clear(waiting)
        else:
            self.job.show_job(view, waiting)
        self._arrange()

    def status_text(self) -> str:
        """The equation as it stands there."""
        return self._equation.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """New colours, or letters of another width."""
        super().changeEvent(event)
        looks = {QEvent.Type.PaletteChange, QEvent.Type.FontChange}
        if event.type() in looks and hasattr(self, "_log"):
            self._arrange()

    def _offer_copy(self) -> None:
        self._log.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction("Copy head", self._log)
        copy.triggered.connect(self._copy_head)
        self._log.addAction(copy)

    def _copy_head(self) -> None:
        QGuiApplication.clipboard().setText(self._status.audit_head)

    def _arrange(self) -> None:
        self._paint_check()
        right = [self._equation, self._check, self._device, self._log]
        widgets = [*self.job.widgets(), *right]
        parts = [*self.job.parts(), *self._right_parts()]
        widths = shares(self.width() - 2 * _MARGIN, parts, _GAP)
        here = _MARGIN
        for number, (widget, width) in enumerate(zip(widgets, widths, strict=True)):
            if widget is self._equation:
                here = self._put_message(here, self._start_of_right(here, widths[number:]))
            widget.setVisible(width > 0)
            if width:
                self._put(widget, here, width)
                here += width + _GAP

    def _right_parts(self) -> list[Part]:
        device = self._device.sizeHint().width() if self._device.text() else 0
        return [
            Part(self._equation.sizeHint().width() + 1, 0, 0),
            Part(_CHECK if balances(self._status) else 0, 0, 0),
            Part(device, _DEVICE_LEAST, 7),
            Part(self._log.sizeHint().width(), _LOG_LEAST, 6),
        ]

    def _start_of_right(self, left_end: int, widths: list[int]) -> int:
        taken = sum(width + _GAP for width in widths if width) - _GAP
        return max(left_end, self.width() - _MARGIN - taken)

    def _put_message(self, left: int, right: int) -> int:
        """Into the gap: it comes and goes, and must move nothing that can be pressed."""
        message = self.job.message
        room = min(message.sizeHint().width(), right - _GAP - left)
        shown = bool(message.text()) and room >= _MESSAGE_LEAST
        message.setVisible(shown)
        if shown:
            self._put(message, left, room)
        return right

    def _put(self, widget: QWidget, left: int, width: int) -> None:
        height = min(_HEIGHT - 2, max(1, widget.sizeHint().height()))
        widget.setGeometry(left, (_HEIGHT - height + 1) // 2, width, height)

    def _paint_check(self) -> None:
        color = theme.current().good
        self._check.setPixmap(icons.pixmap("check", color, _CHECK, self.devicePixelRatioF()))
