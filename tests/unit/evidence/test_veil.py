from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from triage.evidence import veil
from triage.evidence.veil import ThumbnailError, decoded, veiled, veiled_rgb

PAIRS = [
    ((255, 0, 255), (0, 0, 0)),
    ((255, 0, 255), (255, 255, 255)),
    ((0, 255, 0), (255, 0, 255)),
    ((10, 200, 30), (250, 250, 250)),
]
SIZES = [(320, 240), (240, 320), (320, 11), (33, 17), (9, 7), (8, 8), (3, 3), (2, 1)]


def checker(size: tuple[int, int], pair) -> np.ndarray:
    """One-pixel checker of two colours, shape (height, width, 3)."""
    width, height = size
    down, across = np.mgrid[:height, :width]
    return np.array(pair, dtype=np.uint8)[(down + across) % 2]


def jpeg(pixels: np.ndarray) -> bytes:
    """Without chroma subsampling, so that the colours survive the file."""
    into = io.BytesIO()
    Image.fromarray(pixels).save(into, "JPEG", quality=95, subsampling=0)
    return into.getvalue()


def pixels(picture: tuple[int, int, bytes]) -> np.ndarray:
    width, height, rgb = picture
    return np.frombuffer(rgb, np.uint8).reshape(height, width, 3).astype(int)


def nearest(picture: np.ndarray, colour) -> int:
    """How far the nearest pixel is from a colour, in the channel that differs most."""
    return int(np.abs(picture - np.array(colour)).max(axis=-1).min())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pair", PAIRS)
def test_no_colour_of_a_checker_is_left(size: tuple[int, int], pair):
    drawn = checker(size, pair)
    for blurred in (
        pixels(decoded(veiled(jpeg(drawn), "blur"))),
        pixels((*size, veiled_rgb(*size, drawn.tobytes(), "blur"))),
    ):
        assert blurred.shape == drawn.shape
        assert min(nearest(blurred, colour) for colour in pair) > 20


def test_the_checker_is_there_before():
    drawn = checker((320, 240), PAIRS[0])
    assert nearest(pixels(decoded(jpeg(drawn))), PAIRS[0][0]) < 10


def test_a_picture_too_small_for_an_average_becomes_grey():
    assert set(veiled_rgb(1, 1, b"\xff\x00\xff", "blur")) == {128}
    assert set(veiled_rgb(320, 1, b"\xff\x00\xff" * 320, "blur")) == {128}


def test_a_blurred_picture_has_few_averages_and_nothing_finer():
    noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8)
    blurred = pixels((320, 240, veiled_rgb(320, 240, noise.tobytes(), "blur")))
    assert np.abs(np.diff(blurred, axis=1)).max() <= 2
    assert np.abs(np.diff(blurred, axis=0)).max() <= 2


def test_a_blurred_picture_keeps_what_is_bright_and_what_is_dark():
    halves = np.zeros((240, 320, 3), np.uint8)
    halves[:, 160:] = 255
    blurred = pixels(decoded(veiled(jpeg(halves), "blur")))
    assert blurred[:, -20:].mean() - blurred[:, :20].mean() > 100


@pytest.mark.parametrize("style", ["grey", "mosaic", ""])
def test_grey_is_one_flat_grey_and_so_is_an_unknown_style(style: str):
    drawn = checker((60, 40), PAIRS[0])
    for grey in (
        pixels(decoded(veiled(jpeg(drawn), style))),
        pixels((60, 40, veiled_rgb(60, 40, drawn.tobytes(), style))),
    ):
        assert np.unique(grey).tolist() == [128]


@pytest.mark.parametrize("size", [(1025, 8), (8, 1025)])
def test_a_picture_that_is_too_large_is_not_decoded(size: tuple[int, int]):
    data = jpeg(checker(size, PAIRS[0]))
    with pytest.raises(ThumbnailError, match="pixels in a thumbnail"):
        decoded(data)
    assert np.unique(pixels(decoded(veiled(data, "blur")))).tolist() == [128]


def test_too_many_bytes_are_not_decoded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(veil, "MOST_BYTES", 100)
    with pytest.raises(ThumbnailError, match="too many"):
        decoded(jpeg(checker((40, 40), PAIRS[0])))


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff junk"])
def test_what_is_no_jpeg_is_told_and_veiled_as_grey(data: bytes):
    with pytest.raises(ThumbnailError):
        decoded(data)
    assert decoded(veiled(data, "blur"))[:2] == (320, 240)


def test_a_jpeg_that_is_cut_short_is_no_thumbnail():
    noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8)
    data = jpeg(noise)
    with pytest.raises(ThumbnailError):
        decoded(data[: len(data) // 2])


@pytest.mark.parametrize(("width", "height"), [(2, 2), (0, 0), (-1, -1)])
def test_pixels_that_do_not_fit_their_size_are_refused(width: int, height: int):
    with pytest.raises(ValueError, match="are no"):
        veiled_rgb(width, height, b"abc", "blur")
