"""Scores of a batch: one pack on one device, the same to the last bit in any company.

Every run has the same number of pictures, the last one padded with zeros: the kernels that
ONNX Runtime picks, and with them the last bits of a score, depend on the size of the batch.
"""

from __future__ import annotations

import threading
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

import triage
from triage.core.errors import BugError, DeviceLostError, PackError
from triage.core.records import RunProvenance
from triage.inference.normalise import Normaliser
from triage.inference.providers import Provider, cpu
from triage.inference.runtime import runtime_name
from triage.inference.session import (
    OpenSession,
    Session,
    first_line,
    open_session,
    provider_list,
    read_signature,
    session_options,
)

if TYPE_CHECKING:
    from triage.inference.packs import ModelPack

Scores = npt.NDArray[np.float32]
"""float32, 0 to 1: [labels] of one picture, [n, labels] of several."""

_SLACK = 1e-3
"""How far rounding (float16 most of all) may carry a score out of 0 to 1."""


class Engine:
    """A model that is loaded, tried once and ready.

    ``provider`` is what it really runs on. Where that is not what was asked for, it is the CPU
    and ``notice`` says why. ``run`` may be called by several threads at once on the CPU, by
    one only elsewhere. Raises PackError where the model cannot be used at all.
    """

    def __init__(
        self, pack: ModelPack, provider: Provider, sessions: OpenSession = open_session
    ) -> None:
        self.notice = ""
        self._pack = pack
        self._normaliser = Normaliser(pack.manifest.preprocessing)
        self._local = threading.local()
        self._files = pack.read()
        self._signature = read_signature(pack, self._files)
        try:
            self._start(provider, sessions)
        except DeviceLostError as lost:
            self.notice = f"{lost}; the CPU does the work"
            self._start(cpu(), sessions)
        del self._files

    @property
    def provenance(self) -> RunProvenance:
        """What a case keeps of scores that come from here."""
        return RunProvenance(
            runtime=runtime_name(),
            provider=self.provider.ort_name,
            device=self.provider.device,
            app_version=triage.__version__,
            batch=self.batch,
            note=self.notice,
        )

    def run(self, pixels: npt.NDArray[np.uint8]) -> Scores:
        """Scores [n, labels] of RGB pictures [n, height, width, 3], any n.

        Raises DeviceLostError where a device other than the CPU gave no sound answer, and
        PackError where the CPU gave none.
        """
        spec = self._pack.spec
        if pixels.dtype != np.uint8 or pixels.shape[1:] != (spec.height, spec.width, 3):
            raise BugError(f"pixels are {pixels.dtype} {pixels.shape}, not what the pack wants")
        scores = np.empty((len(pixels), len(self._pack.info.labels)), np.float32)
        for start in range(0, len(pixels), self.batch):
            part = pixels[start : start + self.batch]
            scores[start : start + len(part)] = self._run_one(part)
        return scores

    def take_turns_with(self, provider: Provider) -> None:
        """Share the lock of a device with the other models that this import runs on it."""
        self.provider = provider
        self._turn = nullcontext() if provider.is_cpu else provider.turn

    def _start(self, provider: Provider, sessions: OpenSession) -> None:
        self.provider = provider
        self._turn = nullcontext() if provider.is_cpu else provider.turn
        self.batch = self._signature.batch or provider.batch
        self._session = self._open(provider, sessions)
        self._local = threading.local()
        spec = self._pack.spec
        # A device or a model that is no good shows here, and not in the middle of an import.
        self.run(np.zeros((1, spec.height, spec.width, 3), np.uint8))

    def _open(self, provider: Provider, sessions: OpenSession) -> Session:
        options = session_options(self._files, self._signature, provider, self.batch)
        try:
            with self._turn:
                session = sessions(self._files.model, options, provider_list(provider))
        except Exception as error:  # ONNX Runtime's errors have no common base
            raise self._failed("cannot load the model", error) from error
        if provider.ort_name not in session.get_providers():
            raise DeviceLostError(f"{provider.shown} ({provider.device}) could not be started")
        return session

    def _run_one(self, pixels: npt.NDArray[np.uint8]) -> Scores:
        buffer = self._buffer()
        self._normaliser.fill(buffer, pixels)
        try:
            with self._turn:
                (raw,) = self._session.run(
                    [self._signature.output], {self._signature.input: buffer}
                )
        except Exception as error:  # ONNX Runtime's errors have no common base
            raise self._failed("gave no scores", error) from error
        try:
            return self._scores(np.asarray(raw))[: len(pixels)]
        except ValueError as error:
            raise self._failed("gave unusable scores", error) from error

    def _scores(self, raw: npt.NDArray[Any]) -> Scores:
        """Check and finish what the model gave for a full batch."""
        shape = (self.batch, len(self._pack.info.labels))
        if raw.shape[:2] != shape or any(size != 1 for size in raw.shape[2:]):
            raise ValueError(f"their shape is {list(raw.shape)}, and {list(shape)} is needed")
        values = activate(raw.reshape(shape), self._pack.manifest.output.activation)
        if not np.isfinite(values).all():
            raise ValueError("some of them are not numbers")
        if values.min() < -_SLACK or values.max() > 1 + _SLACK:
            raise ValueError("some are not from 0 to 1: set 'activation' in [output]")
        return values.clip(0.0, 1.0).astype(np.float32)

    def _buffer(self) -> npt.NDArray[Any]:
        """The input array of this thread: making one for every run would cost page faults."""
        buffer = getattr(self._local, "buffer", None)
        if buffer is None:
            buffer = self._normaliser.buffer(self.batch)
            self._local.buffer = buffer
        return buffer

    def _failed(self, what: str, error: Exception) -> Exception:
        if self.provider.is_cpu:
            why = first_line(error).rstrip(".")
            return PackError(f"The model of the pack {self._pack.info.name} {what}: {why}.")
        where = f"{self.provider.shown} ({self.provider.device})"
        return DeviceLostError(f"{where} {what}: {first_line(error)}")


def activate(raw: npt.NDArray[Any], activation: str) -> npt.NDArray[np.float64]:
    """Apply ``sigmoid`` or ``softmax`` along the last axis, or ``none``, in float64.

    Neither overflows, however large the logits are. What is not a number stays one.
    """
    values = raw.astype(np.float64)
    if activation == "sigmoid":
        small = np.exp(-np.abs(values))
        return np.where(values >= 0, 1.0, small) / (1.0 + small)
    if activation == "softmax":
        with np.errstate(invalid="ignore"):
            powers = np.exp(values - values.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)
    return values
