"""Tries the devices in a job of its own, shows how far it is, and keeps what was chosen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from triage.core.errors import KnownError
from triage.core.job import Job
from triage.gui.looks.dialogs import tell_error
from triage.gui.start.trial_words import locked_words, result_words, skipped_words

if TYPE_CHECKING:
    from concurrent.futures import Future

    from triage.core.job import JobContext
    from triage.gui.looks.settings import Settings
    from triage.gui.session.courier import Courier
    from triage.gui.start.device_panel import DevicePanel
    from triage.ingest.device_trial import Comparison

PROVIDER = "provider"
_AUTO = "auto"
_LOOK_MS = 100


class DeviceDesk(QObject):
    """``settled`` bears the device that imports take from now on, whatever came of the trial."""

    settled = Signal(str)

    def __init__(
        self,
        panel: DevicePanel,
        settings: Settings,
        courier: Courier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._settings = settings
        self._courier = courier
        self._job: Job[Comparison] | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        panel.skip_wanted.connect(self.skip)
        panel.again_wanted.connect(self.begin)

    def begin(self) -> None:
        """Try them, unless an administrator has decided; one trial at a time."""
        if self._settings.locked(PROVIDER):
            self._panel.show_decided(locked_words(self._provider()))
            self.settled.emit(self._provider())
            return
        if self._job is not None:
            return
        self._panel.begin()
        self._job = job = Job("device trial", _compare)
        self._courier.deliver(job.future, self, self._ended)
        # No daemon: one that is cut off within ONNX Runtime takes the whole program down with it.
        threading.Thread(target=job.run, name="device-trial").start()
        self._look.start()

    def skip(self) -> None:
        """Wait for it no longer; what counted before counts on. It stops at its next picture."""
        if self._job is None:
            return
        self.close()
        self._panel.show_result((skipped_words(self._provider()),))
        self.settled.emit(self._provider())

    def close(self) -> None:
        """Let a trial that runs stop at its next picture, and hear of it no more."""
        self._look.stop()
        if self._job is not None:
            self._job.ctx.cancel()
        self._job = None

    def _show_progress(self) -> None:
        progress = None if self._job is None else self._job.ctx.progress
        if progress is not None and progress.total:
            self._panel.show_progress(progress.stage, progress.done, progress.total)

    def _ended(self, done: Future[Comparison]) -> None:
        if self._job is None or done is not self._job.future:
            return  # it was skipped, and another one may run by now
        self._look.stop()
        self._job = None
        error = done.exception()
        if error is None:
            self._keep(done.result())
            self._panel.show_result(result_words(done.result()))
        else:
            said = str(error) if isinstance(error, KnownError) else "The trial did not work."
            self._panel.show_result((said,))
            if not isinstance(error, KnownError):
                tell_error(self._panel, error)
        self.settled.emit(self._provider())

    def _keep(self, done: Comparison) -> None:
        """A device that was alone is not fixed: one that comes later shall count by itself."""
        self._settings.set(PROVIDER, done.chosen if len(done.tried) > 1 else _AUTO)
        self._settings.save()

    def _provider(self) -> str:
        return self._settings.get(PROVIDER, _AUTO)


def _compare(ctx: JobContext) -> Comparison:
    # NumPy and ONNX Runtime come with them: the window comes first.
    from triage.inference.packs import default_packs  # noqa: PLC0415  see above
    from triage.inference.providers import available  # noqa: PLC0415  see above
    from triage.ingest.device_trial import compare  # noqa: PLC0415  see above

    return compare(ctx, default_packs()[0], available())
