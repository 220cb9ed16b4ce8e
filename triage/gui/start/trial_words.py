"""What a trial of the devices gave, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from triage.core.names import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.ingest.device_trial import Comparison, TriedDevice

_FEW = 10
_SHOWN = {"dml": "DirectML", "cuda": "CUDA", "coreml": "CoreML", "cpu": "CPU"}
_BEST = "the best device that is found at each start"


def result_words(done: Comparison) -> list[str]:
    """A line for each device, then what was chosen and why."""
    return [*(_line(one) for one in done.tried), _chosen(done.chosen, done.tried)]


def locked_words(provider: str) -> str:
    """The device was decided by somebody else."""
    return f"Your administrator has chosen the device for this machine: {_named(provider)}."


def skipped_words(provider: str) -> str:
    """No trial was made, or not to its end; what counts is what counted before."""
    return f"Skipped. Pictures are looked at by {_named(provider)}."


def _named(provider: str) -> str:
    return _BEST if provider == "auto" else safe(_SHOWN.get(provider, provider))


def _line(tried: TriedDevice) -> str:
    name = f"{safe(tried.shown)} ({safe(tried.device)})" if tried.device else safe(tried.shown)
    if tried.rate <= 0:
        why = f" {safe(tried.note).rstrip('.')}." if tried.note else ""
        return f"{name}: cannot be used.{why}"
    digits = 0 if tried.rate >= _FEW else 1
    return f"{name}: {QLocale().toString(tried.rate, 'f', digits)} pictures a second"


def _chosen(key: str, tried: Sequence[TriedDevice]) -> str:
    chosen = next((one for one in tried if one.key == key), None)
    if chosen is None or chosen.rate <= 0:
        return "No device gave scores; see the self-test under Help."
    if len(tried) == 1:
        return f"Chosen: {safe(chosen.shown)}, the only device that was found here."
    slower = any(one.key == "cpu" and one.rate > chosen.rate for one in tried)
    free = " It leaves the CPU free to read the files." if slower else ""
    return f"Chosen: {safe(chosen.shown)}.{free}"
