"""The training itself: a time-bound loop with a moving average of the weights.

The schedule follows the time spent, not a number of steps, so that the same command ends after
the same time on a slow and on a fast machine. That makes two runs alike, never identical.
"""

import copy
import logging
import math
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from triage.training import cache, metrics
from triage.training.backend import Module, Tensor, functional, torch
from triage.training.labels import NAMES
from triage.training.loader import Batch, Loader
from triage.training.manifest import Split
from triage.training.network import Network

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Figures = dict[str, float]

log = logging.getLogger(__name__)

SIDE: Final = 160
# The first half sees smaller pictures: twice as many of them fit into the same time.
EARLY_SIDE: Final = 128
EARLY_SHARE: Final = 0.5
# The last part sees unmixed pictures, as the program will.
MIXING_SHARE: Final = 0.85
MEAN: Final = 0.5
DEVIATION: Final = 0.25
AVERAGE_DECAY: Final = 0.999
CHECKPOINT_SECONDS: Final = 600.0
LABEL_WEIGHTS: Final = {"firearm": 2.0, "knife": 2.0}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told; `minutes` is wall time, `threads` those of torch."""

    minutes: float = 60.0
    seed: int = 1
    threads: int = 1
    bf16: bool = False
    batch: int = 64
    peak_rate: float = 2e-3
    weight_decay: float = 0.05


@dataclass(frozen=True, slots=True)
class HoldOut:
    """The part of train that is never learned from; `plain` and `grey` are (N, 160, 160, 3)."""

    plain: Pixels
    grey: Pixels
    truth: Floats
    known: Floats


@dataclass(slots=True)
class Progress:
    """What a checkpoint keeps beside the weights."""

    seconds: float = 0.0
    processor_seconds: float = 0.0
    steps: int = 0
    best_merit: float = -1.0
    history: list[Figures] = field(default_factory=list[Figures])


def masked_loss(logits: Tensor, targets: Tensor, known: Tensor) -> Tensor:
    """Binary cross-entropy over the judged labels alone; all three have shape (N, 14).

    A label in `unknown` has weight 0, so its target, whatever it says, moves nothing.
    """
    weights = torch.tensor([LABEL_WEIGHTS.get(name, 1.0) for name in NAMES])
    weights = known * weights.to(logits.device)
    single = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    return (single * weights).sum() / weights.sum().clamp(min=1.0)


def learning_rate(peak: float, share: float) -> float:
    """Warm-up over 2 % of the time, then half a cosine down to 1 % of the peak."""
    if share < 0.02:
        return peak * (0.05 + 0.95 * share / 0.02)
    fallen = 0.5 * (1.0 + math.cos(math.pi * min(1.0, (share - 0.02) / 0.98)))
    return peak * (0.01 + 0.99 * fallen)


def normalised(pixels: Pixels) -> Tensor:
    """Bytes (N, H, W, 3) to the network's input (N, 3, H, W)."""
    values = torch.from_numpy(pixels).permute(0, 3, 1, 2).float()
    values = (values / 255.0 - MEAN) / DEVIATION
    return values.contiguous(memory_format=torch.channels_last)


def scores_of(network: Module, pictures: Pixels) -> Floats:
    """Score pictures (N, 160, 160, 3) with the network at rest; shape (N, 14)."""
    network.eval()
    with torch.no_grad():
        parts = [
            torch.sigmoid(network(normalised(pictures[start : start + 32]))).numpy()
            for start in range(0, len(pictures), 32)
        ]
    return np.concatenate(parts)


def merit(plain: Figures, without_colour: Figures) -> float:
    """One number to choose weights by: both weapons in both views, and all labels together."""
    weapons = [view[name] for view in (plain, without_colour) for name in ("firearm", "knife")]
    overall = float(np.nanmean(list(plain.values())))
    return float(np.nanmean([*weapons, overall, overall]))


def prepare_hold_out(split: Split) -> HoldOut:
    """Decode the hold-out as the program would, with colour and without."""
    plain = cache.stretched(split, SIDE)
    return HoldOut(
        plain=plain,
        grey=cache.grey(plain),
        truth=np.stack([row.targets() for row in split.rows]),
        known=np.stack([row.known() for row in split.rows]),
    )


