"""Screenshots: a chat, settings, a calendar, a timetable, a desktop with a file window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.evidence.samples.canvas import GREY, INK, Colour, Sheet, dice, pick

if TYPE_CHECKING:
    from numpy.random import Generator
    from PIL import Image

_WHITE: Colour = (255, 255, 255)
_ACCENTS: list[Colour] = [(38, 110, 190), (20, 132, 110), (150, 74, 160), (196, 96, 40)]
_CHAT = [
    "Are you at the station already?",
    "Ten minutes, the bus is late again.",
    "No rush, I have a book.",
    "Shall we take the boat or walk along the shore?",
    "Walk! The weather is lovely today.",
    "Then bring your hat, there is little shade.",
    "I packed sandwiches and the big thermos.",
    "You are the best. See you by the clock.",
    "By the clock, as always.",
]
_SETTINGS = ["Network", "Display and brightness", "Sounds", "Battery", "Storage", "Language",
             "Date and time", "Accessibility", "Updates", "About this phone"]  # fmt: skip
_STOPS = ["Harbour", "Market Square", "Library", "Chestnut Road", "Mill Street", "Hill View",
          "Botanic Garden", "North Station"]  # fmt: skip
_FILES = ["holiday plan.odt", "budget 2026.ods", "garden.jpg", "harbour at dawn.jpg",
          "letter to library.odt", "recipes.txt", "route.gpx", "timetable.pdf",
          "boat tickets.pdf", "reading list.txt"]  # fmt: skip


def screenshot(number: int) -> Image.Image:
    """Screenshot ``number``; five programs take turns, in light and dark."""
    rng = dice("screenshot", number)
    accent = _ACCENTS[number % len(_ACCENTS)]
    drawers = (_chat, _settings, _calendar, _timetable, _desktop)
    return drawers[number % len(drawers)](rng, accent)


def _phone(title: str, accent: Colour, ground: Colour) -> Sheet:
    sheet = Sheet(720, 1560, ground)
    sheet.draw.rectangle((0, 0, 720, 150), fill=accent)
    sheet.text((34, 18), "9:41", 26, _WHITE)
    sheet.draw.rounded_rectangle((630, 22, 686, 46), 6, outline=_WHITE, width=3)
    sheet.draw.rectangle((636, 28, 668, 40), fill=_WHITE)
    sheet.text((34, 76), title, 42, _WHITE)
    sheet.draw.rounded_rectangle((270, 1536, 450, 1544), 4, fill=GREY)
    return sheet


def _chat(rng: Generator, accent: Colour) -> Image.Image:
    sheet = _phone(pick(rng, ["Robin", "Ada", "Kim", "Jonas"]), accent, (236, 239, 243))
    sheet.y = 190
    first = int(rng.integers(3))
    for turn, words in enumerate(_CHAT[first:]):
        mine = turn % 2 == 1
        lines = sheet.wrapped(words, 420, 28)
        high = 40 * len(lines) + 34
        left = 200 if mine else 34
        sheet.card((left, sheet.y, left + 486, sheet.y + high), accent if mine else _WHITE, 22)
        for n, text in enumerate(lines):
            ink = _WHITE if mine else INK
            sheet.text((left + 28, sheet.y + 18 + 40 * n), text, 28, ink)
        sheet.y += high + 26
    sheet.card((34, 1430, 686, 1506), _WHITE, 36)
    sheet.text((70, 1468), "Write a message", 28, GREY, "lm")
    return sheet.image


def _settings(rng: Generator, accent: Colour) -> Image.Image:
    sheet = _phone("Settings", accent, (28, 31, 38))
    for row, word in enumerate(_SETTINGS):
        y = 190 + row * 124
        sheet.card((24, y, 696, y + 106), (44, 48, 58), 20)
        sheet.draw.ellipse((48, y + 25, 104, y + 81), fill=_ACCENTS[row % len(_ACCENTS)])
        sheet.text((132, y + 53), word, 32, (232, 236, 242), "lm")
        on = bool(rng.integers(2))
        sheet.card((584, y + 32, 668, y + 76), accent if on else (90, 96, 108), 22)
        knob = 646 if on else 606
        sheet.draw.ellipse((knob - 18, y + 36, knob + 18, y + 72), fill=_WHITE)
    return sheet.image


def _calendar(rng: Generator, accent: Colour) -> Image.Image:
    sheet = _phone("May 2026", accent, _WHITE)
    for column, day in enumerate(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]):
        sheet.text((70 + column * 96, 196), day, 26, GREY, "ma")
    busy = {int(n) for n in rng.integers(1, 32, 9)}
    for date in range(1, 32):
        column, row = (date + 3) % 7, (date + 3) // 7
        x, y = 70 + column * 96, 290 + row * 124
        if date == 14:
            sheet.draw.ellipse((x - 38, y - 38, x + 38, y + 38), fill=accent)
        sheet.text((x, y), str(date), 32, _WHITE if date == 14 else INK, "mm")
        if date in busy:
            sheet.draw.ellipse((x - 7, y + 42, x + 7, y + 56), fill=accent)
    for row, words in enumerate(["10:00  Dentist", "13:30  Lunch with Robin", "18:00  Choir"]):
        y = 1080 + row * 126
        sheet.card((34, y, 686, y + 104), (240, 243, 247), 18)
        sheet.draw.rectangle((34, y + 12, 42, y + 92), fill=accent)
        sheet.text((72, y + 52), words, 30, INK, "lm")
    return sheet.image


def _timetable(rng: Generator, accent: Colour) -> Image.Image:
    sheet = _phone("Line 7 to North Station", accent, (247, 248, 250))
    sheet.draw.line((110, 230, 110, 230 + 160 * (len(_STOPS) - 1)), fill=accent, width=8)
    minute = int(rng.integers(2, 12))
    for row, stop in enumerate(_STOPS):
        y = 230 + row * 160
        sheet.draw.ellipse((92, y - 18, 128, y + 18), fill=_WHITE, outline=accent, width=7)
        sheet.text((166, y - 6), stop, 34, INK, "lm")
        sheet.text((166, y + 34), f"platform {1 + int(rng.integers(4))}", 22, GREY, "lm")
        sheet.text((670, y), f"14:{minute:02}", 32, accent, "rm")
        minute += int(rng.integers(3, 8))
    return sheet.image


def _desktop(rng: Generator, accent: Colour) -> Image.Image:
    sheet = Sheet(1366, 768, (24, 62, 92))
    for band in range(768):
        shade = band / 768
        ground = tuple(
            round(a * (1 - shade) + b * shade) for a, b in zip((30, 84, 120), accent, strict=True)
        )
        sheet.draw.line((0, band, 1366, band), fill=ground)
    sheet.card((180, 70, 1190, 660), _WHITE, 12)
    sheet.card((180, 70, 1190, 118), (232, 235, 240), 12)
    sheet.text((204, 94), "Documents", 24, INK, "lm")
    for n, colour in enumerate([(236, 96, 88), (244, 190, 80), (98, 196, 98)]):
        sheet.draw.ellipse((1076 + n * 34, 84, 1096 + n * 34, 104), fill=colour)
    sheet.draw.rectangle((180, 118, 380, 648), fill=(243, 245, 248))
    for row, word in enumerate(["Home", "Documents", "Pictures", "Music", "Downloads"]):
        sheet.text((206, 146 + row * 44), word, 22, accent if row == 1 else INK)
    for row, name in enumerate(_FILES):
        y = 146 + row * 50
        sheet.draw.rectangle((408, y, 434, y + 32), fill=_ACCENTS[row % len(_ACCENTS)])
        sheet.text((452, y + 16), name, 22, INK, "lm")
        sheet.text((1164, y + 16), f"{int(rng.integers(4, 900))} KB", 20, GREY, "rm")
    sheet.draw.rectangle((0, 724, 1366, 768), fill=(18, 24, 34))
    for n in range(6):
        sheet.card((20 + n * 58, 730, 58 + n * 58, 762), _ACCENTS[n % len(_ACCENTS)], 8)
    sheet.text((1346, 746), "14:07", 22, _WHITE, "rm")
    return sheet.image
