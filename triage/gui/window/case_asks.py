"""The dialogs on the way to a case: which one, who sits there, where a new one lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from triage.gui.start.new_case import NewCase, NewCaseDialog
from triage.gui.start.who import WhoDialog
from triage.gui.window import recent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from triage.gui.looks.settings import Settings
    from triage.gui.session.courier import Courier
    from triage.gui.window.start_look import StartLook


class CaseAsks(QObject):
    """``open_chosen`` bears (path, by), ``new_chosen`` a :class:`NewCase`."""

    open_chosen = Signal(object, str)
    new_chosen = Signal(object)

    def __init__(
        self,
        settings: Settings,
        look: StartLook,
        courier: Courier,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._look = look
        self._courier = courier
        self._window = window

    def ask_who(self, path: Path) -> None:
        """Who examines; every deed in the case carries the name."""
        who = WhoDialog(path.stem, recent.people(self._settings), self._window)
        who.chosen.connect(lambda name: self._chosen(path, name))
        who.open()

    def ask_open(self, path: Path | None = None) -> None:
        """Choose a case file, unless it is named."""
        if path is not None:
            self.ask_who(path)
            return
        title = "Open case"
        dialog = QFileDialog(self._window, title, self._folder(), "Cases (*.triage);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.ask_who(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_new(self, path: Path | None = None, by: str = "") -> None:
        """Make a new case; its place and who examines may be named already."""
        known = recent.people(self._settings)
        people = [by, *(one for one in known if one != by)] if by else known
        dialog = NewCaseDialog(people, self._look.look_at, self._courier, self._window)
        if path is not None:
            dialog.suggest_place(path.absolute())
        elif self._folder():
            dialog.use_folder(Path(self._folder()))
        dialog.made.connect(self._made)
        dialog.open()

    def _folder(self) -> str:
        return self._settings.get("folder", "")

    def _chosen(self, path: Path, by: str) -> None:
        recent.remember_person(self._settings, by)
        self._settings.set("folder", str(path.parent))
        self.open_chosen.emit(path, by)

    def _made(self, new: NewCase) -> None:
        recent.remember_person(self._settings, new.examiner)
        self._settings.set("folder", str(new.place.parent))
        self.new_chosen.emit(new)
