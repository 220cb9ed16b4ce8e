"""Letters on A4 paper: head, address, real paragraphs, a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from triage.evidence.samples.canvas import GREY, INK, Colour, Sheet, dice, pick

if TYPE_CHECKING:
    from numpy.random import Generator

_SENDERS = [
    ("Harbour Lane Housing", "12 Harbour Lane, Port Ellery", (28, 82, 120)),
    ("Ellery Public Library", "3 Market Square, Port Ellery", (94, 56, 116)),
    ("Northfield Garden Club", "The Old Barn, Northfield", (44, 106, 64)),
    ("Coastline Rail", "Customer desk, Station Road 1", (150, 62, 40)),
]
_READERS = ["Ms Ada Lindqvist", "Mr Jonas Weber", "Mrs Rosa Oliveira", "Dr Kim Park"]
_STREETS = ["44 Chestnut Road", "7 Mill Street", "108 Riverside Walk", "21 Hill View"]
_SUBJECTS = [
    "Your visit in spring",
    "New opening hours",
    "Annual meeting and programme",
    "Works on the staircase",
    "Your season ticket",
]
_SENTENCES = [
    "Thank you for your letter of last week, which reached us on Thursday.",
    "We are glad to confirm that everything is prepared for the date you proposed.",
    "Please bring this letter with you, so that our colleagues can find your papers quickly.",
    "From the first of next month our office opens at nine and closes at half past five.",
    "The work in the stairwell will take about ten days and begins on Monday morning.",
    "If the date does not suit you, a short call is enough and we will find another one.",
    "You will find the programme and a small map of the grounds on the second page.",
    "Members who help with the spring planting are invited to tea in the old barn.",
    "Your ticket stays valid on all lines, including the boat to the islands.",
    "We apologise for the noise and have asked the builders to start no earlier than eight.",
    "The reading room on the first floor has new desks and far better light than before.",
    "Should you have any question, our desk is happy to help you at any time.",
]


def letter(number: int) -> Image.Image:
    """Letter ``number``: 1240 x 1754 pixels, A4 at 150 dots an inch."""
    rng = dice("letter", number)
    name, street, colour = _SENDERS[number % len(_SENDERS)]
    sheet = Sheet(1240, 1754)
    _head(sheet, name, street, colour)
    _address(sheet, rng, number)
    sheet.line(140, pick(rng, _SUBJECTS), 34)
    sheet.y += 24
    sheet.line(140, "Dear reader," if number % 3 else "Good day,", 26)
    sheet.y += 14
    for _ in range(3 + number % 2):
        chosen = rng.permutation(len(_SENTENCES))[: 3 + int(rng.integers(2))]
        sheet.paragraph(140, 960, " ".join(_SENTENCES[n] for n in chosen), 26)
    _close(sheet, rng, name, colour)
    return _scanned(sheet.image, rng) if number % 2 else sheet.image


def _head(sheet: Sheet, name: str, street: str, colour: Colour) -> None:
    sheet.draw.rectangle((0, 0, sheet.width, 16), fill=colour)
    sheet.draw.ellipse((140, 84, 212, 156), fill=colour)
    sheet.text((176, 120), name[0], 44, (255, 255, 255), "mm")
    sheet.text((236, 88), name, 38, colour)
    sheet.text((236, 134), street, 22, GREY)
    sheet.draw.line((140, 190, sheet.width - 140, 190), fill=colour, width=2)


def _address(sheet: Sheet, rng: Generator, number: int) -> None:
    sheet.y = 260
    sheet.line(140, pick(rng, _READERS), 26)
    sheet.line(140, pick(rng, _STREETS), 26)
    sheet.line(140, "Port Ellery", 26)
    sheet.text((1100, 260), f"{3 + number % 25} March 2026", 26, INK, "ra")
    sheet.y += 70


def _close(sheet: Sheet, rng: Generator, name: str, colour: Colour) -> None:
    sheet.y += 20
    sheet.line(140, "With kind regards", 26)
    steps = np.linspace(0, 3.2 * np.pi, 90)
    heights = np.sin(steps * (1.0 + rng.random() * 0.4)) * 26 * np.exp(-steps / 9)
    points = [(150 + n * 3.4, sheet.y + 44 - float(h)) for n, h in enumerate(heights)]
    sheet.draw.line(points, fill=(30, 48, 120), width=3, joint="curve")
    sheet.y += 96
    sheet.line(140, name, 24, GREY)
    foot = f"{name}  -  page 1 of 1"
    sheet.text((sheet.width / 2, sheet.height - 70), foot, 20, colour, "ma")


def _scanned(image: Image.Image, rng: Generator) -> Image.Image:
    """As a flatbed gives it: a little askew, a little grain, not quite white."""
    turned = image.rotate(
        float(rng.uniform(-1.1, 1.1)), Image.Resampling.BICUBIC, fillcolor=(246, 244, 238)
    )
    pixels = np.asarray(turned).astype(np.float32)
    shade = np.linspace(1.0, 0.95, pixels.shape[1], dtype=np.float32)[None, :, None]
    grain = rng.normal(0, 2.2, pixels.shape[:2]).astype(np.float32)[:, :, None]
    return Image.fromarray((pixels * shade + grain).clip(0, 255).astype(np.uint8))
