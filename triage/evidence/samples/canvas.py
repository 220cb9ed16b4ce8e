"""What every drawn sample needs: paper, type, text that wraps, dice that always fall alike."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

Colour = tuple[int, int, int]

INK: Colour = (34, 38, 46)
GREY: Colour = (120, 126, 138)
PAPER: Colour = (253, 252, 248)


def dice(kind: str, number: int) -> np.random.Generator:
    """Random numbers that are the same for the same sample on every machine."""
    return np.random.default_rng([zlib.crc32(kind.encode()), number])


def pick(rng: np.random.Generator, choices: Sequence[str]) -> str:
    """One of the words."""
    return choices[int(rng.integers(len(choices)))]


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own type in ``size`` pixels: nothing to install, alike everywhere."""
    return ImageFont.load_default(size)


class Sheet:
    """A picture to write and draw on, with a pen that moves down line by line."""

    def __init__(self, width: int, height: int, ground: Colour = PAPER) -> None:
        self.image = Image.new("RGB", (width, height), ground)
        self.draw = ImageDraw.Draw(self.image)
        self.width = width
        self.height = height
        self.y = 0

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        colour: Colour = INK,
        anchor: str = "la",
    ) -> None:
        """Write one line; ``anchor`` as Pillow names it."""
        self.draw.text(at, words, fill=colour, font=font(size), anchor=anchor)

    def line(self, x: int, words: str, size: int, colour: Colour = INK) -> None:
        """Write one line at the pen and move the pen below it."""
        self.text((x, self.y), words, size, colour)
        self.y += round(size * 1.45)

    def paragraph(self, x: int, room: int, words: str, size: int, colour: Colour = INK) -> None:
        """Write words in lines of at most ``room`` pixels, then half a line of space."""
        for wrapped in self.wrapped(words, room, size):
            self.line(x, wrapped, size, colour)
        self.y += round(size * 0.7)

    def wrapped(self, words: str, room: int, size: int) -> list[str]:
        """The words in lines of at most ``room`` pixels."""
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.draw.textlength(longer, font=font(size)) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def card(
        self, box: tuple[float, float, float, float], ground: Colour, radius: int = 14
    ) -> None:
        """A box with round corners."""
        self.draw.rounded_rectangle(box, radius=radius, fill=ground)
