"""The dialog of an export: what, as what, where. Nothing that exists is ever overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from triage.core.names import safe
from triage.gui.looks.widgets import PlainButton, PlainLabel, PrimaryButton, announce
from triage.gui.session.courier import Courier
from triage.gui.work.export_kinds import (
    KINDS,
    PRIVACY_NOTE,
    WHATS,
    ExportChoice,
    ExportFacts,
    What,
    kind_of,
)
from triage.gui.work.radio_list import RadioList

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

__all__ = ["ExportChoice", "ExportDialog", "ExportFacts", "What"]

_WIDTH = 560
_REST_MS = 200
_EMPTY = "Name a file or folder to export to."
_NOT_WHOLE = "Give the whole path, from the root of the disk on."


class ExportDialog(QDialog):
    """``open()`` it and listen to ``chosen``, which bears an :class:`ExportChoice`.

    ``suggest`` gives a path for a kind of export; ``refuses`` looks in a thread and answers
    why a path cannot be used, "" where it can.
    """

    chosen = Signal(object)

    def __init__(
        self,
        facts: ExportFacts,
        suggest: Callable[[str], Path],
        refuses: Callable[[Path, str], Future[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._facts = facts
        self._suggest = suggest
        self._refuses = refuses
        self._courier = Courier(self)
        self.finished.connect(self._courier.close)
        self._going = False
        self._suggested = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self._make_controls()
        self._lay_out()
        self.choose(KINDS[0].key, self._first_what())

    def choose(self, kind: str, what: What) -> None:
        """Begin with this choice, or with what there is where it has no items."""
        self._kinds.choose(kind)
        self._whats.choose(what if self._facts.number(what) else self._first_what())
        self._whats.take_focus()
        self._kind_chosen()

    def export(self) -> None:
        """Look at the place once more, then say what is wanted."""
        if not self._problem_of_text():
            self._going = True
            self._export.setEnabled(False)
        self._look()

    def problem(self) -> str:
        """The sentence about the place, "" where nothing is wrong with it."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _make_controls(self) -> None:
        self._whats = RadioList("What", ((what, self._facts.words(what), "") for what in WHATS))
        for what in WHATS:
            self._whats.enable(what, on=self._facts.number(what) > 0)
        self._kinds = RadioList("As what", ((kind.key, kind.name, kind.use) for kind in KINDS))
        self._kinds.chosen.connect(self._kind_chosen)
        self._path = QLineEdit()
        self._path.setAccessibleName("Where")
        self._path.textChanged.connect(self._path_changed)
        self._browse = PlainButton("Choose\N{HORIZONTAL ELLIPSIS}")
        self._browse.setAccessibleName("Choose where")
        self._browse.clicked.connect(self._choose_place)
        self._problem = PlainLabel(role="bad")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._note = PlainLabel(role="secondary")
        self._note.setWordWrap(True)
        self._export = PrimaryButton("Export")
        self._export.setDefault(True)
        self._export.clicked.connect(self.export)
        self._leave = PlainButton("Cancel")
        self._leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(PlainLabel("Export", "title"))
        for title, control in (("What", self._whats), ("As what", self._kinds)):
            column.addWidget(PlainLabel(title, "heading"))
            column.addWidget(control)
            column.addSpacing(4)
        column.addWidget(PlainLabel("Where", "heading"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._path, 1)
        line.addWidget(self._browse)
        column.addLayout(line)
        column.addWidget(self._problem)
        column.addWidget(self._note)
        column.addSpacing(8)
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        verbs.addStretch(1)
        verbs.addWidget(self._leave)
        verbs.addWidget(self._export)
        column.addLayout(verbs)

    def _first_what(self) -> What:
        there: list[What] = [what for what in WHATS if self._facts.number(what)]
        return there[0] if there else "all"

    def _kind_chosen(self) -> None:
        kind = self._kinds.choice()
        # A path that a person wrote stays; one that we suggested follows the kind.
        if self._path.text() == self._suggested:
            self._suggested = str(self._suggest(kind))
            self._path.setText(self._suggested)
        note = PRIVACY_NOTE.get(kind, "") if self._facts.privacy_on else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._rest.start()

    def _path_changed(self) -> None:
        self._show_problem("")
        self._rest.start()

    def _problem_of_text(self) -> str:
        text = self._path.text().strip()
        if not text:
            return _EMPTY
        return "" if Path(text).is_absolute() else _NOT_WHOLE

    def _look(self) -> None:
        self._rest.stop()
        problem = self._problem_of_text()
        if problem:
            self._show_problem(problem)
            return
        out = Path(self._path.text().strip())
        future = self._refuses(out, self._kinds.choice())
        self._courier.deliver(future, self, lambda done: self._looked(out, done))

    def _looked(self, out: Path, done: Future[str]) -> None:
        if done.cancelled() or out != Path(self._path.text().strip()):
            self._going = False
            self._export.setEnabled(True)
            return
        error = done.exception()
        problem = safe(str(error)) if error is not None else done.result()
        self._show_problem(safe(problem))
        self._export.setEnabled(True)
        if self._going and not problem:
            self._tell(out)
        self._going = False

    def _tell(self, out: Path) -> None:
        what = cast("What", self._whats.choice())
        self.chosen.emit(ExportChoice(self._kinds.choice(), out, what))
        self.accept()

    def _show_problem(self, sentence: str) -> None:
        if sentence == self.problem():
            return
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._path.setAccessibleDescription(sentence)
        if sentence:
            announce(self, sentence)

    def _choose_place(self) -> None:
        kind = kind_of(self._kinds.choice())
        now = Path(self._path.text().strip() or str(self._suggest(kind.key)))

        def take(text: str) -> None:
            self._path.setText(str(Path(text) / now.name if kind.folder else Path(text)))

        dialog = QFileDialog(self, "Where to export to", str(now.parent))
        if kind.folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # it is refused instead
            dialog.selectFile(now.name)
        dialog.fileSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
