"""One check of the self-test: an icon and a word for how it stands, what was found, what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from triage.core.names import safe
from triage.doctor.finding import Verdict
from triage.gui.looks import icons, theme
from triage.gui.looks.widgets import PlainLabel, restyle

if TYPE_CHECKING:
    from triage.doctor.finding import Finding

_LOOKS: Final = {
    Verdict.OK: ("check", "good", "OK"),
    Verdict.WARNING: ("warning", "warning", "Warning"),
    Verdict.FAULT: ("close", "bad", "Fault"),
    Verdict.NOT_APPLICABLE: ("minus", "secondary", "Not applicable"),
}
_WAITING = ("clock", "secondary", "Waiting")
_TESTING = ("play", "accent", "Testing")
_ICON = 16
_VERDICT_WIDTH = 120


class FindingRow(QFrame):
    """A stop of Tab, so that a list longer than the page is read without a mouse."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = title
        self._look = _WAITING
        self._mark = QLabel()
        self._mark.setFixedSize(_ICON, _ICON)
        self._word = PlainLabel()
        self._word.setFixedWidth(_VERDICT_WIDTH)
        self._sentence = _text("")
        self._remedy = _text("secondary")
        self._lay_out()
        self.show_waiting()

    def show_waiting(self) -> None:
        """The check has not been done yet."""
        self._show(_WAITING, "", "")

    def show_testing(self) -> None:
        """The check is being done."""
        self._show(_TESTING, "", "")

    def show_finding(self, finding: Finding) -> None:
        """What the check gave."""
        remedy = f"What helps: {finding.remedy}" if finding.remedy else ""
        self._show(_LOOKS[finding.verdict], finding.sentence, remedy)

    def words(self) -> list[str]:
        """Title, verdict, sentence and remedy as they are shown."""
        shown = (self._word, self._sentence, self._remedy)
        return [self._title, *(one.text() for one in shown if not one.isHidden())]

    def changeEvent(self, event: QEvent) -> None:
        """The icon takes the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._paint_mark()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self._word)
        head.addWidget(PlainLabel(self._title, "heading"), 1)
        beneath = QVBoxLayout()
        beneath.setContentsMargins(_ICON + _VERDICT_WIDTH + 16, 0, 0, 0)
        beneath.setSpacing(4)
        beneath.addWidget(self._sentence)
        beneath.addWidget(self._remedy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(beneath)

    def _show(self, look: tuple[str, str, str], sentence: str, remedy: str) -> None:
        self._look = look
        self._word.setText(look[2])
        self._word.setProperty("role", look[1])
        restyle(self._word)
        for label, text in ((self._sentence, sentence), (self._remedy, remedy)):
            label.setText(safe(text))
            label.setVisible(bool(text))
        self._paint_mark()
        told = " ".join(part for part in (sentence, remedy) if part)
        self.setAccessibleName(f"{self._title}: {look[2]}")
        self.setAccessibleDescription(safe(told))

    def _paint_mark(self) -> None:
        name, role, _word = self._look
        color = theme.current().color(role)
        self._mark.setPixmap(icons.pixmap(name, color, _ICON, self.devicePixelRatioF()))


def _text(role: str) -> PlainLabel:
    label = PlainLabel(role=role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
