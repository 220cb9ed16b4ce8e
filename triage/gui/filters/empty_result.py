"""What stands in place of the grid when nothing passes the filter: the ways out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.core.filters import Filter
from triage.gui.looks import words
from triage.gui.looks.widgets import LinkButton, PlainButton, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 6
_WIDEST = 480


class EmptyResult(QWidget):
    """Says which part of the filter to take away, and what that would bring."""

    filter_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "well")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PlainLabel("", "title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setWordWrap(True)
        self.hint = PlainLabel("", "secondary")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.hint.setWordWrap(True)
        self.buttons: list[PlainButton] = []
        self._choices = QVBoxLayout()
        self._choices.setSpacing(8)
        self.clear = LinkButton("Clear all filters")
        self.clear.setAccessibleName("Clear all filters, nothing matches")
        self.clear.clicked.connect(partial(self._want, Filter()))
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addLayout(self._choices)
        column.addWidget(self.clear, 0, middle)
        column.addStretch(3)
        self.show_choices([])

    def show_choices(self, choices: Sequence[tuple[str, Filter, int]]) -> None:
        """Words of each part, the filter without it, and how many items that would bring.

        Parts whose removal brings nothing are not offered.
        """
        self.title.setText(_title(len(choices)))
        useful = sorted((c for c in choices if c[2] > 0), key=lambda choice: -choice[2])
        self.hint.setText(_hint(choices, useful=bool(useful)))
        self.hint.setVisible(bool(self.hint.text()))
        for old in self.buttons:
            self._choices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._button(*choice) for choice in useful[:_MOST]]
        for button in self.buttons:
            self._choices.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _button(self, text: str, without: Filter, count: int) -> PlainButton:
        brings = f"\N{RIGHTWARDS ARROW} {words.count(count)}"
        button = PlainButton()
        room = _WIDEST - button.fontMetrics().horizontalAdvance(f"Remove “” {brings}") - 32
        shown = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        # The chip of a searched text has quotation marks of its own.
        named = shown if text.startswith("“") else f"“{shown}”"
        button.setText(f"Remove {named} {brings}".replace("&", "&&"))
        button.setAccessibleName(f"Remove {text}: {words.noun(count, 'picture', 'pictures')}")
        button.clicked.connect(partial(self._want, without))
        return button

    def _want(self, wanted: Filter, _checked: bool = False) -> None:
        self.filter_changed.emit(wanted)


def _title(parts: int) -> str:
    if parts < 2:
        return "No picture matches this filter"
    return f"No picture matches all {words.count(parts)} filters"


def _hint(choices: Sequence[tuple[str, Filter, int]], *, useful: bool) -> str:
    if not choices:
        return ""
    return "" if useful else "No single filter is the cause: several have to be removed."
