"""One tile as it is to be painted, and what it is painted with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetrics

from triage.gui.looks import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from triage.gui.looks.tokens import Theme
    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.tile_text import TileText


@dataclass(frozen=True, slots=True)
class Tile:
    """``picture`` is as it may be seen: from the shelf, veiled already where it is hidden.

    ``revealed``: its cover is lifted for the moment.
    """

    facts: TileFacts
    text: TileText | None = None
    picture: QPixmap | None = None
    selected: bool = False
    current: bool = False
    focused: bool = False
    revealed: bool = False


class Kit:
    """Colours and fonts of one theme, made for many tiles. ``ratio``: device pixels a pixel."""

    def __init__(self, ratio: float = 1.0) -> None:
        self.ratio = ratio
        self.look: Theme = theme.current()
        self.base: QFont = theme.font("base")
        self.small: QFont = theme.font("secondary")
        self.strong: QFont = theme.font("secondary")
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.base_metrics = QFontMetrics(self.base)
        self.small_metrics = QFontMetrics(self.small)
        self.strong_metrics = QFontMetrics(self.strong)
        self.score_width = self.small_metrics.horizontalAdvance("0.00")
