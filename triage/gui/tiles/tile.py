"""One tile as it is to be painted, and what it is painted with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from triage.gui.looks import theme
from triage.gui.tiles.measures import SECOND_HEIGHT
from triage.gui.tiles.stamps import Stamps

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPixmap

    from triage.gui.looks.tokens import Theme
    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.tile_text import TileText

_MOST_FITS: Final = 2000


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
    """Colours and fonts of one theme, made for many tiles. ``ratio``: device pixels a pixel.

    ``ground`` is what a tile stands on that is not selected; the grid's where it is not said.
    """

    def __init__(self, ratio: float = 1.0, ground: QColor | None = None) -> None:
        self.ratio = ratio
        self.look: Theme = theme.current()
        self.ground = self.look.well if ground is None else ground
        self.stamps = Stamps(ratio)
        self.base: QFont = theme.font("base")
        self.small: QFont = theme.font("secondary")
        self.strong: QFont = theme.font("secondary")
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.base_metrics = QFontMetrics(self.base)
        self.small_metrics = QFontMetrics(self.small)
        self.strong_metrics = QFontMetrics(self.strong)
        self.score_width = self.small_metrics.horizontalAdvance("0.00")
        free = SECOND_HEIGHT + self.small_metrics.ascent() - self.small_metrics.descent()
        self.small_baseline = free // 2
        self._fits: dict[tuple[str, int], tuple[str, int]] = {}

    def fit(self, said: str, room: int) -> tuple[str, int]:
        """A small text as it fits, and how wide it then is; the same few come again and again."""
        found = self._fits.get((said, room))
        if found is None:
            if len(self._fits) >= _MOST_FITS:
                self._fits.clear()
            fits = self.small_metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
            found = self._fits[said, room] = fits, self.small_metrics.horizontalAdvance(fits)
        return found
