"""Whole pictures as the program will give them to the model, for judging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from triage.training.look import open_picture
from triage.training.student import logits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from triage.training.backend import Module
    from triage.training.rows import Row

_TOGETHER: Final = 32


def whole(rows: Sequence[Row], side: int) -> NDArray[np.uint8]:
    """The pictures stretched to (rows, side, side, 3)."""
    size = (side, side)
    made = [open_picture(row.place).resize(size, Image.Resampling.BILINEAR) for row in rows]
    return np.stack([np.asarray(picture) for picture in made])


def logits_of_rows(
    network: Module,
    rows: Sequence[Row],
    side: int,
    device: str,
    said: Callable[[int, int], None],
) -> NDArray[np.float32]:
    """The network's logits of every picture; shape (rows, labels). A few are open at a time."""
    parts: list[NDArray[np.float32]] = []
    for start in range(0, len(rows), _TOGETHER):
        some = rows[start : start + _TOGETHER]
        parts.append(logits_of(network, whole(some, side), device))
        said(start + len(some), len(rows))
    return np.concatenate(parts)
