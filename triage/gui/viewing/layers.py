"""A picture in its own size and in halves of it, so that it is smooth however far it is reduced.

Qt's smooth scaling looks at four pixels for one: beyond a half it begins to flicker.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

_LEAST_SIDE = 64
_BLOCKS_FROM = 2.0
"""Enlarged further than this, single pixels are what a person wants to see."""


class Layers:
    """One image; smaller ones are made when they are first painted."""

    def __init__(self, image: QImage) -> None:
        self._layers = [image]

    @property
    def image(self) -> QImage:
        """The picture itself."""
        return self._layers[0]

    def turned(self, quarters: int) -> Layers:
        """The same picture turned clockwise; nothing is lost by it."""
        if not quarters % 4:
            return self
        return Layers(self.image.transformed(QTransform().rotate(90 * (quarters % 4))))

    def paint(
        self, painter: QPainter, target: QRectF, view: QRectF, *, blocks: bool = False
    ) -> None:
        """Paint into ``target``, all in device pixels; only what lies within ``view``.

        ``blocks``: single pixels stay sharp where they are enlarged far.
        """
        scale = target.width() / self.image.width()
        image = self._fitting(scale)
        target = _snapped(target, image)
        seen = target.intersected(view)
        if seen.isEmpty():
            return
        across = target.width() / image.width()
        down = target.height() / image.height()
        source = _whole_pixels(seen.translated(-target.topLeft()), across, down, image)
        smooth = not (blocks and scale > _BLOCKS_FROM)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        part = QRectF(
            target.left() + source.left() * across,
            target.top() + source.top() * down,
            source.width() * across,
            source.height() * down,
        )
        painter.drawImage(part, image, source)

    def _fitting(self, scale: float) -> QImage:
        """The smallest layer that has no fewer pixels than will be painted."""
        depth = 0
        while scale * 2 ** (depth + 1) <= 1.0 and self._has(depth + 1):
            depth += 1
        return self._layers[depth]

    def _has(self, depth: int) -> bool:
        if depth < len(self._layers):
            return True
        last = self._layers[-1]
        if min(last.width(), last.height()) < 2 * _LEAST_SIDE:
            return False
        half = last.scaled(
            last.width() // 2,
            last.height() // 2,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        if half.isNull():
            return False
        self._layers.append(half)
        return True


def _snapped(target: QRectF, image: QImage) -> QRectF:
    """Without a fraction of a pixel where the image has been made for just this place."""
    fits = (
        abs(target.width() - image.width()) <= 1.0 and abs(target.height() - image.height()) <= 1.0
    )
    return QRectF(target.left(), target.top(), image.width(), image.height()) if fits else target


def _whole_pixels(seen: QRectF, across: float, down: float, image: QImage) -> QRectF:
    """The part of an image that is seen, with one pixel more around it for smooth borders."""
    left = max(0, int(seen.left() / across) - 1)
    top = max(0, int(seen.top() / down) - 1)
    right = min(image.width(), int(seen.right() / across) + 2)
    bottom = min(image.height(), int(seen.bottom() / down) + 2)
    return QRectF(left, top, right - left, bottom - top)
