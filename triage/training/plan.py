"""How long a run is and what it does when: told in steps, so that it may be stopped at any time."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from triage.training.shape import LARGE, SMALL, Shape

WARM_UP_EPOCHS: Final = 1
FALL_SHARE: Final = 0.25
LEAST_RATE: Final = 0.005


@dataclass(frozen=True, slots=True)
class Preset:
    """What ``--preset`` chooses."""

    shape: Shape
    rounds: int
    epochs: int
    side: int
    early_side: int
    early_share: float
    """The share of the steps at ``early_side``: small pictures are cheap and come first."""
    folds: int
    """Groups of sources left out in turn for calibration; 0: a tenth of the clusters instead."""
    fold_epochs: int
    batch: int = 64
    rate: float = 2e-3
    decay: float = 0.05

    def with_epochs(self, epochs: int) -> Preset:
        """The same with another number of epochs; 0 changes nothing."""
        return replace(self, epochs=epochs) if epochs else self

    def record(self) -> dict[str, Any]:
        """Plain values, for a fingerprint and the card."""
        return asdict(self)


QUICK: Final = Preset(SMALL, 3, 40, 128, 96, 0.5, 0, 0)
STANDARD: Final = Preset(LARGE, 3, 40, 160, 128, 0.8, 3, 10)
STRONG: Final = Preset(LARGE, 6, 120, 160, 128, 0.8, 4, 20)
PRESETS: Final = {"quick": QUICK, "standard": STANDARD, "strong": STRONG}


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of one training: ``epochs`` times ``epoch_steps``."""

    preset: Preset
    epochs: int
    epoch_steps: int

    @property
    def steps(self) -> int:
        """All steps."""
        return self.epochs * self.epoch_steps

    def shortened(self, step: int) -> Plan:
        """The plan whose fall begins at the epoch of that step, if that is sooner."""
        done = math.ceil(step / self.epoch_steps)
        return replace(self, epochs=min(self.epochs, math.ceil(done / (1.0 - FALL_SHARE))))

    def is_level(self, step: int) -> bool:
        """Whether the rate neither rises nor falls in that step."""
        return WARM_UP_EPOCHS * self.epoch_steps <= step < self.steps * (1.0 - FALL_SHARE)

    def sides(self) -> list[int]:
        """The side of the pictures in each step."""
        early = int(self.steps * self.preset.early_share)
        return [self.preset.early_side] * early + [self.preset.side] * (self.steps - early)

    def rate(self, step: int) -> float:
        """The learning rate: a warm-up, a level stretch, and a fall at the end.

        The level stretch does not know how long the run is: a run may be made longer or shorter
        while it is on it, and only the fall has to be gone through again.
        """
        warm_up = WARM_UP_EPOCHS * self.epoch_steps
        if step < warm_up:
            return self.preset.rate * (0.02 + 0.98 * step / warm_up)
        fall = max(1.0, self.steps * FALL_SHARE)
        left = min(1.0, max(0.0, self.steps - step) / fall)
        return self.preset.rate * (LEAST_RATE + (1.0 - LEAST_RATE) * (1.0 - math.sqrt(1.0 - left)))
