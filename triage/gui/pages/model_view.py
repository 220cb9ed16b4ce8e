"""One model pack: what it is, its labels, a short trial, its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from triage.core.names import safe
from triage.gui.looks import theme, words
from triage.gui.looks.table_view import TableView
from triage.gui.looks.text_table import Column, TextTable
from triage.gui.looks.widgets import KeyValue, PlainButton, PlainLabel, announce

if TYPE_CHECKING:
    from triage.core.records import Label
    from triage.gui.pages.model_facts import ModelFacts
    from triage.ingest.trial import TrialResult

_COLUMNS = (
    Column("Label"),
    Column("Shown as"),
    Column("Notable"),
    Column("Threshold", number=True),
    Column("What it means", wide=True),
)
_TRY = "Try on 16 drawn pictures"
_TRYING = "Trying\N{HORIZONTAL ELLIPSIS}"
_ADMINISTRATOR = "Your administrator, for everybody on this machine; it wins over your own packs."
_CARD_HEIGHT = 240
_FEW = 10


class ModelView(QWidget):
    """``trial_wanted`` bears the pack's name and the short name of a device."""

    trial_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._pack = ""
        self._facts = KeyValue()
        self._description = _wrapped()
        self._devices = QComboBox()
        self._devices.setAccessibleName("Device for the trial")
        self._devices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._try = PlainButton(_TRY)
        self._try.clicked.connect(self._ask)
        self._result = _wrapped()
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._labels = TextTable(_COLUMNS)
        self._card = QPlainTextEdit()
        self._card.setReadOnly(True)
        self._card.setTabChangesFocus(True)
        self._card.setAccessibleName("Card of the model")
        self._card.setFont(theme.font("mono"))
        self._card.setFixedHeight(_CARD_HEIGHT)
        self._card_title = PlainLabel("Card", "heading")
        self._lay_out()

    def show_model(self, facts: ModelFacts) -> None:
        """A pack that can be used."""
        if facts.name != self._pack:
            self._result.hide()
        self._pack = facts.name
        self._description.setText(safe(facts.description))
        self._description.setVisible(bool(facts.description))
        self._facts.show_pairs(
            [
                ("Version", safe(facts.version)),
                ("Licence", safe(facts.licence)),
                ("Place", facts.place),
                *([("From", _ADMINISTRATOR)] if facts.managed else []),
                ("SHA-256", facts.sha256),
                ("Model", facts.model_sha256),
            ],
            mono={"SHA-256", "Model"},
        )
        self._show_devices(facts.devices)
        self._labels.show_rows([_label_row(label) for label in facts.labels])
        self._card.setPlainText(facts.card)
        self._card.setVisible(bool(facts.card))
        self._card_title.setVisible(bool(facts.card))

    def show_trial(self, result: TrialResult) -> None:
        """What a trial gave."""
        self.end_trial()
        if result.pack == self._pack:
            self._result.setText(trial_words(result))
            self._result.show()
            announce(self, self._result.text())

    def end_trial(self) -> None:
        """No trial runs any more."""
        self._try.setText(_TRY)
        self._try.setEnabled(True)

    def result_words(self) -> str:
        """The sentences about the last trial."""
        return "" if self._result.isHidden() else self._result.text()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._devices)
        line.addWidget(self._try)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._description)
        column.addWidget(self._facts)
        column.addSpacing(8)
        column.addWidget(PlainLabel("Trial", "heading"))
        column.addLayout(line)
        column.addWidget(self._result)
        column.addSpacing(8)
        column.addWidget(PlainLabel("Labels", "heading"))
        column.addWidget(TableView(self._labels, "Labels of the model", fits=True))
        column.addSpacing(8)
        column.addWidget(self._card_title)
        column.addWidget(self._card)
        column.addStretch(1)

    def _show_devices(self, devices: tuple[tuple[str, str], ...]) -> None:
        chosen = self._devices.currentData()
        self._devices.clear()
        for key, told in devices:
            self._devices.addItem(told, key)
        self._devices.setCurrentIndex(max(0, self._devices.findData(chosen)))

    def _ask(self) -> None:
        device = self._devices.currentData()
        if not self._pack or not isinstance(device, str):
            return
        self._try.setEnabled(False)
        self._try.setText(_TRYING)
        self._result.hide()
        self.trial_wanted.emit(self._pack, device)


def trial_words(result: TrialResult) -> str:
    """How fast, on what, and what came in between."""
    digits = 0 if result.rate >= _FEW else 1
    rate = QLocale().toString(result.rate, "f", digits)
    told = (
        f"{rate} pictures a second on {safe(result.device)} ({safe(result.provider)}), "
        f"loaded in {QLocale().toString(result.seconds_to_load, 'f', 1)} s."
    )
    return " ".join([told, *(f"{safe(note).rstrip('.')}." for note in result.notes)])


def _label_row(label: Label) -> tuple[str, ...]:
    return (
        safe(label.name),
        safe(label.display),
        "notable" if label.notable else "",
        words.threshold(label.threshold),
        safe(label.description),
    )


def _wrapped() -> PlainLabel:
    label = PlainLabel()
    label.setWordWrap(True)
    label.hide()
    return label
