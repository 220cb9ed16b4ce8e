"""How a value, its count and its check are painted, in lists and in the folder tree alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from triage.gui.filters.choice_model import CHOICE_ROLE, AnyIndex, Choice
from triage.gui.looks import theme, words

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

    from triage.gui.looks.theme import Theme

ROW_HEIGHT = 24
_BOX = 16
_GAP = 8
_INDENT = 24
_EDGE = 8


class ChoiceDelegate(QStyledItemDelegate):
    """A row is one control: a press anywhere in it, or Space, is a wish about its check."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows are equally high."""
        return QSize(64, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Ground, ring of the focus, box, chip, words, count."""
        choice = index.data(CHOICE_ROLE)
        if not isinstance(choice, Choice):
            return
        look = theme.current()
        rect = option.rect
        state = option.state
        painter.save()
        painter.setFont(theme.font())
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.accent, 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5)
        left = rect.x() + _EDGE + choice.indent * _INDENT
        self._paint_box(painter, option, QRect(left, rect.y() + 4, _BOX, _BOX), choice)
        left += _BOX + _GAP
        if choice.digit is not None:
            _paint_digit(painter, QRect(left, rect.y() + 4, _BOX, _BOX), choice.digit, look)
            left += _BOX + _GAP
        _paint_words(painter, rect.adjusted(left - rect.x(), 0, -_EDGE, 0), choice, look)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole row is the check, not only its box."""
        if not means_press(event):
            return False
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)

    def _paint_box(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, choice: Choice
    ) -> None:
        view = option.widget
        box = QStyleOptionViewItem(option)
        state = option.state & ~(QStyle.StateFlag.State_On | QStyle.StateFlag.State_Off)
        state |= QStyle.StateFlag.State_On if choice.on else QStyle.StateFlag.State_Off
        box.rect = rect
        box.state = state
        indicator = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
        view.style().drawPrimitive(indicator, box, painter, view)


def box_rect(row: QRect) -> QRect:
    """Where the check of a row without indent is, and a little around it."""
    return QRect(row.x() + _EDGE - 4, row.y(), _BOX + 8, row.height())


def means_press(event: QEvent) -> bool:
    """Whether a row's control was pressed, by mouse or key."""
    if isinstance(event, QMouseEvent):
        left = event.button() == Qt.MouseButton.LeftButton
        return left and event.type() == QEvent.Type.MouseButtonRelease
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
        keys = {Qt.Key.Key_Space, Qt.Key.Key_Select}
        return event.key() in keys and not event.isAutoRepeat()
    return False


def _paint_digit(painter: QPainter, rect: QRect, digit: int, look: Theme) -> None:
    ground, ink = look.grade(digit)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(ink)
    font = theme.font("heading")
    font.setPixelSize(11)
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(digit))
    painter.setFont(theme.font())


def _paint_words(painter: QPainter, rect: QRect, choice: Choice, look: Theme) -> None:
    metrics = painter.fontMetrics()
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    count = "" if choice.count is None else words.count(choice.count)
    painter.setPen(look.secondary)
    painter.drawText(rect, right, count)
    room = rect.width() - metrics.horizontalAdvance(count) - (_GAP if count else 0)
    empty = choice.count == 0 and not choice.on
    painter.setPen(look.bad if choice.bad else look.secondary if empty else look.text)
    shown = metrics.elidedText(choice.words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, left, shown)
