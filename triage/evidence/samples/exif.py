"""EXIF blocks for the drawn photos: cameras that do not exist, places by the sea."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import piexif

Rational = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera writes about itself."""

    make: str
    model: str
    software: str
    has_gps: bool


CAMERAS = (
    Camera("Sample Optics", "SO-200", "SO 1.4", has_gps=False),
    Camera("Demo Phones", "Pocket 7", "DemoOS 12.1", has_gps=True),
    Camera("Demo Phones", "Pocket 5", "DemoOS 10.3", has_gps=True),
)

_FIRST = datetime(2026, 4, 12, 8, 30)  # noqa: DTZ001  cameras write local time without a zone
_HOME = (54.32, 10.14)
"""Where the walks begin: a harbour town, in degrees north and east."""


def block(number: int) -> bytes:
    """The EXIF block of photo ``number``, as ``Image.save(exif=...)`` takes it."""
    camera = CAMERAS[number % len(CAMERAS)]
    taken = _FIRST + timedelta(days=number * 2, minutes=37 * number)
    told = taken.strftime("%Y:%m:%d %H:%M:%S")
    parts: dict[str, Any] = {
        "0th": {
            piexif.ImageIFD.Make: camera.make,
            piexif.ImageIFD.Model: camera.model,
            piexif.ImageIFD.Software: camera.software,
            piexif.ImageIFD.DateTime: told,
            piexif.ImageIFD.Orientation: 1,
        },
        "Exif": {
            piexif.ExifIFD.DateTimeOriginal: told,
            piexif.ExifIFD.DateTimeDigitized: told,
            piexif.ExifIFD.ISOSpeedRatings: 100 * 2 ** (number % 4),
            piexif.ExifIFD.FNumber: (28 + 7 * (number % 5), 10),
            piexif.ExifIFD.ExposureTime: (1, 60 * (1 + number % 6)),
            piexif.ExifIFD.FocalLength: (35, 1),
        },
        "GPS": _position(number) if camera.has_gps else {},
    }
    return piexif.dump(parts)


def _position(number: int) -> dict[int, Any]:
    north, east = _HOME[0] + number * 0.0113, _HOME[1] - number * 0.0071
    return {
        piexif.GPSIFD.GPSLatitudeRef: "N",
        piexif.GPSIFD.GPSLatitude: _degrees(north),
        piexif.GPSIFD.GPSLongitudeRef: "E",
        piexif.GPSIFD.GPSLongitude: _degrees(east),
        piexif.GPSIFD.GPSAltitude: (4 + 3 * number, 1),
        piexif.GPSIFD.GPSAltitudeRef: 0,
    }


def _degrees(value: float) -> tuple[Rational, Rational, Rational]:
    """Degrees, minutes, seconds with four decimals, as EXIF has them."""
    seconds = round(value * 3600 * 10_000)
    degrees, rest = divmod(seconds, 3600 * 10_000)
    minutes, rest = divmod(rest, 60 * 10_000)
    return (degrees, 1), (minutes, 1), (rest, 10_000)
