"""How a tile looks: ground, picture, name, second line, badges.

Painted here and nowhere else: into the grid, and into the picture that is dragged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from triage.core.records import Reason, State
from triage.gui.looks import icons
from triage.gui.looks.theme import RADIUS, SMALL_RADIUS
from triage.gui.tiles.badges import paint_badges
from triage.gui.tiles.measures import measures
from triage.gui.tiles.second_line import paint_second_line, quiet_ink

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from triage.gui.tiles.measures import Measures
    from triage.gui.tiles.tile import Kit, Tile

_BORDER: Final = 2
_NO_PICTURE_ICON: Final = 32
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ICON_OF_STATE: Final = {State.FAILED: "image-off", State.SKIPPED: "file"}
_ICON_OF_REASON: Final = {Reason.LINK: "link", Reason.DISAPPEARED: "gone"}


def paint_tile(painter: QPainter, corner: QPoint, size: int, tile: Tile, kit: Kit) -> None:
    """Paint a tile into the cell at ``corner``; the gap around the tile is left as it is."""
    places = measures(size)
    painter.save()
    painter.translate(corner)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, places.tile, tile, kit)
    _paint_picture(painter, places, tile, kit)
    paint_badges(painter, places.box, tile, kit, small=places.small)
    _paint_name(painter, places, tile, kit)
    if places.second is not None:
        paint_second_line(painter, places.second, tile, kit)
    painter.restore()


def paint_blank(painter: QPainter, size: int, tile: Tile, kit: Kit) -> None:
    """The ground alone, in its final size: nothing has come of the item yet."""
    places = measures(size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, places.tile, tile, kit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(kit.look.window)
    painter.drawRoundedRect(QRectF(places.box), SMALL_RADIUS, SMALL_RADIUS)


def fit(picture: QSize, natural: int | None, box: QSize) -> QSize:
    """The size in which a picture is shown whole within a box, in the box's pixels.

    ``natural`` is the longer side of the evidence's own picture, None where it is not known: a
    picture is never shown larger than that, for its grain would be taken for blur.
    """
    shown = picture.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    if natural is not None and max(shown.width(), shown.height()) > natural:
        shown = picture.scaled(natural, natural, Qt.AspectRatioMode.KeepAspectRatio)
    return shown.expandedTo(QSize(1, 1))


def _paint_ground(painter: QPainter, rect: QRect, tile: Tile, kit: Kit) -> None:
    if tile.selected:
        painter.setBrush(kit.look.selection)
    if tile.selected or (tile.current and tile.focused):
        _frame(painter, rect, _BORDER / 2, QPen(kit.look.accent, _BORDER))
    elif tile.current:
        _frame(painter, rect, 0.5, QPen(kit.look.secondary, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if tile.selected and tile.current and tile.focused:
        # Among many selected ones, the one that keys speak to.
        _frame(painter, rect, _BORDER + 0.5, QPen(kit.look.text, 1))


def _frame(painter: QPainter, rect: QRect, inset: float, pen: QPen) -> None:
    painter.setPen(pen)
    inner = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, RADIUS - inset, RADIUS - inset)


def _paint_picture(painter: QPainter, places: Measures, tile: Tile, kit: Kit) -> None:
    if tile.picture is not None and not tile.picture.isNull():
        # No ground behind it: a frame of ours would seem a part of the picture.
        _paint_fitted(painter, places.box, tile.picture, tile, kit)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(kit.look.window)
    painter.drawRoundedRect(QRectF(places.box), SMALL_RADIUS, SMALL_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _paint_no_picture(painter, places.box, tile, kit)


def _paint_fitted(painter: QPainter, box: QRect, picture: QPixmap, tile: Tile, kit: Kit) -> None:
    ratio = kit.ratio
    room = QSize(round(box.width() * ratio), round(box.height() * ratio))
    size = fit(picture.size(), _natural(tile, ratio), room)
    if size != picture.size():
        picture = picture.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    # On a whole device pixel, or the picture would be smeared over two.
    left = (box.left() * ratio + (room.width() - size.width()) // 2) / ratio
    top = (box.top() * ratio + (room.height() - size.height()) // 2) / ratio
    shown = QRectF(left, top, size.width() / ratio, size.height() / ratio)
    painter.drawPixmap(shown, picture, QRectF(picture.rect()))
    _round(painter, shown, kit.look.selection if tile.selected else kit.ground, kit)


def _round(painter: QPainter, shown: QRectF, ground: QColor, kit: Kit) -> None:
    """Put the ground on the corners of a picture: a rounded texture costs three times as much."""
    corners = kit.stamps.corners(ground)
    side = corners[0].width() / kit.ratio
    left, top = shown.left(), shown.top()
    right, bottom = left + shown.width() - side, top + shown.height() - side
    places = ((left, top), (right, top), (right, bottom), (left, bottom))
    for corner, place in zip(corners, places, strict=True):
        painter.drawPixmap(QPointF(*place), corner)


def _natural(tile: Tile, ratio: float) -> int | None:
    text = tile.text
    if text is None or text.width is None or text.height is None:
        return None
    return round(max(text.width, text.height) * ratio)


def _paint_no_picture(painter: QPainter, box: QRect, tile: Tile, kit: Kit) -> None:
    facts = tile.facts
    name = _ICON_OF_REASON.get(facts.reason) or _ICON_OF_STATE.get(facts.state)
    if name is None:
        return
    side = min(_NO_PICTURE_ICON, box.height() // 2)
    drawn = icons.pixmap(name, kit.look.secondary, side, kit.ratio)
    corner = box.center() - QPoint(side // 2 - 1, side // 2 - 1)
    painter.drawPixmap(QRectF(corner, QSize(side, side)), drawn, QRectF(drawn.rect()))


def _paint_name(painter: QPainter, places: Measures, tile: Tile, kit: Kit) -> None:
    if tile.text is None:
        return
    painter.setFont(kit.small if places.small else kit.base)
    quiet = tile.facts.state in {State.FAILED, State.SKIPPED}
    painter.setPen(quiet_ink(tile, kit) if quiet else kit.look.text)
    painter.drawText(places.name, _LEFT, name_as_fits(tile.text.name, places, kit))


def name_as_fits(name: str, places: Measures, kit: Kit) -> str:
    """The name as far as there is room; smaller letters below a small picture.

    With those the names that cameras give can be read whole there.
    """
    metrics = kit.small_metrics if places.small else kit.base_metrics
    return metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, places.name.width())
