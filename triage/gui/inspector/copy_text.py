"""A value that breaks at its separators, and is copied as the file has it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize
from PySide6.QtGui import QGuiApplication, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QSizePolicy

from triage.gui.looks import theme
from triage.gui.looks.widgets import ValueText

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

_BREAK = "\u200b"
"""Invisible: a line may end here. It never leaves the program: copying takes it out."""
# Not within numbers and dates: those stay whole.
_SEPARATORS = re.compile(r"((?<!\d)[/\\_,;=&](?=\S)|[/\\_,;=&](?=[^\s\d]))")


def breakable(text: str) -> str:
    """``text`` that may break after a separator, for painting alone."""
    return _SEPARATORS.sub(rf"\1{_BREAK}", text)


def unbroken(text: str) -> str:
    """Back from :func:`breakable`."""
    return text.replace(_BREAK, "")


class CopyText(ValueText):
    """What is shown may be short or escaped; what is copied is the whole value.

    No stop for Tab: a panel has dozens of values, and each section has its copy link.
    """

    def __init__(self, role: theme.FontRole = "base", parent: QWidget | None = None) -> None:
        self._copied = ""
        self._quiet = role == "secondary"
        super().__init__("", parent)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(role))

    def show_value(self, text: str, copied: str = "") -> None:
        """Show ``text``; ``copied`` is what goes to the clipboard where that is more."""
        self._copied = copied if copied != text else ""
        if self.value() != text:
            self.set_value(breakable(text))
            self._paint_quietly()
        self.setAccessibleDescription(self.to_copy())

    def value(self) -> str:
        """The text that is shown."""
        return unbroken(self.toPlainText())

    def to_copy(self) -> str:
        """The whole value as it is copied."""
        return self._copied or self.value()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  Qt's name
        """What is copied or dragged: as the file has it, and whole where it is shown short."""
        chosen = self.textCursor().selectedText().replace("\u2029", "\n")
        data = QMimeData()
        data.setText(self._copied or unbroken(chosen))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """One act: copy what is selected, else the whole value."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        act = menu.addAction("Copy")
        act.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        act.triggered.connect(self._copy)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and select are here; all other keys are the window's (grades, arrows)."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nothing scrolls here; the panel around does."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """A quiet value takes the new theme's grey."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_quietly()

    def hasHeightForWidth(self) -> bool:
        """No: a layout that tries other widths would leave the text laid out for one of them."""
        return False

    def sizeHint(self) -> QSize:
        """As high as the text is."""
        return QSize(120, self.minimumHeight())

    def _fit(self) -> None:
        width = self.viewport().width()
        document = self.document()
        if width > 0 and document.textWidth() != width:
            document.setTextWidth(width)
        height = math.ceil(document.size().height())
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _copy(self) -> None:
        if self.textCursor().hasSelection():
            self.copy()
        else:
            QGuiApplication.clipboard().setText(self.to_copy())

    def _paint_quietly(self) -> None:
        if not self._quiet:
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        ink = QTextCharFormat()
        ink.setForeground(theme.current().secondary)
        cursor.mergeCharFormat(ink)
