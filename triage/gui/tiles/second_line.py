"""The line under the name: what the machine suggests, or why there is nothing to suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt

from triage.core.records import State
from triage.gui.looks import words
from triage.gui.tiles.measures import BAR_HEIGHT, LEAST_BAR

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from triage.gui.session.facts import Suggested
    from triage.gui.tiles.tile import Kit, Tile

_SPACE = 8


def paint_second_line(painter: QPainter, rect: QRect, tile: Tile, kit: Kit) -> None:
    """Suggestion, bar and score, or a few quiet words."""
    painter.setFont(kit.small)
    suggestion = tile.facts.suggestion
    if suggestion is not None and tile.facts.state is State.ANALYSED:
        _paint_suggestion(painter, rect, suggestion, kit, ink=quiet_ink(tile, kit))
        return
    said = quiet_words_as_fit(tile, rect.width(), kit)
    failed = tile.facts.state is State.FAILED and not tile.selected
    painter.setPen(kit.look.bad if failed else quiet_ink(tile, kit))
    painter.drawText(rect.left(), rect.top() + kit.small_baseline, said)


def quiet_words(tile: Tile) -> str:
    """What stands where a suggestion would."""
    facts = tile.facts
    if facts.state is State.PENDING:
        return "not yet analysed"
    if facts.state is not State.ANALYSED:
        return words.reason(facts.reason)
    return "no suggestion" if facts.scored else "not scored"


def quiet_words_as_fit(tile: Tile, room: int, kit: Kit) -> str:
    """The same where there is less room: a short word that can be read whole.

    The tooltip has the rest.
    """
    whole = quiet_words(tile)
    said, _ = kit.fit(whole, room)
    if said != whole and tile.facts.reason:
        said, _ = kit.fit(words.short_reason(tile.facts.reason), room)
    return said


def quiet_ink(tile: Tile, kit: Kit) -> QColor:
    """For text that stands back, on the ground that the tile has."""
    return kit.look.selection_secondary if tile.selected else kit.look.secondary


def _paint_suggestion(
    painter: QPainter, rect: QRect, suggestion: Suggested, kit: Kit, *, ink: QColor
) -> None:
    room = rect.width() - kit.score_width - LEAST_BAR - 2 * _SPACE
    label, width = kit.fit(words.safe(suggestion.display), room)
    score = words.score(suggestion.score)
    base = rect.top() + kit.small_baseline
    painter.setPen(ink)
    painter.drawText(rect.left(), base, label)
    painter.drawText(rect.right() + 1 - kit.fit(score, room)[1], base, score)
    left = rect.left() + width + _SPACE
    right = rect.right() + 1 - kit.score_width - _SPACE
    top = rect.top() + (rect.height() - BAR_HEIGHT) / 2
    bar = QRectF(left, top, right - left, BAR_HEIGHT)
    filled = QRectF(bar)
    filled.setWidth(bar.width() * min(1.0, max(0.0, suggestion.score)))
    painter.setPen(Qt.PenStyle.NoPen)
    for part, colour in (
        (bar, kit.look.line),
        (filled, kit.look.accent if suggestion.reached else ink),
    ):
        painter.setBrush(colour)
        painter.drawRoundedRect(part, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
