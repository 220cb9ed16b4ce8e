"""A column of sections that scrolls, and stays where a person scrolled it to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent


class KeptScroll(QScrollArea):
    """Sections one below the other; the scroll bar stands in the right margin.

    The place is kept from picture to picture: a picture with little to say shortens the
    column, and the next long one is again where the person was.
    """

    def __init__(self, sections: Sequence[QWidget], margin: int) -> None:
        super().__init__()
        self._margin = margin
        self._wanted = 0
        self._too_short = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = QWidget()
        self._column.setProperty("role", "panel")
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(margin, 0, 0, margin)
        self._layout.setSpacing(16)
        for section in sections:
            self._layout.addWidget(section)
        self._layout.addStretch(1)
        self.setWidget(self._column)
        self._column.installEventFilter(self)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._moved)
        bar.rangeChanged.connect(self._stretched)

    @contextmanager
    def kept(self) -> Generator[None]:
        """Fill the sections within; painted once, at the place where it was."""
        self.setUpdatesEnabled(False)
        try:
            yield
            self._fit()
        finally:
            self.setUpdatesEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column is as wide whether the bar is there or not: nothing is laid out anew."""
        super().resizeEvent(event)
        self._column.setFixedWidth(self.width() - self._margin)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sections fold and grow: the column's height follows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._layout.activate()
        width = self._column.width()
        if self._layout.hasHeightForWidth():
            needed = self._layout.totalHeightForWidth(width)
        else:
            needed = self._layout.totalSizeHint().height()
        self._column.resize(width, max(needed, self.viewport().height()))

    def _moved(self, value: int) -> None:
        """A person moved it; a column that became too short did not."""
        if self._too_short and value == self.verticalScrollBar().maximum():
            return
        self._too_short = False
        self._wanted = value

    def _stretched(self, _low: int, high: int) -> None:
        """Told before the bar moves into its new range."""
        self._too_short, was = high < self._wanted, self._too_short
        if was and not self._too_short:
            self.verticalScrollBar().setValue(self._wanted)
