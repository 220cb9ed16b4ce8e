"""Which device of this machine scores fastest: the same drawn pictures on each, and a choice."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.ingest.trial import Amount, trial

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from triage.core.job import JobContext
    from triage.inference.packs import ModelPack
    from triage.inference.providers import Provider

PICTURES = 50
_CPU_FASTER = 1.5
"""The CPU also reads and decodes the files: another device leaves it free for that."""


@dataclass(frozen=True, slots=True)
class TriedDevice:
    """``rate`` is pictures a second, 0 where the device gave none; ``note`` says why.

    ``key`` is the short name as in the settings, ``shown`` what people read.
    """

    key: str
    shown: str
    device: str
    rate: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``chosen`` is the key of the device that imports take from now on."""

    tried: tuple[TriedDevice, ...]
    chosen: str


def compare(ctx: JobContext, pack: ModelPack, providers: Sequence[Provider]) -> Comparison:
    """Try each kind of device once, the CPU with all its cores as an import uses it.

    Raises PackError where the model cannot be used at all, and Cancelled.
    """
    amount = Amount(PICTURES, rounds=1, threads=os.cpu_count() or 1)
    tried = [_tried(ctx, pack, provider, amount) for provider in _one_a_kind(providers)]
    return Comparison(tuple(tried), fastest(tried))


def fastest(tried: Iterable[TriedDevice]) -> str:
    """The key of the best device; the CPU only where it is much faster, or alone."""
    sound = [one for one in tried if one.rate > 0]
    cpu = max((one.rate for one in sound if one.key == "cpu"), default=0.0)
    others = [one for one in sound if one.key != "cpu" and cpu < _CPU_FASTER * one.rate]
    return max(others, key=lambda one: one.rate).key if others else "cpu"


def _tried(ctx: JobContext, pack: ModelPack, provider: Provider, amount: Amount) -> TriedDevice:
    result = trial(ctx, pack, provider, amount, provider.shown)
    # A device that was given up in the middle has no rate of its own.
    sound = result.provider == provider.shown
    return TriedDevice(
        key=provider.key,
        shown=provider.shown,
        device=provider.device,
        rate=result.rate if sound else 0.0,
        note="" if sound else " ".join(result.notes),
    )


def _one_a_kind(providers: Sequence[Provider]) -> list[Provider]:
    """The first of each key: that is the one which the key chooses."""
    return list({provider.key: provider for provider in reversed(providers)}.values())[::-1]
