"""Draw ``triage.ico`` from ``triage.svg``: ``python installer/bundle/draw_icon.py``.

Both are kept in the repository; this is run again only when the drawing changes.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_HERE = Path(__file__).resolve().parent
_SIDES = (16, 24, 32, 48, 64, 256)


def drawn(renderer: QSvgRenderer, side: int) -> Image.Image:
    """The drawing ``side`` pixels wide and high."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  Qt takes str here; its stub says bytes
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def main() -> int:
    """Write the icon beside the drawing."""
    renderer = QSvgRenderer(str(_HERE / "triage.svg"))
    if not renderer.isValid():
        print("triage.svg cannot be drawn", file=sys.stderr)
        return 1
    pictures = [drawn(renderer, side) for side in _SIDES]
    pictures[-1].save(
        _HERE / "triage.ico",
        sizes=[(side, side) for side in _SIDES],
        append_images=pictures[:-1],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
