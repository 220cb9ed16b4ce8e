"""Evidence to add: folders with their names, and what looks at the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from triage.core.names import safe
from triage.gui.looks.widgets import PlainButton, PlainLabel, padded
from triage.gui.start.evidence_row import EvidenceRow, NewSource
from triage.gui.start.field import Field
from triage.gui.start.form import Form, quiet
from triage.gui.start.pack_list import PackChoice, PackList
from triage.gui.start.start_page import dropped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from triage.gui.session.courier import Courier

__all__ = ["AddEvidence", "AddEvidenceDialog", "DeviceChoice", "NewSource", "PackChoice"]

_MOST_WORKERS = 256
_LIST_HEIGHT = 176
_READ_ONLY = "The folders are only read; originals are never changed."


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """What models run on: ``key`` is a provider's short name or ``auto``."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """What a person chose. ``workers`` None: one a processor; no ``packs``: do not classify."""

    sources: tuple[NewSource, ...]
    packs: tuple[str, ...] = ()
    provider: str = "auto"
    workers: int | None = None

    def groups(self) -> list[tuple[tuple[Path, ...], str | None, str]]:
        """As imports take them: folders, a name of its own (one folder alone), the exhibit.

        Folders that keep their names and share an exhibit number go in one import.
        """
        together: dict[str, list[Path]] = {}
        alone: list[tuple[tuple[Path, ...], str | None, str]] = []
        for source in self.sources:
            if source.named:
                alone.append(((source.folder,), source.name, source.exhibit))
            else:
                together.setdefault(source.exhibit, []).append(source.folder)
        grouped: list[tuple[tuple[Path, ...], str | None, str]] = [
            (tuple(folders), None, exhibit) for exhibit, folders in together.items()
        ]
        return [*grouped, *alone]


class AddEvidenceDialog(Form):
    """``wanted(AddEvidence)``; one click starts, everything is chosen already.

    ``check`` asks a thread whether a folder may be added: its future has "" or the sentence
    that says why not (it overlaps the case, an export or another source; it is not there).
    ``looked_in`` bears the folder that a chosen one lies in: the next chooser begins there.
    """

    wanted = Signal(object)
    looked_in = Signal(str)

    def __init__(
        self,
        packs: Sequence[PackChoice],
        devices: Sequence[DeviceChoice],
        check: Callable[[Path], Future[str]],
        courier: Courier,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Add evidence", "Import", "Cancel", parent)
        self.setAcceptDrops(True)
        self._check = check
        self._courier = courier
        self._beside = ""
        self._unchecked: set[Path] = set()
        self._rows: list[EvidenceRow] = []
        self._packs = PackList(packs)
        self._device = QComboBox()
        for device in devices or (DeviceChoice("auto", "Automatic"),):
            self._device.addItem(safe(device.shown), device.key)
        self._workers = padded(QSpinBox())
        self._workers.setRange(0, _MOST_WORKERS)
        self._workers.setSpecialValueText("Automatic")
        self._add = PlainButton("Add folder\N{HORIZONTAL ELLIPSIS}")
        self._hint = quiet("Drop folders here, or add one.")
        self._lay_out()
        self._add.clicked.connect(self._choose)
        self._renew()
        self._add.setFocus()

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Put folders on the list; one that is there already stays as it is."""
        there = {row.folder for row in self._rows}
        for folder in dict.fromkeys(folders):
            if folder not in there:
                self._add_row(folder)
        self._renew()
        if self.do_button.isEnabled():
            self.do_button.setFocus()

    def preselect(self, provider: str, workers: int | None) -> None:
        """What this person prefers; a device that is not here stays unchosen."""
        place = self._device.findData(provider)
        if place >= 0:
            self._device.setCurrentIndex(place)
        self._workers.setValue(workers or 0)

    def begin_in(self, folder: str) -> None:
        """Where the chooser of folders begins."""
        self._beside = folder

    def rows(self) -> list[EvidenceRow]:
        """The folders on the list, from the top."""
        return list(self._rows)

    def choice(self) -> AddEvidence:
        """What stands there now."""
        return AddEvidence(
            sources=tuple(row.source() for row in self._rows),
            packs=self._packs.chosen(),
            provider=self._device.currentData(),
            workers=self._workers.value() or None,
        )

    def do(self) -> None:
        """Start, unless a folder cannot be added."""
        if not self._ready():
            return
        choice = self.choice()
        self.accept()
        self.wanted.emit(choice)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders may be dropped here too."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """On the list with them; a thread looks what they are."""
        event.acceptProposedAction()
        self.add_folders(dropped(event.mimeData()))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "panel")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(12)
        self._list.addWidget(self._hint)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setMinimumHeight(_LIST_HEIGHT)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        card = QFrame()
        card.setProperty("role", "card")
        QVBoxLayout(card).addWidget(area)
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Folders", "heading"))
        head.addStretch(1)
        head.addWidget(self._add)
        self.column.addLayout(head)
        self.column.addWidget(card, 1)
        self.column.addWidget(PlainLabel("Models", "heading"))
        self.column.addWidget(self._packs)
        self.column.addWidget(Field("Device", self._device))
        self.column.addWidget(Field("Files at once", self._workers))
        self.column.addWidget(quiet(_READ_ONLY))

    def _add_row(self, folder: Path) -> None:
        row = EvidenceRow(folder)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)
        self._unchecked.add(folder)
        self._courier.deliver(self._check(folder), self, lambda done: self._checked(row, done))

    def _remove(self, row: EvidenceRow) -> None:
        self._rows.remove(row)
        self._unchecked.discard(row.folder)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._add.setFocus()
        self._renew()

    def _checked(self, row: EvidenceRow, done: Future[str]) -> None:
        if row not in self._rows:
            return
        self._unchecked.discard(row.folder)
        failed = done.cancelled() or done.exception() is not None
        row.show_problem("This folder cannot be looked at." if failed else done.result())
        self._renew()

    def _ready(self) -> bool:
        good = bool(self._rows) and not any(row.problem() for row in self._rows)
        return good and not self._unchecked

    def _renew(self) -> None:
        self._hint.setVisible(not self._rows)
        was = self.do_button.isEnabled()
        self.do_button.setEnabled(self._ready())
        if self.do_button.isEnabled() and not was and self.focusWidget() in {None, self._add}:
            self.do_button.setFocus()

    def _add_chosen(self, folder: str) -> None:
        self._beside = str(Path(folder).parent)
        self.looked_in.emit(self._beside)
        self.add_folders([Path(folder)])

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Folder of evidence", self._beside)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._add_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
