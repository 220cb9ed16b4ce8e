"""Random changes of a training picture, against the shortcuts listed in the data's README.

Most functions take and return an RGB Pillow picture; all draw from the generator that they are
given, so a seed fixes the outcome. Torch is not needed here.
"""

import io
import math
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

LUMA: Final = np.array([0.299, 0.587, 0.114])
RESIZERS: Final = (
    Image.Resampling.BILINEAR,
    Image.Resampling.BICUBIC,
    Image.Resampling.BOX,
    Image.Resampling.LANCZOS,
)


def bordered(picture: Image.Image, rng: Generator) -> Image.Image:
    """Set the picture on a larger plain sheet: letter boxes, frames, zooming out."""
    width, height = picture.size
    sides = rng.uniform(0.0, 0.35, size=2) * (rng.random(2) < 0.7)
    larger = (width + round(width * sides[0]), height + round(height * sides[1]))
    sheet = Image.new("RGB", larger, _plain_colour(rng))
    corner = (
        int(rng.integers(0, larger[0] - width + 1)),
        int(rng.integers(0, larger[1] - height + 1)),
    )
    sheet.paste(picture, corner)
    return sheet


def tilted(picture: Image.Image, rng: Generator) -> Image.Image:
    """Rotate by up to 30 degrees; the corners are filled with a plain colour."""
    degrees = float(rng.uniform(-30.0, 30.0))
    return picture.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=_plain_colour(rng))


def cropped(picture: Image.Image, side: int, rng: Generator) -> Image.Image:
    """Take 40 to 100 % of the area with the aspect changed by 0.6 to 1.6, to (side, side)."""
    width, height = picture.size
    area = 1.0 - 0.6 * float(rng.random()) ** 1.3
    aspect = math.exp(rng.uniform(math.log(0.6), math.log(1.6)))
    crop_width = min(width, width * math.sqrt(area * aspect))
    crop_height = min(height, height * math.sqrt(area / aspect))
    left = float(rng.uniform(0.0, width - crop_width))
    top = float(rng.uniform(0.0, height - crop_height))
    box = (left, top, min(left + crop_width, width), min(top + crop_height, height))
    return picture.resize((side, side), Image.Resampling.BILINEAR, box=box)


def recoloured(picture: Image.Image, rng: Generator) -> Image.Image:
    """Change saturation, hue, white balance, brightness, contrast and gamma."""
    saturation = rng.uniform(0.2, 1.8)
    mix = saturation * np.eye(3) + (1.0 - saturation) * np.tile(LUMA, (3, 1))
    if rng.random() < 0.3:
        mix = _hue_rotation(rng.uniform(-0.6, 0.6)) @ mix
    balance = rng.uniform(0.88, 1.12, size=3) * rng.uniform(0.65, 1.35)
    matrix = np.concatenate([mix * balance[:, None], np.zeros((3, 1))], axis=1)
    mixed = picture.convert("RGB", tuple(float(value) for value in matrix.reshape(-1)))
    ramp = np.arange(256) / 255.0
    curve = (ramp ** math.exp(rng.uniform(-0.5, 0.5)) - 0.5) * rng.uniform(0.6, 1.4) + 0.5
    table = (np.clip(curve, 0.0, 1.0) * 255.0).round().astype(int).tolist()
    return mixed.point(table * 3)


def softened(picture: Image.Image, rng: Generator) -> Image.Image:
    """Lose detail the way a thumbnail does: scale down by 0.3 to 0.8, then up again."""
    factor = float(rng.uniform(0.3, 0.8))
    small = tuple(max(8, round(length * factor)) for length in picture.size)
    down, up = (RESIZERS[int(rng.integers(len(RESIZERS)))] for _ in range(2))
    return picture.resize((small[0], small[1]), down).resize(picture.size, up)


def recompressed(picture: Image.Image, rng: Generator) -> Image.Image:
    """Write as a JPEG of quality 15 to 85 and read that again."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=int(rng.integers(15, 86)))
    return Image.open(buffer).convert("RGB")


def noisy(pixels: Pixels, rng: Generator) -> Pixels:
    """Add sensor noise of 2 to 14 grey levels; shape (H, W, 3) before and after."""
    strength = float(rng.uniform(2.0, 14.0))
    grain = rng.standard_normal(pixels.shape, dtype=np.float32) * strength
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def erase(pixels: Pixels, rng: Generator) -> None:
    """Fill a rectangle of 10 to 35 % of each side with one colour, in place."""
    height, width = pixels.shape[:2]
    tall = int(height * rng.uniform(0.1, 0.35))
    wide = int(width * rng.uniform(0.1, 0.35))
    top = int(rng.integers(0, height - tall + 1))
    left = int(rng.integers(0, width - wide + 1))
    pixels[top : top + tall, left : left + wide] = rng.integers(0, 256, size=3)


def plain_ground(size: tuple[int, int], rng: Generator) -> Image.Image:
    """A ground without content: one colour or a soft mixture of a few; `size` is (W, H)."""
    if rng.random() < 0.4:
        return Image.new("RGB", size, _any_colour(rng))
    cells = tuple(int(count) for count in rng.integers(1, 7, size=2))
    patches = rng.integers(0, 256, size=(*cells, 3), dtype=np.uint8)
    resizer = Image.Resampling.BICUBIC if rng.random() < 0.7 else Image.Resampling.NEAREST
    return Image.fromarray(patches).resize(size, resizer)


def pasted(
    picture: Image.Image, cut_out: Image.Image, ground: Image.Image, rng: Generator
) -> Image.Image:
    """Set the object of `picture`, given by the mask `cut_out`, somewhere on `ground`.

    The result has the size of `ground`; the object fills 45 to 105 % of it.
    """
    fit = min(ground.width / picture.width, ground.height / picture.height)
    factor = fit * float(rng.uniform(0.45, 1.05))
    size = (max(8, round(picture.width * factor)), max(8, round(picture.height * factor)))
    item = picture.resize(size, Image.Resampling.BILINEAR)
    mask = cut_out.resize(size, Image.Resampling.BILINEAR)
    if rng.random() < 0.5:
        # The object in a light of its own, else "too bright for its ground" would be a sign.
        item = recoloured(item, rng)
    corner = (
        round(float(rng.uniform(-0.1, 1.1)) * (ground.width - size[0])),
        round(float(rng.uniform(-0.1, 1.1)) * (ground.height - size[1])),
    )
    whole = ground.copy()
    whole.paste(item, corner, mask)
    return whole


def _hue_rotation(radians: float) -> NDArray[np.float64]:
    """The matrix (3, 3) that turns colours around the grey axis."""
    third = (1.0 - math.cos(radians)) / 3.0
    lean = math.sqrt(1.0 / 3.0) * math.sin(radians)
    plus, minus = third + lean, third - lean
    straight = math.cos(radians) + third
    return np.array([[straight, minus, plus], [plus, straight, minus], [minus, plus, straight]])


def _plain_colour(rng: Generator) -> Colour:
    """White, black or any colour, a third each: the borders found in real collections."""
    choice = int(rng.integers(3))
    if choice == 2:
        return _any_colour(rng)
    return (255, 255, 255) if choice == 0 else (0, 0, 0)


def _any_colour(rng: Generator) -> Colour:
    red, green, blue = (int(value) for value in rng.integers(0, 256, size=3))
    return red, green, blue
