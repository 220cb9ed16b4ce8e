"""One recent case: a row that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from triage.gui.looks import theme, words
from triage.gui.looks.painted_button import PaintedButton
from triage.gui.looks.widgets import ElidedLabel, IconButton, PlainLabel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

HEIGHT = 56


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case that was opened here. ``missing``: its file is not there any more.

    ``size`` in bytes, None where it is not known (yet); ``opened_at`` ISO 8601.
    """

    place: Path
    name: str
    opened_at: str
    size: int | None = None
    missing: bool = False


class RecentRow(PaintedButton):
    """``clicked`` opens it; ``forget_wanted`` takes it off the list. Arrows go up and down."""

    forget_wanted = Signal()
    SPACE_PRESSES = True

    def __init__(self, case: RecentCase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.case = case
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name, place = words.safe(case.name), words.safe(str(case.place))
        state = "Not there any more" if case.missing else words.moment(case.opened_at)
        self.setAccessibleName(f"Open {name}")
        self.setAccessibleDescription(f"{place}, {state}")
        self._forget = IconButton("close", f"Remove {name} from the list")
        self._forget.clicked.connect(self.forget_wanted)
        title = ElidedLabel(name, Qt.TextElideMode.ElideRight, role="heading")
        path = ElidedLabel(place, role="secondary")
        when = PlainLabel(state, "warning" if case.missing else "secondary")
        size = PlainLabel("" if case.size is None else words.size(case.size), "secondary")
        for label in (title, path, when, size):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out((title, path), (when, size))

    def sizeHint(self) -> QSize:
        """As wide as the page gives."""
        return QSize(480, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it off the list."""
        if event.key() == Qt.Key.Key_Delete:
            self.forget_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and focus; the words are labels."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.hover)
            painter.drawRoundedRect(room, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(look.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, theme.RADIUS, theme.RADIUS)
        painter.end()

    def _lay_out(
        self, left: tuple[PlainLabel, PlainLabel], right: tuple[PlainLabel, PlainLabel]
    ) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 8, 8)
        line.setSpacing(12)
        for labels, stretch in ((left, 1), (right, 0)):
            column = QVBoxLayout()
            column.setSpacing(2)
            for label in labels:
                column.addWidget(label)
            line.addLayout(column, stretch)
        for label in right:
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._forget)
