"""A new case: what it is called, who examines, and where its one file lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from triage.gui.looks import words
from triage.gui.looks.widgets import PlainButton, PlainLabel
from triage.gui.start import file_names
from triage.gui.start.field import TITLE_WIDTH, Field
from triage.gui.start.form import Form, quiet
from triage.gui.start.person_box import NOBODY, PersonBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from PySide6.QtWidgets import QWidget

    from triage.gui.session.courier import Courier
    from triage.gui.start.place_look import PlaceLook

_REST_MS = 200
_LITTLE = 5_000_000_000
_READ_ONLY = "Evidence is opened read-only: nothing is ever written to it."
_NETWORK = (
    "This is a network share: works, but slower, and one computer at a time. "
    "A local disk is better."
)


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a person filled in. ``place`` is the case file."""

    place: Path
    name: str
    number: str
    examiner: str


class NewCaseDialog(Form):
    """``made(NewCase)`` once everything is filled in and the place is good.

    ``look`` asks a thread about a place; nothing here touches a disk.
    """

    made = Signal(object)

    def __init__(
        self,
        names: Sequence[str],
        look: Callable[[Path], Future[PlaceLook]],
        courier: Courier,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("New case", "Create case", "Cancel", parent)
        self._look = look
        self._courier = courier
        self._asked: Path | None = None
        self._known: tuple[Path, PlaceLook] | None = None
        self._waiting = False
        self._name = QLineEdit()
        self._number = QLineEdit()
        self._person = PersonBox(names)
        self._folder = QLineEdit(str(Path.home()))
        self._file = QLineEdit(file_names.suggested(""))
        self._browse = PlainButton("Browse\N{HORIZONTAL ELLIPSIS}")
        self._browse.setAccessibleName("Browse for a folder")
        self._free = quiet("")
        self._network = PlainLabel(role="warning")
        self._network.setWordWrap(True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._fields = self._make_fields()
        self._lay_out()
        self._connect()
        self._name.setFocus()
        self._rest.start()

    def use_folder(self, folder: Path) -> None:
        """Where the last case was made, most often."""
        self._folder.setText(str(folder))

    def suggest_place(self, place: Path) -> None:
        """The case file as the command line names it."""
        self._folder.setText(str(place.absolute().parent))
        self._file.setText(file_names.with_suffix(place.name))
        self._file.setModified(True)
        self._name.setText(place.stem)

    def do(self) -> None:
        """Make the case, or say under each field what is wrong with it."""
        if not self._check():
            return
        place = self._place()
        if self._known is None or self._known[0] != place:
            self._waiting = True
            self._ask()
            return
        self.accept()
        name = self._name.text().strip() or place.stem
        self.made.emit(NewCase(place, name, self._number.text().strip(), self._person.name()))

    def _make_fields(self) -> dict[str, Field]:
        self._name.setPlaceholderText("for example Operation Harbour")
        return {
            "name": Field("Name", self._name),
            "number": Field("Case number", self._number),
            "examiner": Field("Examiner", self._person),
            "folder": Field("Keep the case in", self._folder, self._browse),
            "file": Field("File name", self._file),
        }

    def _lay_out(self) -> None:
        for field in self._fields.values():
            self.column.addWidget(field)
        for line in (self._free, self._network, quiet(_READ_ONLY)):
            line.setContentsMargins(TITLE_WIDTH + 8, 0, 0, 0)
            self.column.addWidget(line)
        self._network.hide()

    def _connect(self) -> None:
        self._name.textChanged.connect(self._follow_name)
        self._browse.clicked.connect(self._choose_folder)
        self._person.editTextChanged.connect(lambda: self._fields["examiner"].show_problem(""))
        self._rest.timeout.connect(self._ask)
        for line in (self._folder, self._file):
            line.textChanged.connect(self._place_changed)

    def _follow_name(self, name: str) -> None:
        """The file is called as the case is, until a person calls it otherwise."""
        if not self._file.isModified():
            self._file.setText(file_names.suggested(name))

    def _place(self) -> Path:
        return Path(self._folder.text().strip()) / file_names.with_suffix(self._file.text())

    def _place_changed(self) -> None:
        self._waiting = False
        for part in ("folder", "file"):
            self._fields[part].show_problem("")
        self._rest.start()

    def _check(self) -> bool:
        folder = self._folder.text().strip()
        whole = bool(folder) and Path(folder).is_absolute()
        file_problem = file_names.problem(self._file.text())
        self._fields["examiner"].show_problem("" if self._person.name() else NOBODY)
        self._fields["file"].show_problem(file_problem)
        if not whole:
            self._fields["folder"].show_problem("Give the whole path of a folder.")
            return False
        known = self._known
        if known is not None and known[0] == self._place() and not self._show_look(known[1]):
            return False
        return bool(self._person.name()) and not file_problem

    def _ask(self) -> None:
        """Let a thread look at the place that stands there now."""
        self._rest.stop()
        folder = self._folder.text().strip()
        if not folder or not Path(folder).is_absolute():
            return
        place = self._place()
        if place == self._asked:
            return
        self._asked = place
        self._courier.deliver(self._look(place), self, lambda done: self._seen(place, done))

    def _seen(self, place: Path, done: Future[PlaceLook]) -> None:
        """An answer about a place that was changed meanwhile says nothing any more."""
        self._asked = None
        if place != self._place():
            self._ask()
            return
        if done.cancelled() or done.exception() is not None:
            self._fields["folder"].show_problem("This folder cannot be looked at.")
            return
        look = done.result()
        self._known = (place, look)
        self._show_look(look)
        self._free.setText(free_words(look))
        self._network.setText(_NETWORK if look.network else "")
        self._network.setVisible(look.network)
        if self._waiting:
            self._waiting = False
            self.do()

    def _show_look(self, look: PlaceLook) -> bool:
        """Whether a case can be made there; says why not."""
        self._fields["folder"].show_problem(look.problem)
        self._fields["file"].show_problem(look.taken)
        return not (look.problem or look.taken)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "Folder for the case file", self._folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def free_words(look: PlaceLook) -> str:
    """How much room there is, and whether that is enough."""
    if look.free is None:
        return ""
    told = f"{words.size(look.free)} free there."
    if look.free < _LITTLE:
        return f"{told} That is little: a case of 100,000 pictures takes about 2 GB."
    return told
