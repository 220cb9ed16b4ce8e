"""The search of the header: words in path and metadata, or hashes that were pasted."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from triage.gui.filters.hash_text import hashes_in
from triage.gui.looks import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

TYPING_MS = 200
_LONGEST = 4_000_000
"""Fifty thousand hashes; a text that is cut short would find too little and not say so."""
_OWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class SearchField(QLineEdit):
    """Tells what was typed once the person pauses; Esc clears and leaves, Enter does not wait."""

    searched = Signal(str)
    hashes_pasted = Signal(object)
    """A tuple of MD5, SHA-1 or SHA-256 in hex; they become a chip, and the field is empty."""
    finished = Signal()
    """Enter or Esc: the person is done here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._before = ""
        self.setMaxLength(_LONGEST)
        self.setAccessibleName("Search")
        self.setPlaceholderText("Search names, folders, metadata, or paste a hash")
        self._glass = QAction(icons.icon("search", role="secondary"), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self._tell)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._cleared)

    def show_text(self, text: str) -> None:
        """What the filter looks for; what is being typed stays."""
        waits = self._pause.isActive()
        if not waits and text != self._told:
            self._told = text
            self.setText(text)

    def take_focus(self) -> None:
        """The person wants to search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are the field's, though the window has shortcuts on them."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        if event.type() == QEvent.Type.PaletteChange:
            self._glass.setIcon(icons.icon("search", role="secondary"))
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears and leaves; Enter searches at once."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._tell()
            self.finished.emit()
        elif event.key() in _OWN:
            if not self._take_hashes():
                self._tell()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is searched for without a pause."""
        super().focusOutEvent(event)
        if self._pause.isActive():
            self._tell()

    def _edited(self, text: str) -> None:
        """Typed by hand, a hash waits for Enter: 32 digits may be on their way to 64."""
        pasted = _put_in(self._before, text) > 1
        self._before = text
        if not (pasted and self._take_hashes()):
            self._pause.start()

    def _take_hashes(self) -> bool:
        hashes = hashes_in(self.text())
        if hashes:
            self.clear()
            self._tell()
            self.hashes_pasted.emit(hashes)
        return bool(hashes)

    def _cleared(self, text: str) -> None:
        """The button that clears is no editing for Qt."""
        if not text:
            self._before = ""
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)


def _put_in(before: str, after: str) -> int:
    """How many letters came in at once between two texts: one by a key, more by a paste."""
    same = _alike(before, after)
    return len(after) - same - _alike(before[same:][::-1], after[same:][::-1])


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
