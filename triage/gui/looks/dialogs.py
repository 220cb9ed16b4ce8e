"""Questions and bad news: windows of their own that nothing waits in, with verbs on the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from triage.gui.looks import faults, theme
from triage.gui.looks.buttons import DangerButton, PlainButton, PrimaryButton
from triage.gui.looks.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from triage.gui.looks.faults import Fault

Part = Literal["accept", "danger", "plain", "reject"]
"""What a verb is: the thing to do, a loss, another way, or leaving all as it is (Esc)."""

_WIDTH = 440
_BUTTONS = {
    "accept": PrimaryButton,
    "danger": DangerButton,
    "plain": PlainButton,
    "reject": PlainButton,
}


class Question(QDialog):
    """One question with verbs for answers. ``answered`` has the number of the verb, once.

    Esc and the close button answer with the verb whose part is "reject"; a question without
    one answers -1.
    """

    answered = Signal(int)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        verbs: Sequence[tuple[str, Part]],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        parts: list[Part] = [part for _verb, part in verbs]
        self._answer = parts.index("reject") if "reject" in parts else -1
        self.buttons = [self._button(number, *verb) for number, verb in enumerate(verbs)]
        heading = PlainLabel(title, "heading")
        heading.setWordWrap(True)
        words = PlainLabel(text)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleDescription(text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self._column.addWidget(heading)
        self._column.addWidget(words)
        self._column.addSpacing(4)
        self._column.addLayout(self._row())
        self.finished.connect(self._tell_answer)
        self._focus_first(parts)

    def sizeHint(self) -> QSize:
        """As high as the text is at the width that it gets: lines are no longer than that."""
        hint = super().sizeHint()
        width = max(_WIDTH, hint.width())
        return QSize(width, self._column.totalHeightForWidth(width))

    def add_widget(self, widget: QWidget) -> None:
        """Put something between the text and the verbs: a field, a list, details."""
        self._column.insertWidget(self._column.count() - 2, widget)

    def add_side_button(self, button: PlainButton) -> None:
        """A button at the left that answers nothing, such as Copy text."""
        self._line.insertWidget(0, button)

    def _button(self, number: int, verb: str, part: Part) -> PlainButton:
        button = _BUTTONS[part](verb)
        button.clicked.connect(lambda: self._choose(number))
        return button

    def _row(self) -> QHBoxLayout:
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addStretch(1)
        for button in reversed(self.buttons):  # the thing to do stands outermost
            self._line.addWidget(button)
        return self._line

    def _focus_first(self, parts: list[Part]) -> None:
        # Never on a loss: Enter pressed by habit must not destroy anything.
        safe = [n for n, part in enumerate(parts) if part != "danger"]
        if safe:
            first = parts.index("accept") if "accept" in parts else safe[0]
            self.buttons[first].setFocus()

    def _tell_answer(self) -> None:
        self.answered.emit(self._answer)

    def _choose(self, number: int) -> None:
        self._answer = number
        self.accept()


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    verbs: Sequence[tuple[str, Part]],
) -> Question:
    """Open a question over its window and return at once; ``answered`` brings the verb's number.

    >>> # ask(self, "Close the case?", "...", [("Stop and close", "accept"),
    >>> #     ("Leave it open", "reject")]).answered.connect(self._closing_answered)
    """
    question = Question(parent, title, text, verbs)
    question.setWindowModality(Qt.WindowModality.WindowModal)
    question.open()
    return question


def tell(parent: QWidget | None, title: str, text: str) -> Question:
    """Say something that needs no answer."""
    return ask(parent, title, text, [("Close", "reject")])


def tell_error(
    parent: QWidget | None,
    error: BaseException,
    *,
    case: Path | None = None,
    title: str = "That did not work",
) -> Question:
    """Say what went wrong: the sentence of a known error, or our fault with its log."""
    return tell_fault(parent, faults.describe(error, case), title=title)


def tell_fault(
    parent: QWidget | None, fault: Fault, *, title: str = "That did not work"
) -> Question:
    """Say a fault that is described already; its whole text can be copied."""
    question = Question(parent, title, fault.sentence, [("Close", "reject")])
    copy = PlainButton("Copy text")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(fault.text))
    question.add_side_button(copy)
    if fault.ours:
        question.add_widget(_details(fault.text))
    question.setWindowModality(Qt.WindowModality.WindowModal)
    question.open()
    return question


def _details(text: str) -> QPlainTextEdit:
    details = QPlainTextEdit(text)
    details.setReadOnly(True)
    details.setFont(theme.font("mono"))
    details.setAccessibleName("Details")
    details.setTabChangesFocus(True)
    details.setMinimumSize(560, 160)
    return details
