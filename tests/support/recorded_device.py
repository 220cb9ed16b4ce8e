"""A stand-in for a graphics card: a real CPU session that says it is DirectML, and can be lost.

What the engine and the lane ask of ONNX Runtime is recorded; the options that they made are
used for a real session, so that a wrong shape would be a real error.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from triage.inference.providers import Provider
from triage.inference.session import Device, Options, Session, open_session

if TYPE_CHECKING:
    from collections.abc import Sequence

DML = Provider("dml", "Test Graphics 1", (("device_id", "1"),))


class RecordedDevice:
    """``open`` is a session factory; every session that it opened for DirectML runs here."""

    def __init__(
        self, *, lost_at_run: int = 0, nan_at_run: int = 0, silent_fallback: bool = False
    ) -> None:
        self.options: list[Options] = []
        self.asked: list[list[Device]] = []
        self.shapes: list[tuple[int, ...]] = []
        self.input_shapes: list[list[Any]] = []
        self.overlapped = False
        self.lost_at_run = lost_at_run
        self.nan_at_run = nan_at_run
        self.silent_fallback = silent_fallback
        self._busy = threading.Lock()

    def open(self, model: bytes, options: Options, providers: list[Device]) -> Session:
        if providers == ["CPUExecutionProvider"]:
            return open_session(model, options, providers)
        self.options.append(options)
        self.asked.append(providers)
        session = open_session(model, options, ["CPUExecutionProvider"])
        self.input_shapes.append(session.get_inputs()[0].shape)
        return session if self.silent_fallback else _DeviceSession(self, session)

    def run(self, real: Session, names: list[str], feed: dict[str, Any]) -> Sequence[Any]:
        if not self._busy.acquire(blocking=False):
            self.overlapped = True
            raise RuntimeError("two runs at a time")
        try:
            self.shapes.append(next(iter(feed.values())).shape)
            if len(self.shapes) == self.lost_at_run:
                raise RuntimeError("887A0005 the GPU device instance has been suspended")
            time.sleep(0.001)
            scores = real.run(names, feed)
            return [np.full_like(scores[0], np.nan)] if self._is_sick() else scores
        finally:
            self._busy.release()

    def _is_sick(self) -> bool:
        return len(self.shapes) == self.nan_at_run


class _DeviceSession:
    def __init__(self, device: RecordedDevice, real: Session) -> None:
        self._device = device
        self._real = real

    def get_inputs(self) -> Sequence[Any]:
        return self._real.get_inputs()

    def get_outputs(self) -> Sequence[Any]:
        return self._real.get_outputs()

    def get_providers(self) -> list[str]:
        return ["DmlExecutionProvider", "CPUExecutionProvider"]

    def run(self, output_names: list[str], input_feed: dict[str, Any]) -> Sequence[Any]:
        return self._device.run(self._real, output_names, input_feed)
