"""Which devices can run a model here, by the short names of the command line.

DirectML rules (onnxruntime.ai, DirectML execution provider): no memory pattern, sequential
execution, one ``run`` at a time, fixed shapes. Options for CUDA keep scores reproducible: no
TensorFloat-32, and no choice of algorithm by a stopwatch.
"""

from __future__ import annotations

import platform
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.errors import ProviderError
from triage.inference.runtime import check_runtime, runtime

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CPU", "Provider", "available", "check_runtime", "choose"]

CPU = "cpu"
_ORT_NAMES = {
    "dml": "DmlExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    CPU: "CPUExecutionProvider",
}
"""In the order in which ``auto`` chooses."""

_SHOWN = {"dml": "DirectML", "cuda": "CUDA", "coreml": "CoreML", CPU: "CPU"}
_OPTIONS = {
    "cuda": (("device_id", "0"), ("use_tf32", "0"), ("cudnn_conv_algo_search", "HEURISTIC")),
    "coreml": (("ModelFormat", "MLProgram"),),
}
_CPU_BATCH = 4
_GPU_BATCH = 8


@dataclass(frozen=True, slots=True)
class Provider:
    """A device as ONNX Runtime reaches it; ``device`` names it for people.

    ``turn`` is held during each run on a device other than the CPU: the sessions of several
    packs share the device, and DirectML hung where two ran at once (ONNX Runtime, #20713).
    """

    key: str
    device: str
    options: tuple[tuple[str, str], ...] = ()
    turn: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    @property
    def ort_name(self) -> str:
        """What ONNX Runtime calls it, e.g. ``DmlExecutionProvider``."""
        return _ORT_NAMES[self.key]

    @property
    def shown(self) -> str:
        """What examiners read, e.g. ``DirectML``."""
        return _SHOWN[self.key]

    @property
    def is_cpu(self) -> bool:
        """Whether it is the processor, which is always there and never lost."""
        return self.key == CPU

    @property
    def batch(self) -> int:
        """Pictures a run. On a CPU larger batches are no faster, and padding costs."""
        return _CPU_BATCH if self.is_cpu else _GPU_BATCH


def cpu() -> Provider:
    """The processor."""
    return Provider(CPU, _processor())


def available() -> list[Provider]:
    """All devices of this machine that this ONNX Runtime can use, the best first, CPU last."""
    there = set(runtime().get_available_providers())
    found: list[Provider] = []
    if _ORT_NAMES["dml"] in there:
        found.extend(_directml())
    others = [key for key in _OPTIONS if _ORT_NAMES[key] in there]
    found.extend(Provider(key, "device 0", _OPTIONS[key]) for key in others)
    return [*found, cpu()]


def choose(wanted: str) -> Provider:
    """The device for ``auto``, ``cpu``, ``dml``, ``cuda`` or ``coreml``.

    Raises ProviderError where it is not there.
    """
    found = available()
    if wanted == "auto":
        return found[0]
    for provider in found:
        if provider.key == wanted:
            return provider
    there = ", ".join(dict.fromkeys(provider.key for provider in found))
    raise ProviderError(
        f"The provider {_SHOWN.get(wanted, wanted)!r} is not there on this machine: "
        f"choose auto or one of {there}."
    )


def _directml() -> list[Provider]:
    """One provider a graphics adapter, as Windows ranks them for speed."""
    adapters = [
        device.device
        for device in runtime().get_ep_devices()
        if device.ep_name == _ORT_NAMES["dml"]
    ]
    adapters.sort(key=lambda adapter: _rank(adapter.metadata))
    found = [_adapter(adapter.metadata) for adapter in adapters]
    return found or [_adapter({})]


def _rank(metadata: Mapping[str, str]) -> int:
    return int(metadata.get("DxgiHighPerformanceIndex", 99))


def _adapter(metadata: Mapping[str, str]) -> Provider:
    number = metadata.get("DxgiAdapterNumber", "0")
    name = metadata.get("Description", f"adapter {number}")
    return Provider("dml", name, (("device_id", number),))


def _processor() -> str:
    """The processor's name: kernels, and so the last bits of scores, depend on it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
