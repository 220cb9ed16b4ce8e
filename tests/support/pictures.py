"""Pictures and small source folders drawn on the spot."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


def jpeg_bytes(seed: int, width: int = 64, height: int = 48) -> bytes:
    """A small JPEG whose bytes differ by seed."""
    generator = np.random.default_rng(seed)
    coarse = generator.integers(0, 255, (6, 8, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def png_bytes(seed: int, width: int = 40, height: int = 30) -> bytes:
    """A small PNG whose bytes differ by seed."""
    generator = np.random.default_rng(seed)
    out = io.BytesIO()
    pixels = generator.integers(0, 255, (height, width, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def fill_source(folder: Path, pictures: int = 6) -> Path:
    """A source with pictures in two folders, one copy, a text, an empty and a cut file."""
    (folder / "trip").mkdir(parents=True)
    for n in range(pictures):
        place = folder / "trip" if n % 2 else folder
        (place / f"IMG_{n:04}.jpg").write_bytes(jpeg_bytes(n))
    (folder / "copy.jpg").write_bytes(jpeg_bytes(0))
    (folder / "notes.txt").write_text("only words\n", encoding="utf-8")
    (folder / "empty.jpg").touch()
    (folder / "cut.jpg").write_bytes(jpeg_bytes(99, 400, 300)[:2500])
    (folder / "named.jpg").write_bytes(png_bytes(5))
    return folder


FILLED_EXTRAS = 5
"""Files of :func:`fill_source` beside its pictures."""
