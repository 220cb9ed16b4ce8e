"""A picture as a model pack wants it: the size and the rule of its :class:`InputSpec`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from triage.core.records import ResizeRule

if TYPE_CHECKING:
    from triage.core.records import InputSpec, Pixels

_RESAMPLE: Final = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}


def model_input(picture: Image.Image, spec: InputSpec) -> Pixels:
    """Shape (spec.height, spec.width, 3), uint8 RGB, contiguous, from an RGB picture.

    Raises ``KeyError`` for an unknown ``resample``.
    """
    resample = _RESAMPLE[spec.resample]
    wanted = (spec.width, spec.height)
    if spec.resize is ResizeRule.STRETCH:
        made = picture.resize(wanted, resample)
    elif spec.resize is ResizeRule.SHORT_SIDE_CROP:
        made = picture.resize(wanted, resample, box=_crop_box(picture.size, spec))
    else:
        made = _padded(picture, spec, resample)
    return np.array(made, dtype=np.uint8)


def _crop_box(size: tuple[int, int], spec: InputSpec) -> tuple[float, float, float, float]:
    """The part of the picture that the centre crop keeps, in the picture's own pixels."""
    width, height = size
    scale = max(spec.resize_to / min(size), spec.width / width, spec.height / height)
    kept_width, kept_height = min(width, spec.width / scale), min(height, spec.height / scale)
    left, top = (width - kept_width) / 2, (height - kept_height) / 2
    return left, top, min(width, left + kept_width), min(height, top + kept_height)


def _padded(picture: Image.Image, spec: InputSpec, resample: Image.Resampling) -> Image.Image:
    width, height = picture.size
    scale = min(spec.width / width, spec.height / height)
    size = (
        min(spec.width, max(1, round(width * scale))),
        min(spec.height, max(1, round(height * scale))),
    )
    sheet = Image.new("RGB", (spec.width, spec.height), (spec.pad_value,) * 3)
    left, top = (spec.width - size[0]) // 2, (spec.height - size[1]) // 2
    sheet.paste(picture.resize(size, resample), (left, top))
    return sheet
