"""Files as every disk has them besides pictures: cut short, misnamed, empty, plain text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from triage.evidence.samples.canvas import dice
from triage.evidence.samples.charts import chart
from triage.evidence.samples.photos import photo

if TYPE_CHECKING:
    from pathlib import Path

NOTES = """Packing list for the coast
- hat, sun cream, the blue thermos
- tickets for the boat (in the top drawer)
- book for the train
Remember to water the tomatoes before leaving.
"""


def draw(folder: Path) -> int:
    """Write the odd files into a folder; return how many."""
    whole = _encoded("JPEG", 40)
    files = {
        "beach cut short.jpg": whole[: len(whole) * 6 // 10],
        "beach lost.jpg": whole[:400],
        "IMG_0042.jpg": b"\xff\xd8\xff\xe0" + dice("noise", 1).bytes(30_000),
        "packing list.txt": NOTES.encode(),
        "energy.jpg": _encoded("PNG", 2),
        "empty.jpg": b"",
    }
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return len(files)


def _encoded(form: str, number: int) -> bytes:
    held = io.BytesIO()
    picture = photo(number) if form == "JPEG" else chart(number)
    picture.save(held, form, quality=88)
    return held.getvalue()
