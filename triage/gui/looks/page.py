"""A page beside the pictures: its title, the way back, and room for what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from triage.gui.looks import icons
from triage.gui.looks.buttons import LinkButton
from triage.gui.looks.labels import PlainLabel, set_role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_HEAD = 48
_MARGIN = 24
BACK = "Back to pictures"


class Page(QWidget):
    """``closed`` comes for the link and for Esc; what the page is for stands in ``column``."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, back: str = BACK) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.setAccessibleName(title)
        self._back = LinkButton(back)
        self._back.setAccessibleName(back)
        icons.wear(self._back, "chevron-left", role="accent", size=12)
        self._back.clicked.connect(self.closed)
        self.setFocusProxy(self._back)
        head = QWidget()
        set_role(head, "header")
        head.setFixedHeight(_HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 0, _MARGIN, 0)
        line.setSpacing(12)
        line.addWidget(self._back)
        line.addWidget(PlainLabel(title, "heading"), 1)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        self.column.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addLayout(self.column, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is the way back from wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def scrolled(inside: QWidget) -> QScrollArea:
    """Room that scrolls up and down where it is too low for what is inside."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    set_role(inside, "panel")
    area.setWidget(inside)
    return area


def name_tabs(tabs: QTabWidget, name: str) -> None:
    """The bar of the tabs has the focus, so it is what a reader of the screen must name."""
    tabs.setAccessibleName(name)
    tabs.tabBar().setAccessibleName(name)
