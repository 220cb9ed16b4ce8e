"""One suggested category: chosen or not, its threshold, how many it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from triage.gui.filters import value_words
from triage.gui.filters.score_field import ScoreField
from triage.gui.filters.threshold_slider import ThresholdSlider
from triage.gui.looks import theme, words
from triage.gui.looks.widgets import PlainLabel, set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from triage.gui.session.counted import LabelRow

_AT_LEAST = "\N{GREATER-THAN OR EQUAL TO} "


class NameCheck(QCheckBox):
    """A check box whose words are cut where there is no room, and whole in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """The box and a few letters."""
        return QSize(56, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the style paints it, with what fits of the words."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        option.text = self.fontMetrics().elidedText(
            option.text, Qt.TextElideMode.ElideRight, part.width()
        )
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)


class NumberButton(QAbstractButton):
    """The threshold in quiet letters; a press makes a field of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the widest number, so that nothing moves while it changes."""
        metrics = QFontMetrics(theme.font("secondary"))
        widest = max(metrics.horizontalAdvance(text) for text in (self.text(), f"{_AT_LEAST}0.00"))
        return QSize(widest + 8, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Underlined under the pointer, for it can be pressed."""
        painter = QPainter(self)
        font = theme.font("secondary")
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        look = theme.current()
        painter.setPen(look.secondary if self.isEnabled() else look.disabled)
        painter.drawText(
            self.rect().adjusted(4, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )


class CategoryRow(QWidget):
    """The widget of a :class:`LabelRow`. One stop of Tab: its slider, with the row's keys."""

    chosen = Signal(bool)
    row_wanted = Signal(int)
    moved = Signal(float)
    settled = Signal(object)
    restored = Signal(float)

    def __init__(self, record: LabelRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self.check = NameCheck()
        self.number = NumberButton()
        self.field = ScoreField("", self)
        self.field.hide()
        self.count = PlainLabel()
        self.slider = ThresholdSlider()
        self._arrange()
        self._connect()
        self.show_row(record, chosen=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It means the slider. Tab would take a row with a focus proxy for a stop of its own."""
        self.slider.setFocus(event.reason())

    def show_row(
        self, record: LabelRow, *, chosen: bool, instead: tuple[float, float] | None = None
    ) -> None:
        """Newer numbers of the same category; a threshold in hand stays where it is."""
        self.record = record
        self.check.setText(words.safe(record.display).replace("&", "&&"))
        self.check.setChecked(chosen)
        set_tip(self.check, f"{record.display}. {record.description}".strip(". "))
        self.count.setText(words.count(record.count))
        self.slider.show_scores(record.histogram, instead)
        self.slider.hand.show(record.threshold, record.default)
        self.number.setEnabled(instead is None)
        self._say()

    def edit(self) -> None:
        """Put a field over the number; the row keeps its height."""
        self.field.show_value(self.slider.hand.value)
        self.field.adjustSize()
        middle = self.number.geometry().center()
        self.field.move(self.number.x() - 4, max(0, middle.y() - self.field.height() // 2))
        self.field.raise_()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus is around the whole row."""
        if not self.slider.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().accent, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 4, 0)
        line.setSpacing(4)
        line.addWidget(self.check)
        line.addWidget(self.number)
        line.addStretch(1)
        line.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.slider)

    def _connect(self) -> None:
        self.check.clicked.connect(self.chosen)
        self.number.clicked.connect(self.edit)
        self.field.entered.connect(self._enter)
        self.field.left.connect(self._end_edit)
        self.slider.toggle_wanted.connect(self.check.click)
        self.slider.edit_wanted.connect(self.edit)
        self.slider.row_wanted.connect(self.row_wanted)
        self.slider.focus_changed.connect(self.update)
        hand = self.slider.hand
        hand.changed.connect(self._say)
        hand.moved.connect(self.moved)
        hand.settled.connect(self.settled)
        hand.restored.connect(self.restored)

    def _enter(self, value: float | None) -> None:
        if value is not None:
            self.slider.hand.enter(value)

    def _end_edit(self) -> None:
        if self.field.isHidden():
            return
        had_focus = self.field.hasFocus()
        self.field.hide()
        if had_focus:
            self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        name = words.safe(self.record.display)
        threshold = value_words.threshold(self.slider.hand.value)
        self.number.setText(_AT_LEAST + threshold)
        self.number.setAccessibleName(f"{name}, threshold {threshold}, type a number")
        self.field.setAccessibleName(f"{name}, threshold as a number")
        self.check.setAccessibleName(name)
        suggested = f"{words.count(self.record.count)} suggested"
        self.slider.setAccessibleName(f"{name}, threshold {threshold}, {suggested}")
        default = value_words.threshold(self.record.default)
        tip = f"Drag, or use the arrow keys. Double click: back to {default}"
        set_tip(self.slider, tip)
