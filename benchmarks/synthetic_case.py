"""A case of made-up items, written straight into SQLite: realistic in shape, of no evidence.

Two phones, a camera card, a laptop and a browser cache; one pack of 14 labels; 5 % copies;
thumbnails of 4,096 random bytes (one a database page), or pictures that are given.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import triage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LABELS = (
    *("firearm", "knife", "money", "document", "screenshot", "vehicle", "person"),
    *("animal", "food_plant", "scene_outdoor", "scene_indoor", "graphic", "clothing", "other"),
)
NOTABLE = {"firearm", "knife", "money", "document"}
PACK = "everyday"
COPIES = 0.05
THUMBNAIL_BYTES = 4096
GRADE_EVERY = 50
_EPOCH_NS = 1_000_000_000
_FIRST_DAY = datetime(2012, 1, 1, tzinfo=UTC)
_CAMERAS = (
    *(("Canon", "Canon EOS 5D Mark III"), ("Canon", "Canon PowerShot G7 X")),
    *(("NIKON CORPORATION", "NIKON D750"), ("SONY", "ILCE-7M3"), ("Apple", "iPhone 7")),
    *(("Apple", "iPhone 12 Pro"), ("samsung", "SM-G991B"), ("samsung", "SM-A525F")),
    *(("HUAWEI", "VOG-L29"), ("Google", "Pixel 6"), ("Panasonic", "DMC-TZ101")),
)
_SOURCES = ("Phone 1", "Phone 2", "Card", "Laptop", "Cache")
_SHAPES = ((4032, 3024), (1600, 1200), (1080, 1920), (800, 600))
_MEDIA_TYPES = ("image/jpeg",) * 8 + ("image/png", "image/heic", "image/webp")
_LENSES = ("EF24-105mm f/4L IS USM", "back camera 4.25mm f/1.8")
_WORDS = (
    *("Strand", "Hafen bei Nacht", "Familie", "Bewerbungsfoto", "Quittung", "Jux", "Vortrag"),
    *("Pyramide", "Kopie von Zeugnis", "wichtig", "DSC", "screenshot", "Xaver", "Garten"),
)
"""Every letter occurs in some name: a search cannot end before it began."""
_TRIPS = ("Urlaub Kroatien", "Geburtstag Oma", "Hochzeit", "Köln", "Büro", "日本", "Scans")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item lies."""

    folder: str
    name: str
    suffix: str


