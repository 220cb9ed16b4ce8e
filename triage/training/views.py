"""One look at a drawn crop: small shifts, colour, light, sharpness, made anew each time.

The teachers saw the crop as it was drawn. The student is asked to say the same of a grey, dark
or blurred one, and so learns what does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from triage.training import augment

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

LEAST_SIDE_SHARE: Final = 0.84


def view(picture: Image.Image, side: int, rng: Generator) -> NDArray[np.uint8]:
    """A random look at a crop; shape (side, side, 3)."""
    made = _shifted(picture, side, rng)
    if rng.random() < 0.5:
        made = made.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if rng.random() < 0.75:
        made = augment.recoloured(made, rng)
    if rng.random() < 0.22:
        made = made.convert("L").convert("RGB")
    if rng.random() < 0.3:
        made = augment.softened(made, rng)
    if rng.random() < 0.2:
        made = augment.recompressed(made, rng)
    pixels = np.array(made)
    if rng.random() < 0.1:
        pixels = augment.noisy(pixels, rng)
    if rng.random() < 0.15:
        augment.erase(pixels, rng)
    return pixels


def _shifted(picture: Image.Image, side: int, rng: Generator) -> Image.Image:
    width, height = (length * float(rng.uniform(LEAST_SIDE_SHARE, 1.0)) for length in picture.size)
    left = float(rng.uniform(0.0, picture.width - width))
    top = float(rng.uniform(0.0, picture.height - height))
    box = (left, top, left + width, top + height)
    return picture.resize((side, side), Image.Resampling.BILINEAR, box=box)
