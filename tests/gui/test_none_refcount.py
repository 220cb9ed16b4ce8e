"""PySide6 6.12.0 drops one reference to None per call on Python 3.11, until the process aborts."""

from __future__ import annotations

import sys
from importlib.metadata import version

from PySide6.QtGui import QImage, QPainter


def test_drawing_keeps_the_reference_count_of_none():
    if sys.version_info >= (3, 12):
        # None is immortal there, so that nothing can be counted; the range must keep us safe.
        assert tuple(int(part) for part in version("PySide6-Essentials").split(".")[:2]) >= (6, 8)
        assert tuple(int(part) for part in version("PySide6-Essentials").split(".")[:2]) < (6, 12)
        return
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.drawRect(1, 1, 20, 20)
    delta = sys.getrefcount(None) - before
    painter.end()
    assert abs(delta) < 50
