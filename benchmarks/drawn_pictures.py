"""Pictures drawn by us: thumbnails for a made-up case, and files to import."""

from __future__ import annotations

import io
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from pathlib import Path

_SHAPES = ((320, 240), (240, 320), (320, 180), (320, 320))
_FILE_SHAPE = (640, 480)
_CHUNK = 64


def thumbnails(count: int) -> list[bytes]:
    """Distinct JPEGs of the size of a case's own thumbnails, about 7 KB each."""
    return [_jpeg(number, _SHAPES[number % len(_SHAPES)], 75) for number in range(count)]


def write_pictures(folder: Path, count: int, first: int = 0) -> None:
    """``count`` distinct JPEGs of 640x480, fifty a folder as cameras have it.

    Numbers differ in their pictures: ``first`` is that of the first one.
    """
    numbers = range(first, first + count)
    for group in {number // 50 for number in numbers}:
        (folder / f"{group:04}").mkdir(parents=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(partial(_write, folder), numbers, chunksize=_CHUNK):
            pass


def _write(folder: Path, number: int) -> None:
    place = folder / f"{number // 50:04}" / f"IMG_{number:05}.jpg"
    place.write_bytes(_jpeg(number, _FILE_SHAPE, 80))


def _jpeg(number: int, size: tuple[int, int], quality: int) -> bytes:
    """Soft colours with a few hard edges in them."""
    chance = np.random.default_rng(number)
    coarse = Image.fromarray(chance.integers(0, 255, (6, 8, 3), dtype=np.uint8))
    picture = coarse.resize(size, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(6):
        left, right = sorted(chance.integers(0, size[0], 2).tolist())
        top, bottom = sorted(chance.integers(0, size[1], 2).tolist())
        draw = pen.ellipse if chance.random() < 0.5 else pen.rectangle
        draw((left, top, right, bottom), fill=tuple(chance.integers(0, 255, 3).tolist()))
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=quality)
    return held.getvalue()
