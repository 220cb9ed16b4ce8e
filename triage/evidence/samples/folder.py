"""The whole of the sample evidence as a folder: about eighty files, alike on every run."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PIL import Image

from triage.evidence.samples import damage, exif
from triage.evidence.samples.charts import chart
from triage.evidence.samples.letters import letter
from triage.evidence.samples.photos import photo
from triage.evidence.samples.receipts import receipt
from triage.evidence.samples.screenshots import screenshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PHOTOS, LETTERS, RECEIPTS, SCREENSHOTS, CHARTS = 26, 10, 9, 12, 10
_COPIED = (1, 6, 11)
_SENT = (0, 3, 5, 14)
"""Photos that were also sent by a messenger, which makes them smaller and takes their EXIF."""

Step = tuple[str, "Callable[[Path], int]"]


def steps() -> list[Step]:
    """What there is to draw: a word for the progress, and a function that writes some files."""
    return [
        ("photos", _photos),
        ("copies", _copies),
        ("letters", _letters),
        ("receipts", _receipts),
        ("screenshots", _screenshots),
        ("charts", _charts),
        ("odd files", lambda root: damage.draw(root / "Downloads")),
    ]


def _photo_path(root: Path, number: int) -> Path:
    return root / "DCIM" / "100SAMPL" / f"IMG_{1001 + number}.JPG"


def _photos(root: Path) -> int:
    (root / "DCIM" / "100SAMPL").mkdir(parents=True)
    for number in range(PHOTOS):
        picture = photo(number)
        picture.save(_photo_path(root, number), "JPEG", quality=90, exif=exif.block(number))
    return PHOTOS


def _copies(root: Path) -> int:
    backup = root / "Backup" / "April"
    sent = root / "Messenger" / "Sent"
    backup.mkdir(parents=True)
    sent.mkdir(parents=True)
    for number in _COPIED:
        source = _photo_path(root, number)
        shutil.copyfile(source, backup / source.name)
    for number in _SENT:
        with Image.open(_photo_path(root, number)) as picture:
            picture.thumbnail((1000, 1000))
            picture.save(sent / f"IMG-20260501-{number:04}.jpg", "JPEG", quality=72)
    return len(_COPIED) + len(_SENT)


def _letters(root: Path) -> int:
    folder = root / "Documents" / "Letters"
    folder.mkdir(parents=True)
    for number in range(LETTERS):
        if number % 2:
            letter(number).save(folder / f"scan {number:02}.jpg", "JPEG", quality=85)
        else:
            letter(number).save(folder / f"letter {number:02}.png", "PNG")
    return LETTERS


def _receipts(root: Path) -> int:
    folder = root / "Documents" / "Receipts"
    folder.mkdir(parents=True)
    for number in range(RECEIPTS):
        receipt(number).save(folder / f"receipt {number:02}.jpg", "JPEG", quality=86)
    return RECEIPTS


def _screenshots(root: Path) -> int:
    folder = root / "Pictures" / "Screenshots"
    folder.mkdir(parents=True)
    for number in range(SCREENSHOTS):
        screenshot(number).save(folder / f"Screenshot_202605{number + 1:02}.png", "PNG")
    return SCREENSHOTS


def _charts(root: Path) -> int:
    folder = root / "Documents" / "Charts"
    folder.mkdir(parents=True)
    for number in range(CHARTS):
        form = ("PNG", "png") if number % 3 else ("WEBP", "webp")
        chart(number).save(folder / f"chart {number:02}.{form[1]}", form[0])
    return CHARTS
