"""Near copies: pictures whose difference hashes differ in few bits, turned or mirrored too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from triage.training.kept_apart import NEAR_BITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_TOGETHER: Final = 256


def clusters(hashes: Sequence[NDArray[np.uint64]], given: Sequence[str]) -> list[int]:
    """The number of each picture's cluster.

    ``hashes`` are those of the eight positions of each picture; ``given`` names clusters that
    somebody else found ("" for none): pictures with one name stay together.
    """
    count = len(hashes)
    parents = list(range(count))
    named: dict[str, int] = {}
    for index, name in enumerate(given):
        if name:
            _join(parents, index, named.setdefault(name, index))
    upright = np.array([one[0] for one in hashes], dtype=np.uint64)
    positions = np.array(hashes, dtype=np.uint64).reshape(count, -1)
    for start in range(0, count, _TOGETHER):
        for turn in positions[start : start + _TOGETHER].T:
            near = np.bitwise_count(turn[:, None] ^ upright[None, :]) <= NEAR_BITS
            for first, second in np.argwhere(near).tolist():
                _join(parents, start + first, second)
    return [_root(parents, index) for index in range(count)]


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _join(parents: list[int], first: int, second: int) -> None:
    one, other = _root(parents, first), _root(parents, second)
    # The lower number stays: the outcome does not depend on the order of the joins.
    parents[max(one, other)] = min(one, other)
