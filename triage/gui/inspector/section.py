"""One titled part of the inspector that folds, with its acts beside the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.gui.looks.widgets import LinkButton, SectionHeader

if TYPE_CHECKING:
    from collections.abc import Callable


def link_at_left(text: str = "") -> LinkButton:
    """A link in line with the text above it; elsewhere links keep a little distance."""
    link = LinkButton(text)
    link.setStyleSheet("padding: 0; margin: 0; text-align: left;")
    return link


class Section(QWidget):
    """Title, acts at its right, and a body that folds away.

    ``title`` names it for ever, whatever number its head shows. ``folded(bool)`` tells that it
    was folded or opened, for the window to remember.
    """

    folded = Signal(bool)
    copy_wanted = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._header = SectionHeader(title)
        self._header.toggled.connect(self._toggled)
        self._body = QWidget(self)
        self.body = QVBoxLayout(self._body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self._header)
        outer.addWidget(self._body)

    def add_act(self, text: str, name: str, act: Callable[[], None]) -> LinkButton:
        """A link at the right of the title; ``name`` is what a reader of the screen says."""
        link = self._header.add_link(text)
        link.setAccessibleName(name)
        link.clicked.connect(lambda _checked=False: act())
        return link

    def set_title(self, title: str) -> None:
        """The same part with another head, e.g. with a number in it."""
        self._header.set_title(title)

    def is_folded(self) -> bool:
        """Whether the body is out of sight."""
        return not self._header.is_open()

    def fold(self, folded: bool) -> None:
        """Fold it or open it, as it was remembered."""
        self._header.set_open(not folded)

    def _toggled(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self.folded.emit(not is_open)
