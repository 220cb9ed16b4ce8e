"""Pictures that may not be trained on: near copies of those that a model is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

NEAR_BITS: Final = 4


@dataclass(slots=True)
class KeptApart:
    """SHA-256 and difference hash of every picture of `val` and `ood`, of all manifests given."""

    digests: set[str] = field(default_factory=set[str])
    hashes: set[int] = field(default_factory=set[int])

    def add(self, sha256: str, dhash: int | None) -> None:
        """Keep one more picture apart; an empty digest or hash says nothing."""
        if sha256:
            self.digests.add(sha256)
        if dhash is not None:
            self.hashes.add(dhash)

    def meets(self, digests: Iterable[str], hashes: NDArray[np.uint64]) -> bool:
        """Whether a picture with these digests and hashes (any shape) is one of them, or near."""
        if any(digest in self.digests for digest in digests):
            return True
        return bool(self.nearest(hashes) <= NEAR_BITS)

    def nearest(self, hashes: NDArray[np.uint64]) -> int:
        """The fewest bits by which any of ``hashes`` differs from a picture kept apart."""
        if not self.hashes or not hashes.size:
            return 64
        others = np.fromiter(self.hashes, dtype=np.uint64, count=len(self.hashes))
        return int(np.bitwise_count(hashes.reshape(-1, 1) ^ others[None, :]).min())
