"""A field for a day, with a calendar behind its button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from triage.gui.looks import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

_OWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_ISO = "yyyy-MM-dd"


class DayField(QLineEdit):
    """Typed in the locale's form or as YYYY-MM-DD, or picked; empty for no bound."""

    entered = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: str | None = None
        self._calendar: QCalendarWidget | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setToolTip(f"{name}, for example {shown('2024-03-31')} or 2024-03-31")
        self.setMinimumWidth(64)
        self._pick = QAction(icons.icon("calendar", role="secondary"), "Calendar", self)
        self._pick.triggered.connect(self.open_calendar)
        self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)

    def day(self) -> str | None:
        """What is in force, as YYYY-MM-DD."""
        return self._day

    def show_day(self, day: str | None) -> None:
        """What is in force; not while the person types."""
        if day != self._day or not self.isModified():
            self._day = day
            self.setText(shown(day) if day else "")
            self.setModified(False)

    def open_calendar(self) -> None:
        """A month to pick a day from, below the field."""
        if self._calendar is None:
            self._calendar = self._made_calendar()
        self._calendar.setSelectedDate(_day_of(self.text()) or QDate.currentDate())
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _made_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAccessibleName(f"{self.accessibleName()}, calendar")
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        return calendar

    def event(self, event: QEvent) -> bool:
        """Enter and Esc are the field's, though the window has shortcuts on them."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        if event.type() == QEvent.Type.PaletteChange:
            self._pick.setIcon(icons.icon("calendar", role="secondary"))
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc restores, Down opens the calendar."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.show_day(self._day)
        elif event.key() in _OWN:
            self._take()
        elif event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    def _picked(self, day: QDate) -> None:
        """Qt tells a day twice, as clicked and as activated; the first one closes the calendar."""
        if self._calendar is not None and self._calendar.isVisible():
            self._calendar.hide()
            self._put(day.toString(_ISO))

    def _take(self) -> None:
        if not self.isModified():
            return
        typed = _day_of(self.text())
        self.setModified(False)
        if typed is None and self.text().strip():
            self.show_day(self._day)
        else:
            self._put(None if typed is None else typed.toString(_ISO))

    def _put(self, day: str | None) -> None:
        changed = day != self._day
        self.setModified(False)
        self.show_day(day)
        if changed:
            self.entered.emit()


def shown(day: str) -> str:
    """A day in the locale's short form, the year with four digits."""
    return QLocale().toString(QDate.fromString(day, _ISO), _format())


def _format() -> str:
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def _day_of(text: str) -> QDate | None:
    for found in (QLocale().toDate(text.strip(), _format()), QDate.fromString(text.strip(), _ISO)):
        if found.isValid():
            return found
    return None
