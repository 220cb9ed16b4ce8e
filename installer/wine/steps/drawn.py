"""Pictures drawn on the spot, as the tests draw them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bed import TREE

if TYPE_CHECKING:
    from pathlib import Path

sys.path.insert(0, str(TREE))


def draw_many(folder: Path, count: int) -> Path:
    """A folder of pictures, each another: ``000.jpg`` and on."""
    from tests.support.pictures import jpeg_bytes  # noqa: PLC0415  needs the tree on the path

    folder.mkdir(parents=True)
    for n in range(count):
        (folder / f"{n:03}.jpg").write_bytes(jpeg_bytes(n, 640, 480))
    return folder
