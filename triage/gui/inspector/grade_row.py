"""What a person says of the picture: one button a category, and one that takes it away."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from triage.gui.inspector.copy_text import CopyText
from triage.gui.inspector.section import Section
from triage.gui.looks import theme, words
from triage.gui.looks.painted_button import PaintedButton
from triage.gui.looks.widgets import set_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPaintEvent

    from triage.gui.session.counted import Category

_HEIGHT = 28
_PADDING = 8
_DIGIT = 12
_COLUMNS = 2


class GradeButton(PaintedButton):
    """Digit and name; a solid chip in the category's colour where the grade is given.

    The colour never stands alone: digit, weight and the checked state say the same. A click
    only asks: the button shows what the case holds, not what was clicked.
    """

    def __init__(self, number: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"Grade {number} {name}" if number else "No grade")
        set_tip(self, f"{number} · {name}")

    def sizeHint(self) -> QSize:
        """As wide as half of the panel gives."""
        return QSize(120, _HEIGHT)

    def nextCheckState(self) -> None:
        """A click changes nothing here; the committed grade does."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chip, digit, name, focus."""
        look = theme.current()
        ground, ink, edge = self._colours(look)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(room, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(look.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.setPen(ink)
        painter.setFont(theme.font("heading"))
        middle = Qt.AlignmentFlag.AlignVCenter
        digit = self.rect().adjusted(_PADDING, 0, 0, 0)
        painter.drawText(digit, middle, str(self.number))
        if not (self.isChecked() and self.number):
            painter.setFont(theme.font())
        name = self.rect().adjusted(_PADDING + _DIGIT, 0, -_PADDING, 0)
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, name.width()
        )
        painter.drawText(name, middle, shown)
        painter.end()

    def _colours(self, look: theme.Theme) -> tuple[QColor, QColor, QColor]:
        if self.isChecked() and self.number:
            ground, ink = look.grade(self.number)
            return ground, ink, ground
        ink = look.text if self.number else look.secondary
        if self.underMouse() or self.isDown():
            return look.hover, ink, look.line
        return look.raised, ink, look.line


class GradeRow(Section):
    """All buttons, by whom and when, and the way back.

    ``grade_wanted`` carries the category's number, None for "no grade".
    """

    grade_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self, title: str = "Grade", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._categories: tuple[Category, ...] | None = None
        self._buttons: list[GradeButton] = []
        self._undo = self.add_act("undo", "Undo the last grade", self.undo_wanted.emit)
        self._undo.setVisible(False)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self.body.addLayout(self._grid)
        self._said = CopyText("secondary")
        self._said.setAccessibleName("Who graded")
        self.body.addWidget(self._said)

    def show_categories(self, categories: Sequence[Category]) -> None:
        """The categories of the case; buttons are made anew only where these changed."""
        if self._categories == tuple(categories):
            return
        self._categories = tuple(categories)
        for old in self._buttons:
            self._grid.removeWidget(old)
            old.deleteLater()
        named = [(0, "no grade"), *((one.number, one.name) for one in categories)]
        self._buttons = [self._button(number, words.safe(name)) for number, name in named]
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        for before, after in pairwise([self._undo, *self._buttons]):
            QWidget.setTabOrder(before, after)

    def show_grade(self, category: int | None, said: str) -> None:
        """The grade that the case holds, and one or two lines on it."""
        for button in self._buttons:
            button.setChecked(button.number == (category or 0))
        self._said.show_value(said)

    def show_undo(self, what: str) -> None:
        """What would be undone, for the tooltip; "" where there is nothing to undo."""
        self._undo.setVisible(bool(what))
        set_tip(self._undo, what)

    def _button(self, number: int, name: str) -> GradeButton:
        button = GradeButton(number, name)
        button.clicked.connect(lambda: self.grade_wanted.emit(number or None))
        return button
