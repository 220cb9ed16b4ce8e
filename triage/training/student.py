"""The student in training: one step, its moving average, and what a checkpoint keeps of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from triage.training.backend import Module, Tensor, functional, torch
from triage.training.network import DEVIATION, MEAN, Network

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from triage.training.distil import Lesson
    from triage.training.feed import Batch
    from triage.training.plan import Plan
    from triage.training.shape import Shape

AVERAGE_DECAY: Final = 0.9995
LABEL_SHARE: Final = 4.0
COPY_SHARE: Final = 1.0
GUESS_WEIGHT: Final = 0.3
"""A label that nobody judged counts so much, with the teachers' guess in its place."""
_STEEPEST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Device:
    """Where it is computed: ``cpu`` or ``cuda``; ``half`` is bfloat16 where that is faster."""

    name: str
    half: bool

    @classmethod
    def best(cls) -> Device:
        """A GPU where torch finds one, else the CPU."""
        if torch.cuda.is_available():
            return cls("cuda", True)
        return cls("cpu", cpu_has_bfloat16())


def cpu_has_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself; else it would be slower, not faster."""
    named = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(named and named())


class Student:
    """The weights, their moving average, and the optimiser."""

    def __init__(
        self, shape: Shape, labels: int, lesson: Lesson | None, plan: Plan, device: Device
    ) -> None:
        self._lesson = lesson
        self._plan = plan
        self._device = device
        made = Network(shape, labels, lesson.size if lesson else 0)
        self.network: Module = made.to(device.name, memory_format=torch.channels_last)
        self.average: Module = copy.deepcopy(self.network)
        self.step_number = 0
        self._optimiser = torch.optim.AdamW(_parameter_groups(self.network, plan))

    def follow_plan(self, plan: Plan) -> None:
        """Go by another plan from the next step on."""
        self._plan = plan

    def step(self, batch: Batch) -> tuple[float, float]:
        """Learn from one batch; return the loss of the labels and that of the copying."""
        self.network.train()
        for group in self._optimiser.param_groups:
            group["lr"] = self._plan.rate(self.step_number)
        pixels = normalised(batch.pixels).to(self._device.name)
        with torch.autocast(self._device.name, torch.bfloat16, enabled=self._device.half):
            embedding, logits = self.network(pixels)
            told = self.network.copy(embedding).float() if self._lesson else None
        labels, copying = self._losses(batch, logits.float(), told)
        self._optimiser.zero_grad(set_to_none=True)
        (LABEL_SHARE * labels + COPY_SHARE * copying).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), _STEEPEST)
        self._optimiser.step()
        self.step_number += 1
        _follow(self.average, self.network, self.step_number)
        return float(labels.detach()), float(copying.detach())

    def record(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "step": self.step_number,
            "shape": self.network.shape.record(),
            "random": torch.get_rng_state(),
        }

    def restore(self, record: dict[str, Any]) -> None:
        """Be as :meth:`record` found it."""
        self.network.load_state_dict(record["network"])
        self.average.load_state_dict(record["average"])
        self._optimiser.load_state_dict(record["optimiser"])
        self.step_number = record["step"]
        torch.set_rng_state(record["random"])

    def _losses(self, batch: Batch, logits: Tensor, told: Tensor | None) -> tuple[Tensor, Tensor]:
        where = self._device.name
        targets = torch.from_numpy(batch.targets).to(where)
        known = torch.from_numpy(batch.known).to(where)
        if self._lesson is None or told is None:
            return masked_loss(logits, targets, known), torch.zeros((), device=where)
        features = torch.from_numpy(batch.features.astype(np.float32)).to(where)
        wanted = self._lesson.copied(features)
        guesses = self._lesson.guesses(wanted)
        filled = torch.where(known > 0.5, targets, guesses)
        weights = known + (1.0 - known) * GUESS_WEIGHT
        return masked_loss(logits, filled, weights), functional.mse_loss(told, wanted)


def masked_loss(logits: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Binary cross-entropy, each label with its weight; all three have shape (N, labels).

    A weight of 0 means that nobody judged the label: its target, whatever it says, moves nothing.
    """
    single = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    return (single * weights).sum() / weights.sum().clamp(min=1.0)


def normalised(pixels: NDArray[np.uint8]) -> Tensor:
    """Bytes (N, H, W, 3) to the network's input (N, 3, H, W)."""
    values = torch.from_numpy(pixels).permute(0, 3, 1, 2).float()
    values = (values / 255.0 - MEAN) / DEVIATION
    return values.contiguous(memory_format=torch.channels_last)


def logits_of(network: Module, pixels: NDArray[np.uint8], device: str = "cpu") -> np.ndarray:
    """The logits of pictures (N, side, side, 3) by the network at rest; shape (N, labels)."""
    network.eval()
    parts: list[np.ndarray] = []
    with torch.no_grad():
        for start in range(0, len(pixels), 32):
            _embedding, logits = network(normalised(pixels[start : start + 32]).to(device))
            parts.append(logits.float().cpu().numpy())
    return np.concatenate(parts)


def save(record: dict[str, Any], place: Path) -> None:
    """Write a checkpoint whole, or leave the one before it as it was."""
    unfinished = place.with_suffix(".part")
    with unfinished.open("wb") as file:
        torch.save(record, file)
    unfinished.replace(place)


def load(place: Path) -> dict[str, Any]:
    """Read a checkpoint that :func:`save` wrote."""
    return torch.load(place, weights_only=True, map_location="cpu")


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


def _parameter_groups(network: Module, plan: Plan) -> list[dict[str, Any]]:
    """Weight decay for kernels only; biases and normalisation have nothing to be decayed."""
    parameters = list(network.parameters())
    return [
        {
            "params": [item for item in parameters if (item.ndim > 1) == kernels],
            "weight_decay": plan.preset.decay if kernels else 0.0,
            "lr": plan.preset.rate,
        }
        for kernels in (True, False)
    ]
