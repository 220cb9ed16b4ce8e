"""A small picture fits its box, whole and never enlarged."""

from __future__ import annotations

import pytest

from triage.evidence.fitted import fitted

RED = bytes((200, 10, 10))


@pytest.mark.parametrize(
    ("size", "box", "comes"),
    [
        ((320, 240), (160, 120), (160, 120)),
        ((320, 240), (160, 160), (160, 120)),
        ((240, 320), (160, 120), (90, 120)),
        ((320, 240), (640, 480), (320, 240)),
        ((320, 240), (310, 240), (320, 240)),
        ((320, 1), (16, 12), (16, 1)),
        ((320, 240), (0, 0), (1, 1)),
    ],
)
def test_it_fits_the_box(size, box, comes):
    width, height, rgb = fitted(size[0], size[1], RED * (size[0] * size[1]), box)
    assert (width, height) == comes
    assert rgb == RED * (width * height)


def test_pixels_that_are_missing_are_refused():
    with pytest.raises(ValueError, match="are no 4 x 4 pixels"):
        fitted(4, 4, RED * 15, (2, 2))
