"""What a person reads off the window: numbers, sentences, tiles. Nothing here does anything."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.window_run.driver import Driver, Seen

GRID = "Items as tiles"
_STILL_S = 0.4
FIREARM = "~Firearm, threshold "


class Eyes:
    """Reads the window of a driver."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def equation(self) -> str:
        """``found 411 = analysed 411 + skipped 0 + failed 0``."""
        one = self._driver.now("~Reconciliation")
        return "" if one is None else str(one["text"])

    def numbers(self) -> dict[str, int]:
        """The parts of the equation by their words."""
        found = re.findall(r"(found|analysed|skipped|failed|pending) ([\d,]+)", self.equation())
        return {word: int(digits.replace(",", "")) for word, digits in found}

    def log_rows(self) -> int:
        """How many rows the audit log has, by the status bar."""
        one = self._driver.now("~Audit log, ", "Button")
        digits = re.search(r"([\d,]+) row", "" if one is None else one["name"])
        return 0 if digits is None else int(digits[1].replace(",", ""))

    def threshold(self) -> float:
        """The firearm threshold, by its row."""
        name = self._driver.the(FIREARM, "Slider")["name"]
        return float(name.split(", threshold ")[1].split(",")[0])

    def suggested(self) -> int:
        """How many pictures the firearm row counts."""
        name = self._driver.the(FIREARM, "Slider")["name"]
        return int(name.rsplit(", ", 1)[1].split()[0].replace(",", ""))

    def tiles(self) -> list[Seen]:
        """The tiles in sight, in reading order."""
        return self._driver.items(GRID)

    def tile(self, name: str) -> Seen | None:
        """The tile of a picture, where it is in sight."""
        return next((one for one in self.tiles() if file_of(one["name"]) == name), None)

    def current(self) -> str:
        """What a reader of the screen says of the current tile."""
        return self._driver.ask("current", name=GRID)

    def piece(self, tile: Seen, path: Path) -> Image.Image:
        """The pixels of a tile's picture on the X screen at this moment, its frame left out."""
        x, y, width, height = tile["rect"]
        with Image.open(self._driver.picture(path)) as whole:
            return whole.convert("RGB").crop((x + 12, y + 12, x + width - 12, y + height // 2))

    def still_piece(self, tile: Seen, path: Path) -> Image.Image:
        """The same once nothing has moved there for a while."""
        last, since = self.piece(tile, path), time.monotonic()

        def still() -> bool:
            nonlocal last, since
            now = self.piece(tile, path)
            if differ(now, last):
                last, since = now, time.monotonic()
            return time.monotonic() - since > _STILL_S

        self._driver.until(still, "the tile to stand still")
        return last


def file_of(said: str) -> str:
    """The file's name in what is said of a tile."""
    return said.split(", ", maxsplit=1)[0]


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pieces of the screen are not the same."""
    return ImageChops.difference(one, other).getbbox() is not None
