"""One label: its score as a bar against the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from triage.gui.looks import theme, words
from triage.gui.looks.widgets import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from triage.store.item_detail import ScoreRow

HEIGHT = 20
_LABEL = 96
_GAP = 8
_SCORE = 32
_BAR = 8
_TICK = 14


class ScoreLine(QWidget):
    """Accent at or above the threshold, grey below; the tick is the threshold.

    Thin and without a ground, so that nobody takes it for a grade.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score: ScoreRow | None = None
        self._label = ""
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_score(self, row: ScoreRow, label: str) -> None:
        """Show one score under this label."""
        self._score, self._label = row, label
        score, threshold = words.score(row.score), words.score(row.threshold)
        if row.score is None:
            told = "no score"
        elif row.reached:
            told = f"{score}, suggested, at or above its threshold {threshold}"
        else:
            told = f"{score}, below its threshold {threshold}"
        moved = "" if row.threshold == row.default else f" (default {words.score(row.default)})"
        self.setAccessibleName(f"{label} {told}")
        set_tip(self, f"{row.pack} / {row.label}: {told}{moved}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel gives."""
        return QSize(_LABEL + _SCORE + 100, HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        """Painted anew where the theme changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, bar, tick, score."""
        row = self._score
        if row is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        painter.setPen(look.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        place = QRect(0, 0, _LABEL, HEIGHT)
        shown = painter.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideMiddle, _LABEL)
        painter.drawText(place, middle, shown)
        place = QRect(self.width() - _SCORE, 0, _SCORE, HEIGHT)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, words.score(row.score))
        self._paint_bar(painter, look, row)
        painter.end()

    def _paint_bar(self, painter: QPainter, look: theme.Theme, row: ScoreRow) -> None:
        left = _LABEL + _GAP
        width = self.width() - left - _SCORE - _GAP
        bar = QRectF(left, (HEIGHT - _BAR) / 2, width, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.line)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if row.score is not None and row.score > 0:
            filled = QRectF(bar)
            filled.setWidth(max(width * min(row.score, 1.0), _BAR))
            painter.setBrush(look.accent if row.reached else look.secondary)
            painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)
        at = left + width * min(max(row.threshold, 0.0), 1.0)
        tick = QRectF(at - 2, (HEIGHT - _TICK) / 2, 4, _TICK)
        painter.setBrush(look.panel)
        painter.drawRect(tick)
        painter.setBrush(look.text)
        painter.drawRect(tick.adjusted(1, 0, -1, 0))
