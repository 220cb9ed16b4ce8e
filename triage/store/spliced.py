"""Columns that grow and change without touching the arrays that others still read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from triage.store.coded import AnyRows

N = TypeVar("N", bound=np.generic)


def spliced(
    column: npt.NDArray[N], rows: AnyRows, values: npt.NDArray[N], size: int
) -> npt.NDArray[N]:
    """A column of ``size`` items: that one, with ``values`` at ``rows`` in their place.

    All items that are new must be among ``rows``. The wider of the two types is kept.
    """
    made = np.empty(size, dtype=np.promote_types(column.dtype, values.dtype))
    made[: len(column)] = column
    made[rows] = values
    return made
