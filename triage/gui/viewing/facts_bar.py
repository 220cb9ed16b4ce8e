"""What the machine suggests and what a person graded, in one slim line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from triage.gui.looks import theme, words
from triage.gui.looks.widgets import ElidedLabel, PlainLabel, set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from triage.gui.session.facts import Suggested

_BAR: Final = QSize(48, 4)
_CHIP: Final = 20
_BEFORE: Final = 12
"""Free space before each mark, which goes together with it."""


class SuggestionMark(QWidget):
    """The top suggestion: its label, a thin bar, and always its score.

    ``told``: there is one. Whoever has room for it shows it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ElidedLabel(mode=Qt.TextElideMode.ElideRight, role="secondary")
        self._bar = _ScoreBar()
        self._score = PlainLabel(role="secondary")
        self.told = False
        line = QHBoxLayout(self)
        line.setContentsMargins(_BEFORE, 0, 0, 0)
        line.setSpacing(8)
        for part in (self._label, self._bar, self._score):
            line.addWidget(part)

    def show_suggestion(self, suggestion: Suggested | None) -> None:
        """Take another one; nothing where there is none."""
        self.told = suggestion is not None
        if suggestion is None:
            return
        score = words.score(suggestion.score)
        display = words.safe(suggestion.display)
        self._label.setText(display)
        self._score.setText(score)
        self._bar.show_score(suggestion.score, suggestion.reached)
        self.setAccessibleName(f"Suggested {display} {score}")
        beside = "at or above its threshold" if suggestion.reached else "below its threshold"
        set_tip(self, f"Suggested: {display} {score}, {beside}")


class _ScoreBar(QWidget):
    """A bar as long as a score, in the machine's colour where the threshold is reached."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_BAR)
        self._score = 0.0
        self._reached = False

    def show_score(self, score: float, reached: bool) -> None:
        """Show another score."""
        self._score = min(max(score, 0.0), 1.0)
        self._reached = reached
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groove and the bar in it."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(look.line)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setBrush(look.accent if self._reached else look.secondary)
        length = max(float(self.height()), self.width() * self._score)
        painter.drawRoundedRect(QRectF(0, 0, length, self.height()), radius, radius)
        painter.end()


class GradeMark(QWidget):
    """A person's grade: a solid chip with its digit, and the name of the category.

    ``told`` as for a suggestion; that nobody graded yet is something to tell as well.
    """

    told = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = _DigitChip()
        self._name = ElidedLabel(mode=Qt.TextElideMode.ElideRight, role="secondary")
        line = QHBoxLayout(self)
        line.setContentsMargins(_BEFORE, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._chip)
        line.addWidget(self._name)

    def show_grade(self, number: int | None, name: str) -> None:
        """Show another grade; ``name`` is the category's."""
        self._chip.setVisible(number is not None)
        self._chip.show_number(number)
        shown = words.safe(name) if number is not None else "Not graded"
        self._name.setText(shown)
        said = shown if number is None else f"Graded {number} {shown}".rstrip()
        self.setAccessibleName(said)
        set_tip(self, said)


class _DigitChip(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_CHIP, _CHIP)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._number: int | None = None

    def show_number(self, number: int | None) -> None:
        """Show another digit."""
        self._number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the digit on the colour of its category."""
        if self._number is None:
            return
        ground, ink = theme.current().grade(self._number)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), theme.SMALL_RADIUS, theme.SMALL_RADIUS)
        painter.setPen(ink)
        painter.setFont(theme.font("heading"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
