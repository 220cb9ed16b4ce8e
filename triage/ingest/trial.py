"""How fast a model runs on a device here: a short trial with drawn pictures, no evidence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from triage.inference.lane import Lane
from triage.inference.providers import cpu

if TYPE_CHECKING:
    from concurrent.futures import Future

    from triage.core.job import JobContext
    from triage.core.records import Pixels
    from triage.inference.lane import Scored
    from triage.inference.packs import ModelPack
    from triage.inference.providers import Provider

PICTURES = 16
_STAGE = "trying the model"
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class TrialResult:
    """``rate`` is pictures a second, loading aside; ``seconds_to_load`` is the loading.

    ``provider`` and ``device`` are what really ran; ``notes`` say why that is not what was
    asked for.
    """

    pack: str
    asked: str
    provider: str
    device: str
    pictures: int
    rate: float
    seconds_to_load: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """``pictures`` are scored ``rounds`` times; ``threads`` count for the CPU alone."""

    pictures: int = PICTURES
    rounds: int = _ROUNDS
    threads: int = 1


def trial(
    ctx: JobContext,
    pack: ModelPack,
    provider: Provider,
    amount: Amount | None = None,
    stage: str = _STAGE,
) -> TrialResult:
    """Score drawn pictures. Raises PackError where the model cannot be used, and Cancelled."""
    much = amount or Amount()
    ctx.report(stage, 0, much.pictures)
    began = time.monotonic()
    with Lane(pack, provider, threads=much.threads, wait_s=0.0) as lane:
        loaded = time.monotonic()
        pictures = drawn(pack.spec.width, pack.spec.height, much.pictures)
        # The first round fills caches and wakes the device.
        _score(ctx, lane, pictures[:PICTURES], stage)
        started = time.monotonic()
        for _round in range(much.rounds):
            _score(ctx, lane, pictures, stage)
        seconds = max(time.monotonic() - started, 1e-9)
        used = lane.provenances[-1]
        notes = tuple(lane.notices)
    return TrialResult(
        pack=pack.info.name,
        asked=provider.key,
        provider=_shown(used.provider, provider),
        device=used.device,
        pictures=much.rounds * much.pictures,
        rate=much.rounds * much.pictures / seconds,
        seconds_to_load=loaded - began,
        notes=notes,
    )


def drawn(width: int, height: int, number: int) -> list[Pixels]:
    """Pictures of coloured slopes, no two alike; arrays [height, width, 3]."""
    down = np.linspace(0, 255, height, dtype=np.float32)[:, np.newaxis]
    across = np.linspace(0, 255, width, dtype=np.float32)[np.newaxis, :]
    pictures: list[Pixels] = []
    for place in range(number):
        turn = 255 * place / number
        planes = (down + turn + 0 * across, across + turn + 0 * down, (down + across) / 2 + turn)
        pictures.append((np.stack(planes, axis=-1) % 256).astype(np.uint8))
    return pictures


def _shown(ort_name: str, asked: Provider) -> str:
    """What examiners read for what ONNX Runtime calls it."""
    known = {one.ort_name: one.shown for one in (cpu(), asked)}
    return known.get(ort_name, ort_name)


def _score(ctx: JobContext, lane: Lane, pictures: list[Pixels], stage: str) -> None:
    waiting: list[Future[Scored]] = [lane.submit(picture) for picture in pictures]
    for done, future in enumerate(waiting, 1):
        ctx.checkpoint()
        future.result()
        ctx.report(stage, done, len(pictures))