def build(
    path: Path,
    items: int,
    seed: int = 1,
    *,
    thumbnails: Sequence[bytes] = (),
    grade_every: int = GRADE_EVERY,
) -> None:
    """Write a case of ``items`` items; the file must not exist.

    ``thumbnails`` are JPEGs that the analysed contents share; noise where there are none.
    """
    connection = sqlite3.connect(path)
    try:
        for pragma in (
            "page_size=8192",
            "journal_mode=OFF",
            "synchronous=OFF",
            "cache_size=-1000000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        schema = Path(triage.__file__).parent / "store" / "migrations" / "0001_initial.sql"
        connection.executescript(schema.read_text(encoding="utf-8"))
        _Builder(connection, items, seed, thumbnails, grade_every).write()
        connection.commit()
    finally:
        connection.close()


class _Builder:
    def __init__(
        self,
        connection: sqlite3.Connection,
        items: int,
        seed: int,
        thumbnails: Sequence[bytes],
        grade_every: int,
    ) -> None:
        self._connection = connection
        self._pictures = thumbnails
        self._grade_every = grade_every
        self._items = items
        self._contents = max(1, round(items * (1 - COPIES)))
        self._random = random.Random(seed)
        self._numbers = np.random.default_rng(seed)
        self._folders: dict[tuple[int, str], int] = {}

    def write(self) -> None:
        """All tables; nothing checks foreign keys meanwhile."""
        self._case()
        self._write("content", self._content_rows())
        self._write("thumbnail", self._drawn() if self._pictures else self._thumbnails())
        self._write("suggestion", self._suggestions())
        self._write("item", self._item_rows())
        folders = [(number, *key) for key, number in self._folders.items()]
        self._write("folder", ((n, source, path.encode()) for n, source, path in folders))
        self._write("grade", self._grades())

    def _write(self, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
        columns = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        marks = ",".join("?" * len(columns))
        sql = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608  our own names
        self._connection.executemany(sql, rows)

    def _case(self) -> None:
        stamp = "2026-01-01T00:00:00.000Z"
        labels = [
            {
                "name": name,
                "display": name.title(),
                "description": "",
                "notable": name in NOTABLE,
                "threshold": 0.6,
            }
            for name in LABELS
        ]
        one = [("00000000-0000-4000-8000-000000000000", "Benchmark", "1", "nobody", stamp, "0")]
        self._write("case_info", iter([(1, *row) for row in one]))
        sources = [
            (n, name, "", name.encode(), stamp, "nobody") for n, name in enumerate(_SOURCES, 1)
        ]
        self._write("source", iter(sources))
        self._write("camera", iter([(n, *camera) for n, camera in enumerate(_CAMERAS, 1)]))
        pack = (1, "a" * 64, "b" * 64, PACK, "1", "none", 1, json.dumps(labels), "{}", stamp)
        self._write("pack", iter([pack]))
        self._write("model_run", iter([(1, 1, None, stamp, "", "CPU", "", "0", 8, "")]))
        self._write("category", iter([(1, "notable"), (2, "maybe"), (3, "irrelevant")]))

    def _content_rows(self) -> Iterator[tuple[Any, ...]]:
        for number in range(1, self._contents + 1):
            seed = number.to_bytes(8, "big")
            sha256 = hashlib.sha256(seed).digest()
            state, reason = self._state(number)
            image = state == 1
            md5 = hashlib.md5(seed, usedforsecurity=False).digest()
            sha1 = hashlib.sha1(seed, usedforsecurity=False).digest()
            width, height = self._random.choice(_SHAPES)
            taken, camera, place, metadata = self._exif() if image else (None, None, None, {})
            yield (
                *(number, sha256, md5, sha1),
                *(self._random.randrange(2_000, 9_000_000), state, reason, ""),
                self._random.choice(_MEDIA_TYPES),
                *((width, height) if image else (None, None)),
                *(1 if number % 211 == 0 else 0, taken, camera, *(place or (None, None))),
                *(sha256[:8], json.dumps(metadata), "{}", "Pillow", 0.05),
            )

    def _state(self, number: int) -> tuple[int, int]:
        if number % 50 == 0:
            return 2, 1
        return (3, 20) if number % 97 == 0 else (1, 0)

    def _exif(self) -> tuple[str | None, int | None, tuple[float, float] | None, dict[str, Any]]:
        """Every fourth picture came through a messenger and has no metadata left."""
        if self._random.random() < 0.25:
            return None, None, None, {"Software": "Messenger"}
        camera = self._random.randrange(len(_CAMERAS))
        moment = _FIRST_DAY + timedelta(seconds=self._random.randrange(14 * 365 * 86_400))
        date = moment.strftime("%Y:%m:%d %H:%M:%S")
        metadata: dict[str, Any] = {
            "Make": _CAMERAS[camera][0],
            "Model": _CAMERAS[camera][1],
            "LensModel": self._random.choice(_LENSES),
            "Software": f"{self._random.randrange(9, 17)}.{self._random.randrange(8)}",
            "Orientation": 1,
            "ISO": self._random.choice((50, 100, 200, 400, 800)),
            "FNumber": 1.8,
            "ExposureTime": 0.008,
            "FocalLength": 4.25,
            "DateTime": date,
            "DateTimeOriginal": date,
            "DateTimeDigitized": date,
        }
        if self._random.random() < 0.02:
            metadata["ImageDescription"] = f"scan {self._random.randrange(10**6)}"
        offset = "+02:00" if self._random.random() < 0.3 else ""
        place = None
        if self._random.random() < 0.4:
            place = (self._random.uniform(45, 55), self._random.uniform(5, 15))
            metadata |= {"GPSLatitude": place[0], "GPSLongitude": place[1]}
        return moment.strftime("%Y-%m-%dT%H:%M:%S") + offset, camera + 1, place, metadata

    def _thumbnails(self) -> Iterator[tuple[Any, ...]]:
        noise = self._random.randbytes(1 << 20)
        for number in range(1, self._contents + 1):
            start = number * 7919 % (len(noise) - THUMBNAIL_BYTES)
            yield number, noise[start : start + THUMBNAIL_BYTES]

    def _drawn(self) -> Iterator[tuple[Any, ...]]:
        """As in a real case, only what was decoded has one."""
        for number in range(1, self._contents + 1):
            if self._state(number)[0] == 1:
                yield number, self._pictures[number % len(self._pictures)]

    def _suggestions(self) -> Iterator[tuple[Any, ...]]:
        """Most scores are low, a few per cent are high, as those of a multi-label model."""
        block = 10_000
        for start in range(1, self._contents + 1, block):
            scores = self._numbers.beta(0.35, 3.0, (block, len(LABELS))).astype("<f4")
            for number in range(start, min(start + block, self._contents + 1)):
                if self._state(number)[0] == 1:
                    yield 1, number, 1, scores[number - start].tobytes()

    def _item_rows(self) -> Iterator[tuple[Any, ...]]:
        """The last 5 % are copies of earlier contents; every 400th is a link."""
        for number in range(1, self._items + 1):
            source = min(len(_SOURCES), 1 + number * len(_SOURCES) // self._items)
            content = number
            if number > self._contents:
                content = self._random.randrange(1, self._contents + 1)
            place = self._place(source, number)
            folder = self._folders.setdefault((source, place.folder), len(self._folders) + 1)
            name = f"{place.name}{'' if content == number else ' (1)'}{place.suffix}".encode()
            modified = int(_FIRST_DAY.timestamp()) + self._random.randrange(14 * 365 * 86_400)
            times = (modified * _EPOCH_NS, modified * _EPOCH_NS)
            if number % 400 == 0:
                yield number, source, folder, name, "link", None, *times, 2, 4, "", 0, None
                continue
            size = 2_000 + content * 7919 % 9_000_000
            state = (*self._state(content), "", 2 if number % 150 == 0 else 0, content)
            yield number, source, folder, name, "regular", size, *times, *state

    def _place(self, source: int, number: int) -> _Place:
        roll = self._random.randrange(4000)
        year = 2012 + roll % 14
        trip = _TRIPS[roll % len(_TRIPS)]
        day = f"{year}{1 + roll % 12:02d}{1 + roll % 28:02d}"
        if source < 3:
            folder = f"WhatsApp/Media/WhatsApp Images/{year}-{1 + roll % 12:02d}"
            return _Place(folder, f"IMG-{day}-WA{number:07d}", ".jpg")
        if source == 3:
            return _Place(f"DCIM/{100 + roll % 300}CANON", f"IMG_{number:07d}", ".JPG")
        if source == 4:
            folder = f"Users/anna/Pictures/{year}/{trip} {roll % 90}"
            return _Place(folder, f"{_WORDS[number % len(_WORDS)]} {number:07d}", ".jpeg")
        return _Place(f"Users/anna/AppData/Local/Cache/{roll:04x}", f"f_{number:08x}", "")

    def _grades(self) -> Iterator[tuple[Any, ...]]:
        stamp = "2026-01-02T00:00:00.000Z"
        for number in range(1, self._items + 1, self._grade_every):
            person = ("anna", "ben")[number % 2]
            yield number, 1 + number % 3, person, stamp, None
