"""Checking the case: what is to be checked, and what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from triage.core.names import safe
from triage.gui.looks.widgets import PlainLabel, PrimaryButton, announce, padded, restyle
from triage.gui.pages.verify_words import VerifyChoice, VerifyResult, about_log, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

_INTRO = (
    "The audit log is checked in itself and against all that it records. Nothing is changed, "
    "and you can work on meanwhile."
)
_AGAIN = 100
_MOST = 1_000_000


class CheckPanel(QWidget):
    """``verify_wanted`` bears a :class:`VerifyChoice`."""

    verify_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._evidence = QCheckBox("Hash every evidence file again")
        self._rescore = QCheckBox("Analyse again and compare scores of")
        self._number = padded(QSpinBox())
        self._number.setAccessibleName("Items to analyse again")
        self._number.setRange(1, _MOST)
        self._number.setGroupSeparatorShown(True)
        self._number.setValue(_AGAIN)
        self._number.setEnabled(False)
        self._rescore.toggled.connect(self._number.setEnabled)
        self._verify = PrimaryButton("Verify case")
        self._verify.clicked.connect(self._ask)
        self._verdict = _selectable("heading")
        self._said = _selectable("")
        self._log = _selectable("secondary")
        self._differences = QPlainTextEdit()
        self._differences.setReadOnly(True)
        self._differences.setTabChangesFocus(True)
        self._differences.setAccessibleName("Differences")
        self._lay_out()
        self._hide_result()

    def show_verified(self, result: VerifyResult) -> None:
        """The verdict, what differs, and what only eyes can compare."""
        self._verify.setEnabled(True)
        self._verdict.setText(verdict(result))
        self._verdict.setProperty("role", "bad" if result.differences else "heading")
        restyle(self._verdict)
        self._said.setText(result.said)
        self._said.setVisible(bool(result.said))
        self._log.setText(about_log(result))
        self._differences.setPlainText("\n".join(safe(one) for one in result.differences))
        self._differences.setVisible(bool(result.differences))
        self._verdict.show()
        self._log.show()
        announce(self, self._verdict.text())

    def end_check(self) -> None:
        """The check did not come to its end."""
        self._verify.setEnabled(True)
        self._hide_result()

    def result_words(self) -> list[str]:
        """The sentences of the last result."""
        shown: Iterable[PlainLabel] = (self._verdict, self._said, self._log)
        return [label.text() for label in shown if not label.isHidden()]

    def _lay_out(self) -> None:
        intro = PlainLabel(_INTRO, "secondary")
        intro.setWordWrap(True)
        again = QHBoxLayout()
        again.setSpacing(8)
        again.addWidget(self._rescore)
        again.addWidget(self._number)
        again.addWidget(PlainLabel("items, chosen at random"))
        again.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(intro)
        column.addWidget(self._evidence)
        column.addLayout(again)
        column.addWidget(self._verify)
        column.addSpacing(8)
        for label in (self._verdict, self._said, self._log):
            column.addWidget(label)
        column.addWidget(self._differences, 1)
        column.addStretch(0)

    def _hide_result(self) -> None:
        for widget in (self._verdict, self._said, self._log, self._differences):
            widget.hide()

    def _ask(self) -> None:
        self._hide_result()
        self._verdict.setText("Checking\N{HORIZONTAL ELLIPSIS} The status bar says how far it is.")
        self._verdict.setProperty("role", "secondary")
        restyle(self._verdict)
        self._verdict.show()
        self._verify.setEnabled(False)
        again = self._number.value() if self._rescore.isChecked() else None
        self.verify_wanted.emit(VerifyChoice(self._evidence.isChecked(), again))


def _selectable(role: str) -> PlainLabel:
    label = PlainLabel(role=role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
