"""Colour, orientation, hash, thumbnail and model inputs, from drawn pictures."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.unit.evidence.drawn import encoded, scene
from triage.core.records import InputSpec, ResizeRule
from triage.evidence import colour, kinds, orientation, thumbnail
from triage.evidence.model_input import model_input
from triage.evidence.phash import perceptual_hash


def opened(image: Image.Image, form: str, **options) -> Image.Image:
    found = Image.open(io.BytesIO(encoded(image, form, **options)))
    found.load()
    return found


def distance(one: bytes, other: bytes) -> int:
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))


def test_alpha_is_laid_on_white() -> None:
    glass = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    assert colour.shown(opened(glass, "PNG"), 1).getpixel((4, 4)) == (255, 255, 255)


def test_a_transparent_palette_colour_is_white() -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 200, 10, 10])
    assert colour.shown(opened(image, "PNG", transparency=1), 1).getpixel((0, 0)) == (255,) * 3


def test_16_bit_grey_is_scaled_not_clipped() -> None:
    grey = Image.fromarray(np.full((8, 8), 0x8080, dtype=np.uint16))
    assert colour.shown(opened(grey, "PNG"), 1).getpixel((0, 0)) == (128, 128, 128)


def test_floating_grey_is_stretched_and_survives_nan() -> None:
    values = np.array([[0.0, 5.0], [10.0, np.nan]], dtype=np.float32)
    shown = colour.shown(opened(Image.fromarray(values), "TIFF"), 1)
    assert list(np.asarray(shown)[:, :, 0].flat)[:3] == [0, 128, 255]


def test_reducing_in_bands_equals_reducing_at_once(monkeypatch) -> None:
    image = scene(203, 101)
    at_once = image.reduce(4)
    monkeypatch.setattr(colour, "BAND_PIXELS", 3000)
    assert colour.shown(image, 4).tobytes() == at_once.tobytes()


def test_a_profile_that_is_not_srgb_is_applied() -> None:
    red = Image.new("RGB", (8, 8), (200, 40, 40))
    plain = colour.shown(opened(red, "PNG"), 1)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = colour.shown(opened(red, "PNG", icc_profile=profile), 1)
    other = colour.shown(opened(red, "PNG", icc_profile=swapped(profile)), 1)
    assert plain.getpixel((0, 0)) == same.getpixel((0, 0))
    assert other.getpixel((0, 0)) != same.getpixel((0, 0))


def swapped(profile: bytes) -> bytes:
    """The profile with another name, and its red and blue exchanged."""
    named = profile.replace(b"s\0R\0G\0B", b"o\0t\0h\0r").replace(b"sRGB", b"othr")
    return named.replace(b"rXYZ", b"~XYZ").replace(b"bXYZ", b"rXYZ").replace(b"~XYZ", b"bXYZ")


def test_a_damaged_profile_is_ignored() -> None:
    image = opened(scene(8, 8), "PNG", icc_profile=b"\0" * 16 + b"RGB " + b"\xff" * 200)
    assert colour.shown(image, 1).size == (8, 8)


@pytest.mark.parametrize("value", range(1, 9))
def test_every_orientation_shows_the_same_picture(value: int) -> None:
    upright = scene(40, 24)
    undone = {6: 8, 8: 6}.get(value, value)
    stored = orientation.turned(upright, undone)
    assert orientation.turned_size(stored.size, value) == (40, 24)
    assert orientation.turned(stored, value).tobytes() == upright.tobytes()


def test_a_tiff_is_not_turned_again() -> None:
    exif = Image.Exif()
    exif[0x112] = 6
    assert orientation.orientation(opened(scene(9, 5), "TIFF", exif=exif), kinds.TIFF) == 1
    assert orientation.orientation(opened(scene(9, 5), "JPEG", exif=exif), kinds.JPEG) == 6


def test_the_hash_holds_against_scale_and_quality_and_tells_pictures_apart() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    picture = Image.fromarray(noise).resize((600, 400), Image.Resampling.BICUBIC)
    first = perceptual_hash(picture)
    worse = opened(picture.resize((300, 200)), "JPEG", quality=40)
    assert len(first) == 8
    assert distance(first, perceptual_hash(worse)) <= 4
    assert distance(first, perceptual_hash(picture.transpose(Image.Transpose.ROTATE_90))) > 12


def test_the_hash_follows_its_recipe_to_the_bit() -> None:
    ramp = Image.fromarray(np.tile(np.arange(0, 256, 8, dtype=np.uint8), (32, 1))).convert("RGB")
    grey = np.tile(np.arange(0, 256, 8, dtype=np.float64), (32, 1))
    place = np.arange(32)
    waves = [np.cos(np.pi * k * (2 * place + 1) / 64) for k in range(8)]
    low = np.array([[(grey * np.outer(v, u)).sum() for u in waves] for v in waves])
    low = low.round(3)
    bits = (low > np.median(low)).ravel()
    assert perceptual_hash(ramp) == np.packbits(bits).tobytes()


def test_a_thumbnail_fits_320_and_keeps_the_shape() -> None:
    made = Image.open(io.BytesIO(thumbnail.encoded(thumbnail.small(scene(1000, 500)))))
    assert (made.format, made.size) == ("JPEG", (320, 160))
    assert thumbnail.small(scene(5000, 2)).size == (320, 1)
    assert thumbnail.small(scene(20, 10)).size == (20, 10)


def test_stretch_fills_the_input() -> None:
    made = model_input(scene(300, 100), InputSpec(24, 16))
    assert (made.shape, made.dtype, made.flags.c_contiguous) == ((16, 24, 3), np.uint8, True)
    assert made[8, 0, 0] < 10
    assert made[8, -1, 0] > 245


def test_crop_keeps_the_middle_of_the_long_side() -> None:
    spec = InputSpec(50, 50, resize=ResizeRule.SHORT_SIDE_CROP)
    made = model_input(scene(200, 100), spec)
    assert 55 < made[25, 0, 0] < 75
    assert 180 < made[25, -1, 0] < 200


def test_crop_after_a_larger_short_side_is_narrower() -> None:
    spec = InputSpec(50, 50, resize=ResizeRule.SHORT_SIDE_CROP, resize_to=100)
    made = model_input(scene(200, 100), spec)
    assert 85 < made[25, 0, 0] < 105


def test_pad_centres_on_the_pad_value() -> None:
    made = model_input(scene(200, 100), InputSpec(64, 64, resize=ResizeRule.PAD, pad_value=9))
    assert (made[15] == 9).all()
    assert (made[48] == 9).all()
    assert (made[16] != 9).any()


@pytest.mark.parametrize("rule", list(ResizeRule))
@pytest.mark.parametrize("size", [(1, 1), (5000, 1), (1, 700), (3, 2)])
def test_odd_sizes_give_full_inputs(rule: ResizeRule, size: tuple[int, int]) -> None:
    assert model_input(scene(*size), InputSpec(32, 24, resize=rule)).shape == (24, 32, 3)
