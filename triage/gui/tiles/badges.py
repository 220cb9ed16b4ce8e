"""Marks over the picture: a person's grade, copies, place, and what is odd about the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt

from triage.core.records import Flag
from triage.gui.looks import icons, words
from triage.gui.looks.theme import SMALL_RADIUS
from triage.gui.tiles.measures import BADGE, BADGE_INSET

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from triage.gui.tiles.tile import Kit, Tile

HIDDEN_WORDS: Final = "hidden \N{MIDDLE DOT} Space"
_ICON: Final = 14
_PADDING: Final = 6
_CENTRE = Qt.AlignmentFlag.AlignCenter
_FLAG_ICONS: Final = (
    (Flag.MISSING, "gone"),
    (Flag.CHANGED, "history"),
    (Flag.TRUNCATED, "cut-short"),
    (Flag.EXTENSION_MISMATCH | Flag.METADATA_DAMAGED, "warning"),
)


def paint_badges(painter: QPainter, box: QRect, tile: Tile, kit: Kit, *, small: bool) -> None:
    """All marks of a tile on its picture's box; a small tile has room for the grade alone."""
    inner = box.adjusted(BADGE_INSET, BADGE_INSET, -BADGE_INSET, -BADGE_INSET)
    facts = tile.facts
    if facts.category is not None:
        ground, ink = kit.look.grade(facts.category)
        _paint_words(painter, inner.topLeft(), str(facts.category), kit, (ground, ink))
    if not small:
        if facts.copies > 1:
            _paint_copies(painter, inner, facts.copies, kit)
        if facts.gps:
            corner = inner.bottomRight() - QPoint(BADGE - 1, BADGE - 1)
            _paint_icon(painter, corner, "location", kit)
        _paint_flags(painter, inner, facts.flags, kit)
    if facts.hidden and not tile.revealed:
        _paint_hidden(painter, box, kit, small=small)


def flag_icons(flags: Flag) -> list[str]:
    """The icons of the flags, the weightiest first."""
    return [name for of, name in _FLAG_ICONS if flags & of]


def _paint_flags(painter: QPainter, inner: QRect, flags: Flag, kit: Kit) -> None:
    # One above the other: the words of a hidden picture stand beside them.
    corner = inner.bottomLeft() - QPoint(0, BADGE - 1)
    for name in flag_icons(flags):
        _paint_icon(painter, corner, name, kit)
        corner -= QPoint(0, BADGE + 2)


def _paint_copies(painter: QPainter, inner: QRect, copies: int, kit: Kit) -> None:
    said = f"\N{MULTIPLICATION SIGN}{words.count(copies)}"
    width = _width(said, kit)
    corner = QPoint(inner.right() + 1 - width, inner.top())
    _paint_words(painter, corner, said, kit, (kit.look.scrim, kit.look.on_scrim))


def _paint_hidden(painter: QPainter, box: QRect, kit: Kit, *, small: bool) -> None:
    said = "hidden" if small else HIDDEN_WORDS
    width = kit.small_metrics.horizontalAdvance(said) + 2 * _PADDING
    left = box.left() + (box.width() - width) // 2
    place = QRect(left, box.bottom() + 1 - BADGE_INSET - BADGE, width, BADGE)
    _paint_ground(painter, place, kit.look.scrim)
    painter.setFont(kit.small)
    painter.setPen(kit.look.on_scrim)
    painter.drawText(place, _CENTRE, said)


def _paint_words(
    painter: QPainter, corner: QPoint, said: str, kit: Kit, colours: tuple[QColor, QColor]
) -> None:
    def paint(on: QPainter, place: QRect) -> None:
        _paint_ground(on, place, colours[0])
        on.setFont(kit.strong)
        on.setPen(colours[1])
        on.drawText(place, _CENTRE, said)

    painter.drawPixmap(corner, kit.stamps.badge(said, colours, _width(said, kit), paint))


def _paint_icon(painter: QPainter, corner: QPoint, name: str, kit: Kit) -> None:
    def paint(on: QPainter, place: QRect) -> None:
        _paint_ground(on, place, kit.look.scrim)
        inset = (BADGE - _ICON) // 2
        drawn = icons.pixmap(name, kit.look.on_scrim, _ICON, kit.ratio)
        on.drawPixmap(
            QRectF(place.adjusted(inset, inset, -inset, -inset)), drawn, QRectF(drawn.rect())
        )

    colours = (kit.look.scrim, kit.look.on_scrim)
    painter.drawPixmap(corner, kit.stamps.badge(f"icon {name}", colours, BADGE, paint))


def _paint_ground(painter: QPainter, place: QRect, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(place), SMALL_RADIUS, SMALL_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _width(said: str, kit: Kit) -> int:
    return max(BADGE, kit.strong_metrics.horizontalAdvance(said) + 2 * _PADDING)
