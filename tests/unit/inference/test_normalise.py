"""Preprocessing arithmetic, against the formula written out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from triage.inference.normalise import Normaliser

if TYPE_CHECKING:
    from triage.core.records import Pixels
    from triage.inference.packs import ModelPack

_MEAN = (0.485, 0.456, 0.406)
_STD = (0.229, 0.224, 0.225)


def _filled(pack: ModelPack, pixels: Pixels, batch: int, **changes: object) -> np.ndarray:
    steps = replace(pack.manifest.preprocessing, **changes)
    normaliser = Normaliser(steps)
    buffer = normaliser.buffer(batch)
    buffer[:] = 9
    normaliser.fill(buffer, pixels)
    return buffer


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_planes_hold_the_formula_exactly_rounded(
    tiny: ModelPack, pictures: Pixels, dtype: str
) -> None:
    got = _filled(tiny, pictures[:2], 2, mean=_MEAN, std=_STD, dtype=dtype)
    exact = (pictures[:2] * tiny.manifest.preprocessing.scale - _MEAN) / _STD
    assert got.dtype == dtype
    assert np.array_equal(got, exact.transpose(0, 3, 1, 2).astype(dtype))


def test_bgr_puts_blue_first_with_the_first_mean(tiny: ModelPack, pictures: Pixels) -> None:
    got = _filled(tiny, pictures[:1], 1, scale=1.0, mean=(1.0, 2.0, 3.0), colour_order="BGR")
    assert np.array_equal(got[0, 0], pictures[0, :, :, 2].astype(np.float32) - 1)
    assert np.array_equal(got[0, 2], pictures[0, :, :, 0].astype(np.float32) - 3)


def test_colours_last_where_the_model_wants_it(tiny: ModelPack, pictures: Pixels) -> None:
    got = _filled(tiny, pictures[:2], 2, scale=1.0, layout="NHWC", colour_order="BGR")
    assert np.array_equal(got, pictures[:2, :, :, ::-1].astype(np.float32))


def test_a_uint8_model_gets_the_pixels(tiny: ModelPack, pictures: Pixels) -> None:
    got = _filled(tiny, pictures[:2], 2, scale=1.0, dtype="uint8")
    assert np.array_equal(got, pictures[:2].transpose(0, 3, 1, 2))


def test_what_is_left_of_a_batch_is_zero(tiny: ModelPack, pictures: Pixels) -> None:
    got = _filled(tiny, pictures[:1], 4)
    assert not got[1:].any()
    assert got[0].any()
