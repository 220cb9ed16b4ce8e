"""One random cut of a picture: what of it is seen, how it is turned, and on which ground.

These are the changes that move pixels about. They are made once and kept, so that teachers look
at exactly what the student will see; changes of colour and sharpness are made anew each time
(`views.py`). Every function draws from the generator it is given, so a seed fixes the outcome.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from triage.training import augment

if TYPE_CHECKING:
    from numpy.random import Generator

WHOLE_SHARE: Final = 0.25
"""How often nearly the whole picture is seen: that is how the program will look at it."""
PAGES: Final = frozenset({"document", "screenshot"})
PHOTOGRAPHED_SHARE: Final = 0.35
BORDER_SHARE: Final = 0.12
TILT_SHARE: Final = 0.3


def cut(picture: Image.Image, side: int, rng: Generator) -> Image.Image:
    """A random part of `picture`, stretched to (side, side)."""
    if rng.random() < BORDER_SHARE:
        picture = augment.bordered(picture, rng)
    if rng.random() < TILT_SHARE:
        picture = augment.tilted(picture, rng)
    if rng.random() < WHOLE_SHARE:
        return picture.resize(
            (side, side), Image.Resampling.BILINEAR, box=_nearly_all(picture, rng)
        )
    return augment.cropped(picture, side, rng)


def trimmed(picture: Image.Image) -> Image.Image:
    """The picture without a uniform border, where it has one: else the border gives it away."""
    pixels = np.asarray(picture.convert("L"), dtype=np.int16)
    rows = np.ptp(pixels, axis=1) > 12
    columns = np.ptp(pixels, axis=0) > 12
    if rows.mean() < 0.5 or columns.mean() < 0.5:
        # An object on a plain ground; cutting all of that away would leave only the object.
        return picture
    top, bottom = int(rows.argmax()), len(rows) - int(rows[::-1].argmax())
    left, right = int(columns.argmax()), len(columns) - int(columns[::-1].argmax())
    return picture.crop((left, top, right, bottom))


def photographed(page: Image.Image, ground: Image.Image, rng: Generator) -> Image.Image:
    """A page or a screen as a camera sees it: in perspective, on a ground, unevenly lit."""
    side = max(ground.size)
    sheet = ground.resize((side, side), Image.Resampling.BILINEAR)
    corners = _seen_corners(page.size, side, rng)
    factors = _perspective(corners, page.size)
    size = (side, side)
    seen = page.transform(
        size, Image.Transform.PERSPECTIVE, factors, resample=Image.Resampling.BILINEAR
    )
    whole = Image.new("L", page.size, 255)
    mask = whole.transform(size, Image.Transform.PERSPECTIVE, factors)
    sheet.paste(_lit(seen, rng), (0, 0), mask)
    return sheet


def _nearly_all(picture: Image.Image, rng: Generator) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(value) for value in rng.uniform(0.0, 0.06, size=4))
    width, height = picture.size
    return width * left, height * top, width * (1.0 - right), height * (1.0 - bottom)


def _seen_corners(page: tuple[int, int], side: int, rng: Generator) -> list[tuple[float, float]]:
    """Where the corners of the page come to lie: top left, then clockwise."""
    fit = side * float(rng.uniform(0.6, 1.0)) / max(page)
    half_width, half_height = page[0] * fit / 2.0, page[1] * fit / 2.0
    turn = math.radians(float(rng.normal(0.0, 8.0)))
    centre = side / 2.0 + rng.normal(0.0, side * 0.04, size=2)
    corners: list[tuple[float, float]] = []
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        across, down = x * half_width, y * half_height
        shift = rng.uniform(-0.07, 0.07, size=2) * side
        corners.append(
            (
                float(centre[0] + across * math.cos(turn) - down * math.sin(turn) + shift[0]),
                float(centre[1] + across * math.sin(turn) + down * math.cos(turn) + shift[1]),
            )
        )
    return corners


def _perspective(corners: list[tuple[float, float]], page: tuple[int, int]) -> tuple[float, ...]:
    """Pillow's eight factors that lead from a seen point back to the page."""
    width, height = page
    places = ((0, 0), (width, 0), (width, height), (0, height))
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, places, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    wanted = np.array([value for place in places for value in place], dtype=np.float64)
    found = np.linalg.lstsq(np.array(rows), wanted, rcond=None)[0]
    return tuple(float(value) for value in found)


def _lit(picture: Image.Image, rng: Generator) -> Image.Image:
    """Light that falls off to one side, in a slight colour."""
    width, height = picture.size
    angle = float(rng.uniform(0.0, 2.0 * math.pi))
    across = np.linspace(-0.5, 0.5, width)[None, :] * math.cos(angle)
    down = np.linspace(-0.5, 0.5, height)[:, None] * math.sin(angle)
    light = float(rng.uniform(0.75, 1.0)) + float(rng.uniform(0.0, 0.5)) * (across + down)
    tint = rng.uniform(0.92, 1.0, size=3)
    pixels = np.asarray(picture, dtype=np.float32) * light[..., None] * tint
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
