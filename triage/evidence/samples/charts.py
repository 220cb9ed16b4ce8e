"""Charts as reports and web pages have them: bars, lines, a ring, points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from triage.evidence.samples.canvas import GREY, INK, Colour, Sheet, dice, pick

if TYPE_CHECKING:
    from numpy.random import Generator
    from PIL import Image

_PALETTE: list[Colour] = [
    (54, 110, 176), (228, 132, 52), (84, 158, 96), (196, 78, 82), (129, 108, 179), (92, 178, 190),
]  # fmt: skip
_TITLES = ["Visitors by month", "Rainfall in millimetres", "Energy by source", "Books lent",
           "Journeys by weekday", "Harvest by field"]  # fmt: skip
_GROUPS = ["North", "East", "South", "West", "Centre", "Isles"]
_LEFT, _TOP, _RIGHT, _BOTTOM = 110, 130, 900, 560


def chart(number: int) -> Image.Image:
    """Chart ``number``: 960 x 640 pixels; four kinds take turns."""
    rng = dice("chart", number)
    dark = number % 5 == 3
    sheet = Sheet(960, 640, (30, 34, 42) if dark else (255, 255, 255))
    ink: Colour = (232, 236, 242) if dark else INK
    sheet.text((60, 40), _TITLES[number % len(_TITLES)], 40, ink)
    sheet.text((60, 92), f"{2016 + number}, drawn for the demonstration", 20, GREY)
    (_bars, _lines, _ring, _points)[number % 4](sheet, rng, ink)
    return sheet.image


def _axes(sheet: Sheet, ink: Colour) -> None:
    for step in range(6):
        y = _BOTTOM - step * (_BOTTOM - _TOP) / 5
        sheet.draw.line((_LEFT, y, _RIGHT, y), fill=ink if step == 0 else (150, 156, 166), width=1)
        sheet.text((_LEFT - 14, y), str(step * 20), 18, GREY, "rm")


def _bars(sheet: Sheet, rng: Generator, ink: Colour) -> None:
    _axes(sheet, ink)
    room = (_RIGHT - _LEFT) / len(_GROUPS)
    for place, name in enumerate(_GROUPS):
        for series in range(2):
            high = float(rng.uniform(20, 96)) / 100 * (_BOTTOM - _TOP)
            x = _LEFT + place * room + 22 + series * 44
            box = (x, _BOTTOM - high, x + 38, _BOTTOM)
            sheet.draw.rectangle(box, fill=_PALETTE[series])
        sheet.text((_LEFT + (place + 0.5) * room, _BOTTOM + 14), name, 20, ink, "ma")


def _lines(sheet: Sheet, rng: Generator, ink: Colour) -> None:
    _axes(sheet, ink)
    for series in range(3):
        walk = 50 + rng.normal(0, 7, 24).cumsum()
        low, high = walk.min(), walk.max()
        heights = 12 + (walk - low) / (high - low) * (55 + 14 * series)
        points = [
            (_LEFT + n * (_RIGHT - _LEFT) / 23, _BOTTOM - float(h) / 100 * (_BOTTOM - _TOP))
            for n, h in enumerate(heights)
        ]
        sheet.draw.line(points, fill=_PALETTE[series], width=5, joint="curve")
        sheet.draw.ellipse(_around(*points[-1], 7), fill=_PALETTE[series])
        sheet.text((_LEFT + series * 180, _BOTTOM + 30), _GROUPS[series], 20, _PALETTE[series])


def _ring(sheet: Sheet, rng: Generator, ink: Colour) -> None:
    shares = rng.dirichlet(np.full(5, 3.0))
    start = -90.0
    for series, share in enumerate(shares):
        end = start + float(share) * 360
        sheet.draw.pieslice((130, 140, 550, 560), start, end, fill=_PALETTE[series])
        told = f"{_GROUPS[series]}  {share:.0%}"
        y = 210 + series * 62
        sheet.draw.rectangle((630, y, 662, y + 32), fill=_PALETTE[series])
        sheet.text((680, y + 16), told, 24, ink, "lm")
        start = end
    sheet.draw.ellipse(_around(340, 350, 110), fill=sheet.image.getpixel((5, 5)))
    sheet.text((340, 350), pick(rng, ["100 %", "Total", "2026"]), 34, ink, "mm")


def _points(sheet: Sheet, rng: Generator, ink: Colour) -> None:
    _axes(sheet, ink)
    for series in range(3):
        centre = rng.uniform(0.25, 0.75, 2)
        for x, y in rng.normal(centre, 0.09, (60, 2)).clip(0.02, 0.98):
            at_x = _LEFT + float(x) * (_RIGHT - _LEFT)
            at_y = _BOTTOM - float(y) * (_BOTTOM - _TOP)
            sheet.draw.ellipse(_around(at_x, at_y, 7), fill=_PALETTE[series], outline=ink)


def _around(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return (x - radius, y - radius, x + radius, y + radius)
