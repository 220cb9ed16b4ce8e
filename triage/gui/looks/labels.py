"""Text that fits: elided in one line, or wrapped anywhere; always to be copied whole."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStylePainter,
    QTextEdit,
    QWidget,
)

from triage.gui.looks import theme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_LEAST_SHOWN = "mmm\N{HORIZONTAL ELLIPSIS}"
_KEY_WIDTH = 88


def plain_tip(text: str) -> str:
    """A text as a tooltip that nobody's file name can turn into markup, wrapped where long."""
    return f"<p>{html.escape(text)}</p>" if text else ""


def set_tip(widget: QWidget, text: str) -> None:
    """The same at a widget. Without a description, screen readers read out the tooltip's markup."""
    widget.setToolTip(plain_tip(text))
    widget.setAccessibleDescription(text)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its role in the style sheet, ground included, at once."""
    widget.setProperty("role", role)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at the properties of a widget again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class PlainLabel(QLabel):
    """A label that never takes its text for markup: evidence may stand in it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)


class ElidedLabel(PlainLabel):
    """One line, cut with an ellipsis where it is too narrow; then the tooltip has all of it.

    ``text()`` stays the whole text, for readers of the screen and for Copy in its menu. Where it
    has an accessible name of its own, the text is what is said after that name.
    """

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, parent)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction("Copy", self)
        copy.triggered.connect(self._copy)
        self.addAction(copy)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the rest is elided."""
        hint = super().sizeHint()
        least = self.fontMetrics().horizontalAdvance(_LEAST_SHOWN)
        return QSize(min(hint.width(), least), hint.height())

    def shown_text(self) -> str:
        """What is painted at the present width."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._mode, width)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        if self.accessibleName():
            # Qt reads out the name instead of the text, not before it.
            self.setAccessibleDescription(text)
        self._renew_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip only where it is cut."""
        super().resizeEvent(event)
        self._renew_tip()

    def changeEvent(self, event: QEvent) -> None:
        """Another font cuts elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._renew_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that fits."""
        painter = QStylePainter(self)
        option = QStyleOption()
        option.initFrom(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option)
        painter.drawItemText(
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )
        painter.end()

    def _renew_tip(self) -> None:
        if hasattr(self, "_mode"):  # not while the base class sets the first text
            cut = self.shown_text() != self.text()
            self.setToolTip(plain_tip(self.text()) if cut else "")
            if not self.accessibleName():
                self.setAccessibleDescription(self.text() if cut else "")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


class ValueText(QTextEdit):
    """A value to read, select and copy: wraps at separators, or anywhere where there is none.

    A label would leave a long path or hash in one line that nobody sees the end of.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "value")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_value(text)

    def set_value(self, text: str) -> None:
        """Show another value."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self.setAccessibleDescription(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its lines at the present width."""
        return QSize(120, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """One line is the least."""
        return QSize(40, self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Lines at this width."""
        document = self.document()
        laid_out_for = document.textWidth()
        if laid_out_for == width:
            return self._height_of_lines()
        document.setTextWidth(width)
        height = self._height_of_lines()
        # Only asked: a layout tries widths that the text never gets.
        document.setTextWidth(laid_out_for)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the lines need."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font, another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _height_of_lines(self) -> int:
        return max(self.fontMetrics().height(), round(self.document().size().height() + 0.49))

    def _fit(self) -> None:
        self.setFixedHeight(self.heightForWidth(max(1, self.width())))


class KeyValue(QWidget):
    """Pairs of a short word and its value, in two columns that line up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[PlainLabel, ValueText]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, _KEY_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def show_pairs(
        self, pairs: Iterable[tuple[str, str]], mono: Collection[str] = frozenset()
    ) -> None:
        """Show these pairs and no others; rows are used again, so that nothing flickers.

        ``mono`` are the keys whose values are read letter by letter, such as hashes.
        """
        wanted = list(pairs)
        while len(self._rows) < len(wanted):
            self._add_row()
        for number, (key, value) in enumerate(self._rows):
            used = number < len(wanted)
            if used:
                key.setText(wanted[number][0])
                value.setAccessibleName(wanted[number][0])
                value.setFont(theme.font("mono" if wanted[number][0] in mono else "base"))
                value.set_value(wanted[number][1])
            key.setVisible(used)
            value.setVisible(used)

    def pairs(self) -> list[tuple[str, str]]:
        """What is shown now."""
        return [
            (key.text(), value.toPlainText()) for key, value in self._rows if not key.isHidden()
        ]

    def _add_row(self) -> None:
        row = len(self._rows)
        key = PlainLabel(role="secondary")
        value = ValueText()
        self._grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._rows.append((key, value))
