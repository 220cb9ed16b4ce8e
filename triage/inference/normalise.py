"""From pixels to a model's input: ``(pixel * scale - mean) / std``, exactly rounded.

A pixel has 256 values, so that each colour has a table of 256 results, worked out once in
float64. One look-up replaces three passes, the same code serves every number format, and the
result is the same to the last bit on every machine. About 0.06 ms for 160 x 160 pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from triage.inference.pack_toml import Preprocessing

_PIXEL_VALUES = np.arange(256, dtype=np.float64)


class Normaliser:
    """Turns uint8 RGB pictures [n, height, width, 3] into what one pack's model wants."""

    def __init__(self, steps: Preprocessing) -> None:
        self._planes_first = steps.layout == "NCHW"
        self._sources = (0, 1, 2) if steps.colour_order == "RGB" else (2, 1, 0)
        self._tables = [
            ((_PIXEL_VALUES * steps.scale - mean) / std).astype(steps.dtype)
            for mean, std in zip(steps.mean, steps.std, strict=True)
        ]
        sides = (steps.height, steps.width)
        self._shape = (3, *sides) if self._planes_first else (*sides, 3)
        self._dtype = np.dtype(steps.dtype)

    def buffer(self, batch: int) -> npt.NDArray[Any]:
        """Room for ``batch`` inputs: [batch, 3, h, w] or [batch, h, w, 3], all zero."""
        return np.zeros((batch, *self._shape), self._dtype)

    def fill(self, buffer: npt.NDArray[Any], pixels: npt.NDArray[np.uint8]) -> None:
        """Write the inputs of ``pixels`` into ``buffer`` and zeros behind them."""
        for place, picture in enumerate(pixels):
            self._fill_one(buffer[place], picture)
        buffer[len(pixels) :] = 0

    def _fill_one(self, room: npt.NDArray[Any], picture: npt.NDArray[np.uint8]) -> None:
        for channel, source in enumerate(self._sources):
            plane = room[channel] if self._planes_first else room[:, :, channel]
            # Every uint8 is a place of the table: "clip" only spares numpy a check and a copy.
            np.take(self._tables[channel], picture[:, :, source], out=plane, mode="clip")
