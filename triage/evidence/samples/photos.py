"""Landscapes that pass for photographs at a glance: mountains, sea, a skyline, a meadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from triage.evidence.samples.canvas import Colour, dice

if TYPE_CHECKING:
    from numpy.random import Generator

Floats = npt.NDArray[np.float32]

WIDTH, HEIGHT = 1600, 1200

_SKIES: list[tuple[Colour, Colour]] = [
    ((84, 142, 206), (214, 230, 242)),   # noon
    ((62, 78, 140), (250, 178, 118)),    # evening
    ((46, 94, 150), (246, 214, 190)),    # morning
    ((120, 146, 170), (226, 228, 228)),  # haze
]  # fmt: skip


def photo(number: int) -> Image.Image:
    """Photo ``number``: 1600 x 1200 pixels, upright ones turned; four scenes take turns."""
    rng = dice("photo", number)
    scene = (_mountains, _sea, _skyline, _meadow)[number % 4]
    image = _developed(scene(rng, _SKIES[(number // 4 + number) % len(_SKIES)]), rng)
    return image.crop((350, 0, 1250, 1200)) if number % 7 == 5 else image


def _sky(top: Colour, low: Colour, rng: Generator) -> Floats:
    """A gradient with soft clouds, as float RGB."""
    pixels = _gradient(top, low, HEIGHT)
    clouds = (_clouds(rng) - 0.52).clip(0, 0.3)[:, :, None] * np.float32(0.7 / 0.3)
    pixels += (np.array([252, 250, 248], np.float32) - pixels) * clouds
    return pixels


def _gradient(top: Colour, low: Colour, height: int) -> Floats:
    """From one colour to another, downwards, as float RGB of the whole width."""
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    first, last = np.array(top, np.float32), np.array(low, np.float32)
    return np.repeat(first + (last - first) * down, WIDTH, axis=1).astype(np.float32, copy=False)


def _clouds(rng: Generator) -> Floats:
    """Smooth noise in 0-1, wider than it is high: four octaves."""
    total = np.zeros((HEIGHT, WIDTH), np.float32)
    for octave in range(4):
        cells = rng.random((6 * 2**octave, 4 * 2**octave), dtype=np.float32)
        spread = Image.fromarray(cells).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        total += np.asarray(spread, np.float32) / 2**octave
    return (total - total.min()) / (total.max() - total.min())


def _ridge(rng: Generator, base: float, height: float, rough: float) -> Floats:
    """The upper edge of a chain of hills: y of each column."""
    x = np.linspace(0, 1, WIDTH, dtype=np.float32)
    edge = np.zeros(WIDTH, np.float32)
    for octave in range(1, 8):
        phase, swing = rng.uniform(0, 6.28), rng.uniform(0.5, 1.0)
        edge += np.float32(swing * rough**octave) * np.sin(x * 2.4**octave * 2.2 + phase)
    return base - edge * height


def _fill_below(pixels: Floats, edge: Floats, colour: Floats) -> None:
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    # One pixel of blend at the edge: a hard step would look cut out.
    cover = (rows - edge[None, :] + 0.5).clip(0, 1)[:, :, None]
    pixels += (colour - pixels) * cover


def _mountains(rng: Generator, sky: tuple[Colour, Colour]) -> Floats:
    pixels = _sky(*sky, rng)
    haze = np.array(sky[1], np.float32)
    near = np.array([34, 58, 52], np.float32)
    for layer in range(5):
        depth = layer / 4
        edge = _ridge(rng, 520 + 110 * layer, 260 - 40 * layer, 0.56)
        colour = haze + (near - haze) * (0.2 + 0.8 * depth)
        _fill_below(pixels, edge, colour.astype(np.float32))
        if layer == 1:
            _snow(pixels, edge)
    _lake(pixels, rng, 1010)
    return pixels


def _snow(pixels: Floats, edge: Floats) -> None:
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    depth = rows - edge[None, :]
    line = np.float32(edge.min()) + 120 + 30 * np.sin(np.arange(WIDTH) / 23)[None, :]
    cover = ((depth > 0) & (rows < line)).astype(np.float32)[:, :, None]
    pixels += (np.array([244, 246, 250], np.float32) - pixels) * cover * 0.75


def _lake(pixels: Floats, rng: Generator, shore: int) -> None:
    """What lies above the shore, mirrored, darker and rippled."""
    deep = HEIGHT - shore
    mirrored = pixels[shore - deep : shore][::-1] * 0.72 + np.array([8, 22, 34], np.float32)
    for row in range(deep):
        shift = int(rng.normal(0, 1 + row / 30))
        mirrored[row] = np.roll(mirrored[row], shift, axis=0)
    pixels[shore:] = mirrored


def _sea(rng: Generator, sky: tuple[Colour, Colour]) -> Floats:
    pixels = _sky(*sky, rng)
    horizon = 640
    sun = (float(rng.uniform(400, 1200)), float(rng.uniform(320, 560)))
    _sun(pixels, sun)
    far = (round(sky[1][0] * 0.7), round(sky[1][1] * 0.7), round(sky[1][2] * 0.7))
    pixels[horizon:] = _gradient(far, (18, 62, 92), HEIGHT - horizon)
    rows, columns = np.mgrid[0 : HEIGHT - horizon, 0:WIDTH].astype(np.float32)
    # Waves lie closer together the further away they are: the phase grows as the logarithm.
    swell = np.sin(170 * np.log1p(rows / 24) + np.sin(columns / 90 + rows / 40) * 1.6)
    waves = swell * rng.normal(1, 0.5, rows.shape).astype(np.float32)
    pixels[horizon:] += waves[:, :, None] * 7
    glitter = np.exp(-(((columns - sun[0]) / (60 + rows * 0.5)) ** 2)) * (waves > 0.3) * 90
    pixels[horizon:] += glitter[:, :, None] * np.array([1.0, 0.9, 0.7], np.float32)
    _fill_below(pixels, _ridge(rng, 1130, 50, 0.5), np.array([196, 172, 132], np.float32))
    return pixels


def _sun(pixels: Floats, at: tuple[float, float]) -> None:
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    far = np.hypot(columns - at[0], rows - at[1])
    glow = np.exp(-far / 220)[:, :, None] * np.array([96, 74, 36], np.float32)
    pixels += glow
    disc = (46 - far).clip(0, 1)[:, :, None]
    pixels += (np.array([255, 246, 214], np.float32) - pixels) * disc


def _skyline(rng: Generator, sky: tuple[Colour, Colour]) -> Floats:
    pixels = _sky(*sky, rng)
    image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for layer, shade in enumerate([0.62, 0.4, 0.2]):
        colour = tuple(round(c * shade) for c in sky[1])
        x = int(rng.integers(-60, 0))
        while x < WIDTH:
            wide = int(rng.integers(70, 190))
            top = int(rng.integers(380 + layer * 130, 760 + layer * 90))
            draw.rectangle((x, top, x + wide, HEIGHT), fill=colour)
            _windows(draw, rng, (x, top, x + wide), lit=layer > 0)
            x += wide + int(rng.integers(0, 30))
    river = np.asarray(image).astype(np.float32)
    _lake(river, rng, 1060)
    return river


def _windows(
    draw: ImageDraw.ImageDraw, rng: Generator, house: tuple[int, int, int], *, lit: bool
) -> None:
    left, top, right = house
    for y in range(top + 18, HEIGHT, 30):
        for x in range(left + 12, right - 14, 24):
            if lit and rng.random() < 0.4:
                draw.rectangle((x, y, x + 9, y + 14), fill=(250, 214, 140))


def _meadow(rng: Generator, sky: tuple[Colour, Colour]) -> Floats:
    pixels = _sky(*sky, rng)
    for layer in range(3):
        green = np.array([120 - 26 * layer, 160 - 22 * layer, 84 - 18 * layer], np.float32)
        _fill_below(pixels, _ridge(rng, 700 + 130 * layer, 90, 0.45), green)
    image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(3, 7))):
        _tree(draw, rng)
    for _ in range(260):
        x, y = int(rng.integers(0, WIDTH)), int(rng.integers(1000, HEIGHT))
        petal = [(244, 214, 92), (238, 238, 244), (214, 110, 130)][int(rng.integers(3))]
        size = 2 + (y - 1000) // 50
        draw.ellipse((x - size, y - size, x + size, y + size), fill=petal)
    return np.asarray(image).astype(np.float32)


def _tree(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    x, foot = int(rng.integers(80, WIDTH - 80)), int(rng.integers(860, 1040))
    size = (foot - 700) // 2
    draw.rectangle((x - size // 12, foot - size, x + size // 12, foot), fill=(84, 62, 46))
    for _ in range(70):
        dx, dy = rng.normal(0, size * 0.34, 2)
        radius = float(rng.uniform(size * 0.1, size * 0.26))
        shade = float(rng.uniform(0.7, 1.15)) - 0.15 * float(dy) / size
        leaf = tuple(round(c * shade) for c in (58, 104, 54))
        at_x, at_y = x + float(dx), foot - size * 1.35 + float(dy)
        draw.ellipse((at_x - radius, at_y - radius, at_x + radius, at_y + radius), fill=leaf)


def _developed(pixels: Floats, rng: Generator) -> Image.Image:
    """As a lens and a sensor give it: soft, darker corners, a little grain."""
    rows, columns = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
    corners = 1 - 0.16 * (rows**2 + columns**2)
    sharp = Image.fromarray((pixels * corners[:, :, None]).clip(0, 255).astype(np.uint8))
    soft = np.asarray(sharp.filter(ImageFilter.GaussianBlur(1.1))).astype(np.float32)
    grain = rng.normal(0, 3.2, (HEIGHT, WIDTH, 1)).astype(np.float32)
    return Image.fromarray((soft + grain).clip(0, 255).astype(np.uint8))
