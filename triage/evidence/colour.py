"""Any Pillow mode to 8-bit RGB as a person would see it on white paper, reduced on the way.

Pillow clips 16-bit grey, drops alpha and ignores colour profiles when it converts; here grey
is scaled by its depth, transparent pictures are laid on white, and profiles are applied (on
the reduced picture). The work is done in bands, so that a large picture needs no second copy.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

import numpy as np
from PIL import Image, ImageCms

BAND_PIXELS: Final = 1 << 20
MOST_PROFILE_BYTES: Final = 4 << 20
_DEEP: Final = {"I", "F", "I;16", "I;16L", "I;16B", "I;16N"}
_ALPHA: Final = {"RGBA", "LA", "PA", "La", "RGBa"}
_PROFILED: Final = {"RGB": b"RGB ", "CMYK": b"CMYK"}


def shown(image: Image.Image, factor: int) -> Image.Image:
    """The loaded picture in RGB, each side divided by ``factor`` (averaging; rounded up)."""
    if image.mode == "P":
        _complete_palette(image)
    profile = _profile(image)
    target = "CMYK" if image.mode == "CMYK" and profile[16:20] == b"CMYK" else "RGB"
    flat = _flat(image, factor, target)
    if profile[16:20] == _PROFILED[target]:
        flat = _managed(flat, profile)
    return flat if flat.mode == "RGB" else flat.convert("RGB")


def _complete_palette(image: Image.Image) -> None:
    """Give a short palette all its 256 colours (black), and no more alphas than these.

    Pillow refuses pixels and alphas that point beyond the palette; other viewers show black.
    """
    alphas = image.info.get("transparency")
    if not isinstance(alphas, bytes):
        return
    palette = image.getpalette("RGB") or []
    image.putpalette(palette + [0] * (768 - len(palette)))
    image.info["transparency"] = alphas[:256]


def _profile(image: Image.Image) -> bytes:
    found = image.info.get("icc_profile")
    return found if isinstance(found, bytes) and len(found) <= MOST_PROFILE_BYTES else b""


def _flat(image: Image.Image, factor: int, target: str) -> Image.Image:
    depth = _depth(image) if image.mode in _DEEP else None
    if factor == 1:
        return _flat_band(image, depth, target)
    width, height = image.size
    result = Image.new(target, (-(-width // factor), -(-height // factor)))
    rows = max(1, BAND_PIXELS // (width * factor)) * factor
    for top in range(0, height, rows):
        band = image.crop((0, top, width, min(top + rows, height)))
        result.paste(_flat_band(band, depth, target).reduce(factor), (0, top // factor))
    return result


def _flat_band(band: Image.Image, depth: tuple[float, float] | None, target: str) -> Image.Image:
    if depth is not None:
        return _scaled(band, depth).convert(target)
    if band.mode in _ALPHA or "transparency" in band.info:
        return _on_white(band.convert("RGBA"))
    return band if band.mode == target else band.convert(target)


def _on_white(band: Image.Image) -> Image.Image:
    paper = Image.new("RGB", band.size, (255, 255, 255))
    paper.paste(band, mask=band.getchannel("A"))
    return paper


def _depth(image: Image.Image) -> tuple[float, float]:
    """The values that become black and white: by the stated depth, else the range in use."""
    if image.mode.startswith("I;16"):
        bits = getattr(image, "tag_v2", {}).get(258, (16,))[0]
        return 0.0, float(2 ** (bits if 8 < bits <= 16 else 16) - 1)
    if image.mode == "I" and image.format in ("PNG", "PPM"):
        return 0.0, 65535.0
    lows: list[float] = []
    highs: list[float] = []
    for top in range(0, image.height, rows := max(1, BAND_PIXELS // image.width)):
        values = np.asarray(image.crop((0, top, image.width, min(top + rows, image.height))))
        finite = values[np.isfinite(values)]
        if finite.size:
            lows.append(float(finite.min()))
            highs.append(float(finite.max()))
    return (min(lows), max(highs)) if lows else (0.0, 1.0)


def _scaled(band: Image.Image, depth: tuple[float, float]) -> Image.Image:
    low, high = depth
    values = np.nan_to_num(np.asarray(band).astype(np.float64), nan=low, posinf=high, neginf=low)
    grey = (values - low) * (255.0 / (high - low) if high > low else 1.0)
    return Image.fromarray(np.clip(np.rint(grey), 0, 255).astype(np.uint8))


def _managed(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in sRGB; unchanged where it is already, or where the profile is damaged."""
    if _says_srgb(profile):
        return image
    try:
        transform = _to_srgb(profile, image.mode)
        changed = ImageCms.applyTransform(image, transform)
    except (ImageCms.PyCMSError, ValueError, OSError):
        return image
    return changed if changed is not None else image


@lru_cache(maxsize=4)
def _to_srgb(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    """Building a transform costs more than using it, and a phone's pictures share one profile."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")


def _says_srgb(profile: bytes) -> bool:
    """Whether the profile's description names sRGB (ICC.1: tag table at 128, ``desc``)."""
    for index in range(min(int.from_bytes(profile[128:132], "big"), 100)):
        row = profile[132 + 12 * index : 144 + 12 * index]
        if row[:4] == b"desc":
            start, length = int.from_bytes(row[4:8], "big"), int.from_bytes(row[8:12], "big")
            text = profile[start : start + min(length, 1024)].replace(b"\0", b"")
            return b"sRGB" in text
    return False
