"""The ground on which one picture lies, and everything that can be done with it but by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from triage.gui.looks import theme
from triage.gui.viewing import overlays
from triage.gui.viewing.layers import Layers
from triage.gui.viewing.placement import Placement

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_PAN_PART: Final = 8
_GUESSED_SIDE: Final = 8192
"""The longest side of a picture whose size is not known yet: it fills the view."""
_ENOUGH: Final = 1.02
"""An image that is enlarged by less than this is sharp."""


class Canvas(QWidget):
    """A widget in the well's colour, painted in device pixels.

    It shows a placeholder, then the picture in its place; or a veiled one; or why there is
    none. At a zoom of 1 a pixel of the picture is one of the screen.
    """

    view_changed = Signal()
    """Zoom, fit or turn changed."""
    sharper_wanted = Signal(int)
    """The picture shown has too few pixels: its longest side should have so many (0: all)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self.placement = Placement()
        self._layers: Layers | None = None
        self._turn = 0
        self._badge = ""
        self._told: tuple[str, str] | None = None
        self._has_pixels = False
        """Whether it is the picture's own pixels that are shown, none of them left out."""
        self._may_ask = False
        """Whether a sharper image may be asked for: once for each, and only for a picture."""
        self.size_known = False
        """Whether the picture's size is known; before, no zoom means anything."""

    def show_placeholder(self, picture: QImage | None, full: QSize | None) -> None:
        """Begin with another picture: what is at hand of it, and the size it will have."""
        self._turn = 0
        self._put(picture, "")
        self.size_known = full is not None
        size = full or _guessed(picture)
        self.placement.show(size.width(), size.height())
        self._renew()

    def show_image(self, image: QImage, full: QSize, *, best: bool) -> None:
        """The picture itself, or a sharper one of it: nothing moves.

        ``full`` is the size of the whole picture; ``best``: no sharper image will come.
        """
        self._put(image, "")
        self._has_pixels = best or image.size() == full
        self._may_ask = not self._has_pixels
        self.size_known = True
        turned = full.transposed() if self._turn % 2 else full
        self.placement.correct_size(turned.width(), turned.height())
        self._renew()

    def show_instead(self, picture: QImage | None, badge: str) -> None:
        """Something else in the place of the picture, such as a veiled one."""
        self._put(picture, badge)
        self._renew()

    def show_words(self, icon: str, text: str) -> None:
        """No picture, but a quiet icon and a reason."""
        self._put(None, "")
        self._told = (icon, text)
        self._renew()

    def set_badge(self, text: str) -> None:
        """A few words over the lower end of the picture; none where empty."""
        self._badge = text
        self.update()

    def said(self) -> str:
        """The words over the picture, or instead of it."""
        return self._told[1] if self._told else self._badge

    def longest_wanted(self) -> int:
        """The longest side that an image for the fitted view has, in pixels; 0 for all."""
        zoom = self.placement.fit_zoom
        return 0 if zoom >= 1 else max(1, round(max(self.placement.size) * zoom))

    def fit(self) -> None:
        """Show all of the picture, whatever size the view takes on."""
        self.placement.fit()
        self._renew()

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom around a point of the widget, its middle where none is given."""
        if self.size_known:
            self.placement.zoom_to(zoom, in_device_pixels(self, at))
            self._renew()

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom by a factor, with a stop at 1."""
        if self.size_known:
            self.placement.zoom_by(factor, in_device_pixels(self, at))
            self._renew()

    def toggle_fit(self, at: QPointF | None = None) -> None:
        """From fitted to one pixel for one, and back."""
        if self.placement.fitted:
            self.zoom_to(1.0, at)
        else:
            self.fit()

    def zoom_step(self, up: bool) -> None:
        """The next of the usual zooms, around the middle."""
        if self.size_known:
            self.placement.step(up)
            self._renew()

    def turn(self, clockwise: bool) -> None:
        """Turn what is shown by a quarter; the file is not touched."""
        quarters = 1 if clockwise else 3
        self._turn = (self._turn + quarters) % 4
        if self._layers is not None:
            self._layers = self._layers.turned(quarters)
        self.placement.turn(clockwise)
        self._renew()

    def pan_step(self, across: int, down: int) -> None:
        """Look further to the right (1) or left (-1), down or up, by an eighth of the view."""
        width, height = self.placement.view
        self.placement.pan(-across * width / _PAN_PART, -down * height / _PAN_PART)
        self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint pictures in device pixels, and words in the screen's own."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().well)
        ratio = self.devicePixelRatioF()
        target = QRectF(*self.placement.rectangle)
        if self._layers is not None:
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
            view = QRectF(0, 0, *self.placement.view)
            self._layers.paint(painter, target, view, blocks=self._has_pixels)
            painter.restore()
        if self._told is not None:
            overlays.paint_reason(painter, self.rect(), *self._told, ratio)
        if self._badge:
            over = QRectF(target.topLeft() / ratio, target.size() / ratio)
            overlays.paint_badge(painter, over & QRectF(self.rect()), self._badge)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A fitted picture goes on to fit; a new theme has other colours."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.DevicePixelRatioChange}:
            self._take_measure()
        elif event.type() == QEvent.Type.PaletteChange:
            self.update()
        return super().event(event)

    def _take_measure(self) -> None:
        ratio = self.devicePixelRatioF()
        self.placement.set_view(self.width() * ratio, self.height() * ratio, ratio)
        self._renew()

    def _put(self, picture: QImage | None, badge: str) -> None:
        """Show this picture, turned as the view is, and no sharper one is wanted yet."""
        is_there = picture is not None and not picture.isNull()
        self._layers = Layers(picture).turned(self._turn) if picture and is_there else None
        self._told = None
        self._badge = badge
        self._has_pixels = False
        self._may_ask = False

    def _renew(self) -> None:
        self.update()
        self.view_changed.emit()
        if self._layers is None or not self._may_ask:
            return
        needed = self.placement.size[0] * self.placement.zoom
        if needed > self._layers.image.width() * _ENOUGH:
            self._may_ask = False
            self.sharper_wanted.emit(self.longest_wanted() if self.placement.fitted else 0)


def in_device_pixels(widget: QWidget, at: QPointF | None) -> tuple[float, float] | None:
    """A point of a widget on the screen's own pixels."""
    ratio = widget.devicePixelRatioF()
    return None if at is None else (at.x() * ratio, at.y() * ratio)


def _guessed(picture: QImage | None) -> QSize:
    """A size of the same shape as a placeholder, and large."""
    if picture is None or picture.isNull():
        return QSize(_GUESSED_SIDE, _GUESSED_SIDE * 3 // 4)
    room = QSize(_GUESSED_SIDE, _GUESSED_SIDE)
    return picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
