"""How large a student is, in numbers; said without torch, so that a plan can be read anywhere."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide and how deep a network is; ``embedding`` is the length of its embedding.

    The first ``plain`` stages have plain blocks, the others bottlenecks.
    """

    stem: int
    widths: tuple[int, ...]
    depths: tuple[int, ...]
    plain: int
    embedding: int

    def record(self) -> dict[str, Any]:
        """Plain values for a checkpoint."""
        return asdict(self)


SMALL: Final = Shape(16, (32, 64, 128, 256), (1, 2, 2, 2), 4, 256)
LARGE: Final = Shape(24, (48, 104, 288, 560), (1, 2, 4, 3), 2, 768)
