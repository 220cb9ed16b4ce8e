"""How often each picture is seen: rare labels more often, large uniform sources less."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from triage.training import rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from triage.training.rows import Row

GROUP_POWER: Final = 0.25
"""A group (one source, one set of labels) of n pictures counts as n ** 0.75 of them."""


def chances(
    pictures: Sequence[Row], names: Sequence[str], emphasis: Mapping[str, float]
) -> NDArray[np.float64]:
    """The chance of each picture to be drawn; shape (pictures,), sum 1."""
    present = rows.targets(pictures, names).astype(np.float64)
    per_label = np.array([emphasis.get(name, 1.0) for name in names])
    per_label = per_label / np.sqrt(np.maximum(present.sum(axis=0), 1.0))
    weights = (present * per_label).max(axis=1)
    # A picture without any label is a plain negative; it counts like the commonest label.
    weights[weights == 0.0] = per_label.min()
    groups = [(row.source, row.labels) for row in pictures]
    sizes = Counter(groups)
    weights *= np.array([sizes[group] for group in groups], dtype=np.float64) ** -GROUP_POWER
    return weights / weights.sum()
