"""A case with drawn pictures in it, for tests of tiles."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from tests.support.case_records import add_files, add_source, done, examined, found
from triage.core.records import Reason, State
from triage.store.case import Case
from triage.store.commands import RecordItem

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPixmap

SECRET = (250, 10, 200)
"""A colour that nothing else in a window has."""


def jpeg(colour: tuple[int, int, int], width: int = 320, height: int = 240) -> bytes:
    """A thumbnail of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", quality=95, subsampling=0)
    return out.getvalue()


def checker(width: int = 320, height: int = 240, cell: int = 1) -> bytes:
    """A chequered thumbnail: the secret colour and black."""
    ys, xs = np.mgrid[0:height, 0:width]
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    pixels[(ys // cell + xs // cell) % 2 == 0] = SECRET
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=100, subsampling=0)
    return out.getvalue()


def new_case(folder: Path) -> Case:
    """An empty case."""
    return Case.create(folder / "c.triage", name="Harbour", number="7", examiner="Kim", by="kim")


def fill(case: Case, pictures: list[bytes]) -> tuple[int, ...]:
    """One analysed item for each thumbnail; their ids."""
    ids = add_items(case, len(pictures))
    for number, (item_id, picture) in enumerate(zip(ids, pictures, strict=True)):
        finish(case, item_id, number, picture)
    return ids


def add_items(case: Case, count: int) -> tuple[int, ...]:
    """Items that were found and nothing more."""
    source = add_source(case)
    return add_files(case, source, [found(number) for number in range(count)])


def finish(case: Case, item_id: int, number: int, picture: bytes) -> None:
    """Content ``number`` with this thumbnail."""
    command = done(item_id, number)
    what = examined(number, thumbnail=picture, width=640, height=480)
    case.send(RecordItem(item_id, None, command.hashes, what, State.ANALYSED, Reason.NONE)).result(
        10
    )


def pixels(picture: QPixmap) -> np.ndarray:
    """RGB, shape (height, width, 3)."""
    from PySide6.QtGui import QImage

    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def shows_secret(picture: QPixmap | None) -> bool:
    """Whether any pixel is near the secret colour."""
    if picture is None:
        return False
    apart = np.abs(pixels(picture).astype(int) - np.array(SECRET)).max(axis=2)
    return bool((apart < 60).any())