class Trainer:
    """One run: the weights, their moving average, the best average so far."""

    def __init__(self, settings: Settings, out: Path) -> None:
        torch.manual_seed(settings.seed)
        torch.set_num_threads(settings.threads)
        self.settings = settings
        self.out = out
        self.network: Module = Network().to(memory_format=torch.channels_last)
        self.average: Module = copy.deepcopy(self.network)
        self.best: dict[str, Any] = copy.deepcopy(self.average.state_dict())
        self.progress = Progress()
        self._rng = np.random.default_rng(settings.seed)
        self._optimiser = torch.optim.AdamW(_parameter_groups(self.network, settings))

    def run(self, learned: Split, hold_out: HoldOut) -> None:
        """Train until the time is used up; checkpoints go to `out` every ten minutes."""
        if self._share() >= 1.0:
            return
        processor_begun = _processor_seconds()
        pictures = cache.fill(learned)
        seed = self.settings.seed + 1000 * self.progress.steps
        judged_every = max(20.0, self.settings.minutes * 60.0 / 20.0)
        marks = {"judge": self.progress.seconds, "save": self.progress.seconds}
        with Loader(pictures, self.settings.batch, self._side(), seed) as loader:
            while self._share() < 1.0:
                begun = time.monotonic()
                self._step(loader.take(self._side()))
                if self.progress.seconds - marks["judge"] >= judged_every:
                    marks["judge"] = self.progress.seconds
                    self._judge(hold_out)
                if self.progress.seconds - marks["save"] >= CHECKPOINT_SECONDS:
                    marks["save"] = self.progress.seconds
                    self.save(self.out / f"minute-{self.progress.seconds / 60.0:03.0f}.pt")
                self.progress.seconds += time.monotonic() - begun
        self._judge(hold_out)
        # Only now, after its end, is the time of the other process counted as well.
        self.progress.processor_seconds += _processor_seconds() - processor_begun
        self.save(self.out / "last.pt")

    def finished(self) -> Module:
        """The network with the best weights the hold-out has seen, at rest."""
        network = Network()
        network.load_state_dict(self.best)
        return network.eval()

    def save(self, path: Path) -> None:
        """Write everything a resumed run needs."""
        kept = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "best": self.best,
            "optimiser": self._optimiser.state_dict(),
            "seconds": self.progress.seconds,
            "processor_seconds": self.progress.processor_seconds,
            "steps": self.progress.steps,
            "best_merit": self.progress.best_merit,
            "history": self.progress.history,
        }
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            torch.save(kept, file)
        # Renamed when it is whole: a run cut short leaves the checkpoint before this one intact.
        unfinished.replace(path)
        log.info("checkpoint %s", path)

    def resume(self, path: Path) -> None:
        """Go on where the checkpoint at `path` was written."""
        kept = torch.load(path, weights_only=True)
        self.network.load_state_dict(kept["network"])
        self.average.load_state_dict(kept["average"])
        self.best = kept["best"]
        self._optimiser.load_state_dict(kept["optimiser"])
        self.progress = Progress(
            seconds=kept["seconds"],
            processor_seconds=kept["processor_seconds"],
            steps=kept["steps"],
            best_merit=kept["best_merit"],
            history=kept["history"],
        )

    def _share(self) -> float:
        return self.progress.seconds / (self.settings.minutes * 60.0)

    def _side(self) -> int:
        return EARLY_SIDE if self._share() < EARLY_SHARE else SIDE

    def _step(self, batch: Batch) -> None:
        self.network.train()
        for group in self._optimiser.param_groups:
            group["lr"] = learning_rate(self.settings.peak_rate, self._share())
        pixels = normalised(batch.pixels)
        targets = torch.from_numpy(batch.targets)
        known = torch.from_numpy(batch.known)
        if self._share() < MIXING_SHARE and self._rng.random() < 0.5:
            pixels, targets, known = mixed(pixels, targets, known, self._rng)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.settings.bf16):
            logits = self.network(pixels)
        loss = masked_loss(logits.float(), targets, known)
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self._optimiser.step()
        self.progress.steps += 1
        _follow(self.average, self.network, self.progress.steps)
        if self.progress.steps % 50 == 0:
            log.info("step %d, loss %.4f", self.progress.steps, float(loss))

    def _judge(self, hold_out: HoldOut) -> None:
        for name, network in (("average", self.average), ("last", self.network)):
            views = [
                metrics.per_label_precision(
                    scores_of(network, view), hold_out.truth, hold_out.known
                )
                for view in (hold_out.plain, hold_out.grey)
            ]
            reached = merit(views[0], views[1])
            figures = _noted(self.progress, reached, views)
            self.progress.history.append(figures)
            log.info("%s: %s", name, " ".join(f"{k} {v:.3f}" for k, v in figures.items()))
            if reached >= self.progress.best_merit:
                self.progress.best_merit = reached
                self.best = copy.deepcopy(network.state_dict())


def mixed(
    pixels: Tensor, targets: Tensor, known: Tensor, rng: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Blend each picture with another of the batch; a label counts where both were judged."""
    share = float(rng.beta(0.4, 0.4))
    partner = torch.from_numpy(rng.permutation(len(pixels)))
    blended = share * pixels + (1.0 - share) * pixels[partner]
    blended_targets = share * targets + (1.0 - share) * targets[partner]
    return blended, blended_targets, known * known[partner]


def _noted(progress: Progress, reached: float, views: list[Figures]) -> Figures:
    return {
        "minute": progress.seconds / 60.0,
        "step": float(progress.steps),
        "merit": reached,
        "mean": float(np.nanmean(list(views[0].values()))),
        "firearm": views[0]["firearm"],
        "firearm_grey": views[1]["firearm"],
        "knife": views[0]["knife"],
        "knife_grey": views[1]["knife"],
    }


def _processor_seconds() -> float:
    """Processor time of this process and of those it has seen end."""
    return sum(os.times()[:4])


def _follow(average: Module, network: Module, steps: int) -> None:
    """Move the average a little towards the network; at first quickly, later slowly."""
    decay = min(AVERAGE_DECAY, (1.0 + steps) / (10.0 + steps))
    with torch.no_grad():
        kept = average.state_dict()
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                kept[name].lerp_(value, 1.0 - decay)
            else:
                kept[name].copy_(value)


def _parameter_groups(network: Module, settings: Settings) -> list[dict[str, Any]]:
    """Weight decay for kernels only; biases and normalisation have nothing to be decayed."""
    parameters = list(network.parameters())
    return [
        {
            "params": [item for item in parameters if item.ndim > 1],
            "weight_decay": settings.weight_decay,
            "lr": settings.peak_rate,
        },
        {
            "params": [item for item in parameters if item.ndim <= 1],
            "weight_decay": 0.0,
            "lr": settings.peak_rate,
        },
    ]
