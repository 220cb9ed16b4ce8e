"""Shop receipts: long strips of thermal paper, some photographed on a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

from triage.evidence.samples.canvas import GREY, INK, Sheet, dice, pick

if TYPE_CHECKING:
    from numpy.random import Generator

_SHOPS = ["CORNER MARKET", "GREEN GROCER", "PAPER & PENS", "CAFE LUMEN", "HARBOUR BAKERY"]
_GOODS = [
    ("Apples 1 kg", 249), ("Wholegrain bread", 325), ("Milk 1 l", 119), ("Coffee beans", 789),
    ("Notebook A5", 450), ("Pencils HB 12", 399), ("Orange juice", 229), ("Tomatoes", 199),
    ("Cheese 200 g", 359), ("Olive oil", 899), ("Dark chocolate", 189), ("Tea, 20 bags", 279),
    ("Postcard", 120), ("Stamps, 10", 850), ("Croissant", 160), ("Cinnamon roll", 240),
]  # fmt: skip


def receipt(number: int) -> Image.Image:
    """Receipt ``number``; every third one lies on a wooden table."""
    rng = dice("receipt", number)
    strip = _strip(rng, number)
    return _on_table(strip, rng) if number % 3 == 2 else strip


def _strip(rng: Generator, number: int) -> Image.Image:
    bought = [_GOODS[n] for n in rng.permutation(len(_GOODS))[: 6 + int(rng.integers(6))]]
    sheet = Sheet(600, 640 + 46 * len(bought), (250, 249, 246))
    shop = _SHOPS[number % len(_SHOPS)]
    sheet.text((300, 50), shop, 44, INK, "ma")
    sheet.text((300, 112), "Market Square 9, Port Ellery", 22, GREY, "ma")
    sheet.text((40, 170), f"2026-0{1 + number % 9}-{10 + number}  1{number % 9}:42", 24)
    sheet.text((560, 170), f"No {4200 + 17 * number}", 24, INK, "ra")
    _dashes(sheet, 216)
    sheet.y = 240
    total = 0
    for name, cents in bought:
        count = 1 + int(rng.integers(3))
        total += cents * count
        sheet.text((40, sheet.y), f"{count} x {name}", 26)
        sheet.text((560, sheet.y), _money(cents * count), 26, INK, "ra")
        sheet.y += 46
    _dashes(sheet, sheet.y + 4)
    sheet.text((40, sheet.y + 24), "TOTAL", 40)
    sheet.text((560, sheet.y + 24), _money(total), 40, INK, "ra")
    sheet.text((40, sheet.y + 90), f"of which tax 7 %  {_money(round(total * 0.07 / 1.07))}", 22)
    paid = pick(rng, ["Paid by card", "Paid in cash", "Paid by phone"])
    sheet.text((40, sheet.y + 124), paid, 22)
    _bars(sheet, rng, sheet.y + 190)
    sheet.text((300, sheet.y + 330), "Thank you, come again!", 26, INK, "ma")
    return sheet.image


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _dashes(sheet: Sheet, y: int) -> None:
    for x in range(40, 560, 20):
        sheet.draw.line((x, y, x + 11, y), fill=GREY, width=2)


def _bars(sheet: Sheet, rng: Generator, y: int) -> None:
    x = 110
    while x < 490:
        wide = int(rng.integers(2, 8))
        sheet.draw.rectangle((x, y, x + wide - 1, y + 100), fill=INK)
        x += wide + int(rng.integers(2, 7))


def _on_table(strip: Image.Image, rng: Generator) -> Image.Image:
    width, height = strip.width + 560, strip.height + 320
    grain = rng.normal(0, 1, (height, 1)).cumsum(axis=0)
    waves = np.sin(np.arange(width)[None, :] / 90 + grain / 5) + rng.normal(
        0, 0.25, (height, width)
    )
    wood = np.array([150, 104, 66]) + waves[:, :, None] * np.array([14, 11, 8])
    table = Image.fromarray(wood.clip(0, 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(1.5)
    )
    angle = float(rng.uniform(-9, 9))
    turned = strip.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
    corner = ((width - turned.width) // 2, (height - turned.height) // 2)
    shadow = Image.new("L", table.size, 0)
    shadow.paste(turned.getchannel("A"), (corner[0] + 14, corner[1] + 18))
    soft = shadow.filter(ImageFilter.GaussianBlur(16)).point(_half)
    table.paste((40, 26, 16), (0, 0), soft)
    table.paste(turned, corner, turned)
    return table


def _half(value: int) -> int:
    return value // 2
