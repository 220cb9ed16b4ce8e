"""The slim bar over a large picture: what it is, how it is shown, the way on and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from triage.gui.looks import words
from triage.gui.looks.widgets import ElidedLabel, IconButton, PlainLabel
from triage.gui.viewing.facts_bar import GradeMark, SuggestionMark

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from triage.gui.session.facts import Suggested

_HEIGHT: Final = 44
_GAP: Final = 12
_NAME_MOST: Final = 280
"""So much of a long name comes before what the machine and a person said of the picture."""


class ViewBar(QWidget):
    """Says by signals what its buttons want; every one has a key of the same meaning."""

    stepped = Signal(int)
    fit_wanted = Signal()
    zoom_wanted = Signal(float)
    zoom_stepped = Signal(bool)
    turn_wanted = Signal(bool)
    close_wanted = Signal()
    done = Signal()
    """The field for the zoom was left by Enter or Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._name = ElidedLabel(role="heading")
        self._position = PlainLabel(role="secondary")
        self._suggestion = SuggestionMark()
        self._grade = GradeMark()
        self.zoom_field = ZoomField()
        self.zoom_field.zoom_wanted.connect(self.zoom_wanted)
        self.zoom_field.done.connect(self.done)
        self._buttons: dict[str, IconButton] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 0, 8, 0)
        self._line.setSpacing(4)
        self._fill()

    def show_item(self, name: str, position: int, total: int) -> None:
        """Name and place of another item; ``position`` counts from 0."""
        self._name.setText(words.safe(name))
        self._position.setText(f"{words.count(position + 1)} of {words.count(total)}")
        self._buttons["previous"].setEnabled(position > 0)
        self._buttons["next"].setEnabled(position + 1 < total)

    def show_judged(self, suggestion: Suggested | None, category: int | None, name: str) -> None:
        """The machine's word and a person's, as far as there is room; ``name``: the category's."""
        self._suggestion.show_suggestion(suggestion)
        self._grade.show_grade(category, name)
        self._share()

    @property
    def suggestion(self) -> SuggestionMark:
        """Where the machine's word stands."""
        return self._suggestion

    @property
    def grade(self) -> GradeMark:
        """Where a person's word stands."""
        return self._grade

    def button(self, key: str) -> IconButton:
        """One of its buttons: previous, next, smaller, larger, fit, full, left, right, close."""
        return self._buttons[key]

    def show_zoom(self, zoom: float | None, *, fitted: bool) -> None:
        """How large the picture is shown; None where its size is not known."""
        self.zoom_field.show_zoom(zoom)
        self._buttons["fit"].setChecked(fitted)
        self._buttons["full"].setChecked(zoom is not None and abs(zoom - 1) < 0.0005)

    def hand_on_keys(self, taker: QObject) -> None:
        """Let ``taker`` filter the keys that reach a button: arrows would move the focus."""
        for button in self._buttons.values():
            button.installEventFilter(taker)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The name and the controls come first; the inspector has the rest too, so it may go."""
        room = self.width() - self._needed()
        for mark in (self._grade, self._suggestion):
            width = mark.sizeHint().width() + self._line.spacing()
            fits = mark.told and width <= room
            mark.setVisible(fits)
            room -= width if fits else 0

    def _needed(self) -> int:
        margins = self._line.contentsMargins()
        width = margins.left() + margins.right()
        for place in range(self._line.count()):
            part = self._line.itemAt(place)
            widget = None if part is None else part.widget()
            if part is None:
                continue
            if widget is self._suggestion or widget is self._grade:
                continue
            wish = part.sizeHint().width()
            width += min(wish, _NAME_MOST) if widget is self._name else wish
            width += self._line.spacing()
        return width

    def _fill(self) -> None:
        self._line.addWidget(self._name, 1)
        for mark in (self._suggestion, self._grade):
            self._line.addWidget(mark)
        self._gap(_GAP)
        self._line.addWidget(self._position)
        self._gap(_GAP)
        self._add("previous", "chevron-left", "Previous picture", "Left", self.stepped, -1)
        self._add("next", "chevron-right", "Next picture", "Right", self.stepped, 1)
        self._gap(_GAP)
        self._add("smaller", "zoom-out", "Zoom out", "\N{MINUS SIGN}", self.zoom_stepped, False)
        self._line.addWidget(self.zoom_field)
        self._add("larger", "zoom-in", "Zoom in", "+", self.zoom_stepped, True)
        self._add("fit", "fit", "Fit to the view", "Z", self.fit_wanted)
        self._add("full", "actual-size", "100 %, pixel by pixel", "Z", self.zoom_wanted, 1.0)
        self._buttons["fit"].setCheckable(True)
        self._buttons["full"].setCheckable(True)
        self._gap(_GAP)
        self._add("left", "rotate-left", "Turn left", "Shift+R", self.turn_wanted, False)
        self._add("right", "rotate-right", "Turn right", "R", self.turn_wanted, True)
        self._gap(_GAP)
        self._add("close", "close", "Close", "Esc", self.close_wanted)

    def _gap(self, width: int) -> None:
        self._line.addSpacing(width)

    def _add(
        self, key: str, icon: str, name: str, shortcut: str, says: SignalInstance, *what: object
    ) -> None:
        button = IconButton(icon, name, shortcut=shortcut)
        # A click leaves the focus, and so the keys, with the picture.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: says.emit(*what))
        self._buttons[key] = button
        self._line.addWidget(button)


class ZoomField(QLineEdit):
    """The zoom in percent, to be read and to be typed."""

    zoom_wanted = Signal(float)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Zoom in percent")
        self.setFixedWidth(72)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Where there is no picture an empty box would look as if something were to be typed.
        self.setPlaceholderText("\N{EN DASH}")
        self._shown = ""

    def show_zoom(self, zoom: float | None) -> None:
        """Show another zoom, unless somebody is typing."""
        self._shown = "" if zoom is None else f"{_percent(zoom * 100)} %"
        if not (self.hasFocus() and self.isModified()):
            self.setText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the number, Escape leaves it as it was."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys that are typed here are nobody's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().event(event)

    def _take(self) -> None:
        percent, is_number = QLocale().toDouble(self.text().replace("%", "").strip())
        self.setModified(False)
        if is_number and percent > 0:
            self.zoom_wanted.emit(percent / 100)
        else:
            self.setText(self._shown)


def _percent(number: float) -> str:
    return words.count(round(number)) if number >= 10 else QLocale().toString(number, "f", 1)
