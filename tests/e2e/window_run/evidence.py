"""Pictures to examine, drawn on the spot: soft colours with hard edges, every one another."""

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

_SIZE = (640, 480)
_A_FOLDER = 50


def draw(folder: Path, count: int) -> Path:
    """``count`` JPEGs of 640x480 in folders of fifty; no two names are the same."""
    for number in range(0, count, _A_FOLDER):
        (folder / f"{number // _A_FOLDER:04}").mkdir(parents=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(partial(_write, folder), range(count), chunksize=64):
            pass
    return folder


def _write(folder: Path, number: int) -> None:
    place = folder / f"{number // _A_FOLDER:04}" / f"IMG_{number:05}.jpg"
    place.write_bytes(_jpeg(number))


def _jpeg(number: int) -> bytes:
    chance = np.random.default_rng(number)
    coarse = Image.fromarray(chance.integers(0, 255, (6, 8, 3), dtype=np.uint8))
    picture = coarse.resize(_SIZE, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(6):
        left, right = sorted(chance.integers(0, _SIZE[0], 2).tolist())
        top, bottom = sorted(chance.integers(0, _SIZE[1], 2).tolist())
        shape = pen.ellipse if chance.random() < 0.5 else pen.rectangle
        shape((left, top, right, bottom), fill=tuple(chance.integers(0, 255, 3).tolist()))
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=80)
    return held.getvalue()
