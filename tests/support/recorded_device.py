"""A stand-in for a graphics card: a real CPU session that says it is DirectML, and can be lost.

What the engine and the lane ask of ONNX Runtime is recorded; the options that they made are
used for a real session, so that a wrong shape would be a real error. What breaks DirectML's
rules (onnxruntime.ai, DirectML execution provider) is an error too, where ONNX Runtime may
correct it with a warning that nobody reads, crash, or hang: memory patterns, parallel
execution, an adapter that is not there, two runs at once, another shape than before. A device
that was lost stays lost, for all of its sessions.
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

LOST = (
    r"E:\_work\1\s\onnxruntime\core\providers\dml\DmlExecutionProvider\src\ExecutionContext.cpp(156)"
    "\\onnxruntime_pybind11_state.pyd!00007FFA1B2C3D4E: (caller: 00007FFA1B2C0000) Exception(3) "
    "tid(1f40) 887A0005 The GPU device instance has been suspended. Use GetDeviceRemovedReason "
    "to determine the appropriate action."
)
"""DXGI_ERROR_DEVICE_REMOVED as ONNX Runtime hands it on."""


class RuleBrokenError(RuntimeError):
    """Something that DirectML does not bear."""


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
        self._refuse(options, providers)
        session = open_session(model, options, ["CPUExecutionProvider"])
        self.input_shapes.append(session.get_inputs()[0].shape)
        return session if self.silent_fallback else _DeviceSession(self, session)

    def _refuse(self, options: Options, providers: list[Device]) -> None:
        if options.enable_mem_pattern:
            raise RuleBrokenError("memory patterns are not supported by DmlExecutionProvider")
        if not str(options.execution_mode).endswith("ORT_SEQUENTIAL"):
            raise RuleBrokenError("parallel execution is not supported by DmlExecutionProvider")
        if providers[0] != (DML.ort_name, dict(DML.options)):
            raise RuleBrokenError("887A0002 there is no such adapter")
        if self._is_lost():
            raise RuntimeError(LOST)

    def run(self, real: Session, names: list[str], feed: dict[str, Any]) -> Sequence[Any]:
        if not self._busy.acquire(blocking=False):
            self.overlapped = True
            raise RuleBrokenError("two runs at a time")
        try:
            self.shapes.append(next(iter(feed.values())).shape)
            if self._is_lost():
                raise RuntimeError(LOST)
            time.sleep(0.001)
            scores = real.run(names, feed)
            return [np.full_like(scores[0], np.nan)] if self._is_sick() else scores
        finally:
            self._busy.release()

    def _is_lost(self) -> bool:
        return 0 < self.lost_at_run <= len(self.shapes)

    def _is_sick(self) -> bool:
        return len(self.shapes) == self.nan_at_run


class _DeviceSession:
    def __init__(self, device: RecordedDevice, real: Session) -> None:
        self._device = device
        self._real = real
        self._shape: tuple[int, ...] = ()

    def get_inputs(self) -> Sequence[Any]:
        return self._real.get_inputs()

    def get_outputs(self) -> Sequence[Any]:
        return self._real.get_outputs()

    def get_providers(self) -> list[str]:
        return ["DmlExecutionProvider", "CPUExecutionProvider"]

    def run(self, output_names: list[str], input_feed: dict[str, Any]) -> Sequence[Any]:
        shape = next(iter(input_feed.values())).shape
        self._shape = self._shape or shape
        if shape != self._shape:
            raise RuleBrokenError(f"80070057 the shape was {self._shape}, and is now {shape}")
        return self._device.run(self._real, output_names, input_feed)
