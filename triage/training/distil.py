"""What the student copies of its teachers: their features, shortened, and their guesses.

The features of all teachers side by side are thousands of numbers that say much the same. They
are scaled, turned to their main directions and cut to a few hundred. From those a linear guess
of each label is fitted on the labelled pictures; it stands in where a label was not judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from triage.training.backend import Tensor, functional, torch

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT: Final = 768
"""Directions kept; fewer where the teachers say less."""
_CUT: Final = 6.0
_FLATTENED: Final = 0.25
"""A direction's deviation to this power is divided out: small ones shall count, not drown."""
_GUESS_STEPS: Final = 60
_GUESS_DECAY: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Lesson:
    """From the teachers' features to what the student copies.

    ``centre`` and ``scale`` have shape (features,), ``turn`` (features, kept); ``guess`` maps
    kept numbers to logits of the labels, shape (kept + 1, labels), the last row the offset.
    """

    centre: Tensor
    scale: Tensor
    turn: Tensor
    guess: Tensor

    @property
    def size(self) -> int:
        """How many numbers the student copies."""
        return int(self.turn.shape[1])

    def copied(self, features: Tensor) -> Tensor:
        """What is to be copied of float features (N, features); shape (N, size)."""
        normal = ((features - self.centre) * self.scale).clamp(-_CUT, _CUT)
        return normal @ self.turn

    def guesses(self, copied: Tensor) -> Tensor:
        """The teachers' guess of each label, 0 to 1; shape (N, labels)."""
        return torch.sigmoid(copied @ self.guess[:-1] + self.guess[-1])

    def record(self) -> dict[str, Any]:
        """The tensors, for a checkpoint."""
        return {name: getattr(self, name) for name in ("centre", "scale", "turn", "guess")}


def prepare(
    features: NDArray[np.float16], targets: NDArray[np.float32], known: NDArray[np.float32]
) -> Lesson:
    """Fit a lesson on drawn crops; features (N, any), targets and known (N, labels)."""
    sample = torch.from_numpy(np.asarray(features, dtype=np.float32))
    centre = sample.mean(0)
    scale = 1.0 / sample.std(0).clamp(min=1e-6)
    sample.sub_(centre).mul_(scale).clamp_(-_CUT, _CUT)
    values, vectors = torch.linalg.eigh(sample.T @ sample / len(sample))
    kept = min(KEPT, sample.shape[1], len(sample) - 1)
    spread = values.flip(0)[:kept].clamp(min=1e-6).sqrt()
    turn = vectors.flip(1)[:, :kept] / spread**_FLATTENED
    copied = sample @ turn
    # The mean square of all that is copied is 1, so its share in the loss is always the same.
    turn = turn / copied.square().mean().sqrt()
    copied = sample @ turn
    guess = _fitted(copied, torch.from_numpy(targets), torch.from_numpy(known))
    return Lesson(centre, scale, turn.contiguous(), guess)


def _fitted(copied: Tensor, targets: Tensor, known: Tensor) -> Tensor:
    """Logistic regression of all labels at once, each over the pictures judged for it."""
    weights = torch.zeros(copied.shape[1] + 1, targets.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=_GUESS_STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        logits = copied @ weights[:-1] + weights[-1]
        single = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        total = (single * known).sum() / known.sum().clamp(min=1.0)
        total = total + _GUESS_DECAY * weights[:-1].square().sum()
        total.backward()
        return total

    optimiser.step(loss)
    return weights.detach()
