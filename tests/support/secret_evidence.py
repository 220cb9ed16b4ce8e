"""Evidence with a secret: pictures chequered in a colour that nothing else has, among others.

The model of :mod:`tests.support.tiny_pack` gives the checkers (and what is plain blue) about
0.5 and more for "blue", everything else less than 0.2.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import piexif
from PIL import Image

from tests.support.screen_search import SECRET
from tests.support.tiny_pack import write_tiny_pack
from triage.core.privacy import Privacy, PrivacyLabel

if TYPE_CHECKING:
    from pathlib import Path

LABEL = "tiny/blue"
HIDDEN_CATEGORY = 3
RULE = Privacy(
    on=True,
    labels=(PrivacyLabel(LABEL, 0.3),),
    grades=(HIDDEN_CATEGORY,),
    packs=("tiny",),
)
_GREEN = (30, 150, 60)
_BLUE = (10, 20, 200)
_LARGE = (4000, 3000)
"""Large enough that an import can be watched."""


def write_pack(folder: Path) -> Path:
    """A pack whose label ``blue`` tells the checkers from the others."""
    return write_tiny_pack(folder, labels=["red", "green", "blue"])


def write_evidence(folder: Path, *, each: int = 8) -> None:
    """So many of each kind; by name the kinds take turns, so that every page has all.

    ``checker``: the secret in original and thumbnail. ``embedded``: the secret in the thumbnail
    that a camera would have written into the file, and nowhere else. ``blue``: hidden by the
    rule, but without the secret. ``plain``: not hidden. One ``broken`` file is no picture.
    """
    folder.mkdir(parents=True)
    slow = jpeg(noise(*_LARGE, _GREEN), quality=80, progressive=True)
    for number in range(each):
        place = folder / f"{number:02}"
        place.with_name(f"{number:02}_a_checker.png").write_bytes(png(checkers(480, 360, number)))
        place.with_name(f"{number:02}_b_embedded.jpg").write_bytes(
            with_thumbnail(slow, checkers(160, 120), number)
        )
        place.with_name(f"{number:02}_c_plain.jpg").write_bytes(
            with_thumbnail(slow, noise(160, 120, _GREEN), 1000 + number)
        )
        place.with_name(f"{number:02}_d_checker.jpg").write_bytes(
            with_thumbnail(jpeg(checkers(1200, 900), quality=95), checkers(160, 120), number)
        )
        place.with_name(f"{number:02}_e_blue.png").write_bytes(
            png(noise(400, 300, _BLUE, seed=number))
        )
    (folder / "00_f_broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture at all" * 40)


def write_patches(folder: Path) -> None:
    """``pata``: a picture with a patch of the secret, then a plain one; ``patb``: vice versa.

    The patch is too small for a score: only a grade hides the picture.
    """
    folder.mkdir(parents=True)
    for name, seed in (("pata_0_patch", 1), ("patb_1_patch", 2)):
        pixels = noise(480, 360, _GREEN, seed=seed)
        pixels[100:200, 100:200] = checkers(100, 100)
        (folder / f"{name}.png").write_bytes(png(pixels))
    for name, seed in (("pata_1_plain", 3), ("patb_0_plain", 4)):
        (folder / f"{name}.png").write_bytes(png(noise(480, 360, _GREEN, seed=seed)))


def checkers(width: int, height: int, number: int = 0) -> np.ndarray:
    """Secret and black: in cells of one pixel, below in those of 8 and at the foot of 60.

    One corner differs by ``number``, so that no two of them are copies.
    """
    ys, xs = np.mgrid[0:height, 0:width]
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    for cell, top, bottom in ((1, 0, 3), (8, 3, 6), (60, 6, 10)):
        band = (ys >= height * top // 10) & (ys < height * bottom // 10)
        pixels[band & ((ys // cell + xs // cell) % 2 == 0)] = SECRET
    pixels[:8, : 8 + number] = 40 + number
    return pixels


def noise(width: int, height: int, colour: tuple[int, int, int], seed: int = 0) -> np.ndarray:
    """A colour that is nowhere quite the same."""
    cells = np.random.default_rng(seed).integers(-9, 10, (60, 80, 1))
    small = np.clip(np.array(colour) + cells, 0, 255).astype(np.uint8)
    return np.array(Image.fromarray(small).resize((width, height), Image.Resampling.NEAREST))


def png(pixels: np.ndarray) -> bytes:
    """The pixels as they are."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def jpeg(pixels: np.ndarray, quality: int = 90, *, progressive: bool = False) -> bytes:
    """With all of its colours."""
    out = io.BytesIO()
    image = Image.fromarray(pixels)
    image.save(out, "JPEG", quality=quality, subsampling=0, progressive=progressive)
    return out.getvalue()


def with_thumbnail(picture: bytes, thumbnail: np.ndarray, number: int) -> bytes:
    """A JPEG with a thumbnail in its EXIF; other bytes for each ``number``."""
    named = {piexif.ImageIFD.Make: f"Camera {number}".encode()}
    exif = piexif.dump({"0th": named, "1st": {}, "thumbnail": jpeg(thumbnail)})
    out = io.BytesIO()
    piexif.insert(exif, picture, out)
    return out.getvalue()
