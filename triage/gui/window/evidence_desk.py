"""Evidence comes in: ask what and how, go on with what was left, find what was moved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from triage.core.errors import KnownError
from triage.core.longpath import openable
from triage.gui.looks.dialogs import tell_error
from triage.gui.start.add_evidence import AddEvidenceDialog, DeviceChoice, PackChoice
from triage.gui.start.resume import (
    BannerWords,
    LostSource,
    Unfinished,
    lost_words,
    unfinished_words,
)
from triage.inference.packs import installed
from triage.inference.providers import available
from triage.ingest.move_source import MoveCheck, move_source
from triage.ingest.overlap import refuse_overlap
from triage.ingest.request import ImportRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from PySide6.QtWidgets import QWidget

    from triage.core.job import JobContext
    from triage.gui.looks.settings import Settings
    from triage.gui.looks.widgets import Banner
    from triage.gui.session.session import Session
    from triage.gui.start.add_evidence import AddEvidence
    from triage.gui.window.job_desk import JobDesk
    from triage.gui.window.opening import Opened
    from triage.inference.packs import ModelPack

T = TypeVar("T")
DEFAULT_PACK = "general"
_NOT_ALL_FOUND = "The last import stopped before it had looked at every folder."
_FOLDER = "evidence-folder"
"""Where in the settings the folder is kept in which evidence was chosen last."""
GO_ON, LATER, LOCATE = "Go on", "Leave as is", "Locate…"


@dataclass(frozen=True, slots=True)
class _Means:
    """What can analyse here."""

    packs: tuple[ModelPack, ...]
    choices: tuple[PackChoice, ...]
    devices: tuple[DeviceChoice, ...]


class EvidenceDesk(QObject):
    """Looks at disks and packs in a thread of its own, never in the window's."""

    def __init__(
        self,
        session: Session,
        jobs: JobDesk,
        banner: Banner,
        settings: Settings,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._banner = banner
        self._settings = settings
        self._window = window
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="evidence-desk")
        self._offered: str | None = None
        self._greeting = ""
        banner.acted.connect(self._act)

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=False)

    def greet(self, opened: Opened) -> None:
        """Say what earlier imports left, and which source is not where it was."""
        gone = opened.facts.gone
        if gone:
            self._offered = gone[0].name
            said = lost_words(LostSource(gone[0].id, gone[0].name, gone[0].place))
        else:
            said = unfinished_words(_left(opened))
            if said is None and opened.unfinished.jobs:
                said = BannerWords(_NOT_ALL_FOUND, (GO_ON, LATER))
        if said is not None and not self._session.jobs.running:
            self._greeting = said.text
            self._banner.show_sentence(said.text, said.kind, said.verbs)

    def ask(self) -> None:
        """Add evidence by a dialog."""
        self.ask_for([])

    def ask_for(self, folders: list[str]) -> None:
        """The same, with folders that were dropped or named."""
        paths = [Path(folder) for folder in folders]

        def show(means: _Means) -> None:
            dialog = AddEvidenceDialog(
                means.choices,
                means.devices,
                self._refuses,
                self._session.courier,
                self._window,
            )
            dialog.preselect(
                self._settings.get("provider", "auto"), self._settings.get("workers", 0) or None
            )
            dialog.begin_in(self._settings.get(_FOLDER, ""))
            dialog.looked_in.connect(self._remember)
            dialog.add_folders(paths)
            dialog.wanted.connect(lambda order: self._begin(order, means))
            dialog.open()

        self._look(_means, show)

    def go_on(self) -> None:
        """Do what is left, with the packs that are here."""

        def begin(means: _Means) -> None:
            self._jobs.begin_import(
                ImportRequest(
                    by=self._session.by,
                    packs=self._usual(means),
                    provider=self._settings.get("provider", "auto"),
                    workers=self._settings.get("workers", 0) or None,
                )
            )

        self._look(_means, begin)

    def locate(self, source: str) -> None:
        """Choose where a source lies now; its sizes and hashes are compared first."""
        begin = self._settings.get(_FOLDER, "")
        dialog = QFileDialog(self._window, f"Where is {source} now?", begin)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda place: self._remember(str(Path(place).parent)))
        dialog.fileSelected.connect(lambda place: self._move(source, Path(place)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remember(self, folder: str) -> None:
        self._settings.set(_FOLDER, folder)

    def _move(self, source: str, place: Path) -> None:
        case, by = self._session.case, self._session.by
        title = f"Comparing {source} with {place.name}"

        def work(_ctx: JobContext) -> MoveCheck:
            return move_source(case, source, place, by)

        self._session.jobs.start("move", title, work)

    def _begin(self, order: AddEvidence, means: _Means) -> None:
        packs = tuple(pack for pack in means.packs if pack.info.name in order.packs)
        for folders, name, exhibit in order.groups():
            self._jobs.begin_import(
                ImportRequest(
                    folders=folders,
                    source_name=name,
                    exhibit=exhibit,
                    by=self._session.by,
                    packs=packs,
                    provider=order.provider,
                    workers=order.workers,
                )
            )

    def _refuses(self, folder: Path) -> Future[str]:
        """A sentence where a folder cannot be a source of this case."""
        case = self._session.case.path

        def look() -> str:
            if not Path(openable(folder)).is_dir():
                return f"{folder} is no folder that can be read."
            try:
                refuse_overlap(case, folder)
            except KnownError as error:
                return str(error)
            return ""

        return self._pool.submit(look)

    def _usual(self, means: _Means) -> tuple[ModelPack, ...]:
        """The packs that scored in this case, else the one that came with the program."""
        columns = self._session.columns()
        known = set() if columns is None else {pack.key for pack in columns.packs}
        used = tuple(pack for pack in means.packs if pack.info.name in known)
        return used or tuple(pack for pack in means.packs if pack.info.name == DEFAULT_PACK)

    def _look(self, question: Callable[[], T], then: Callable[[T], None]) -> None:
        def take(done: Future[T]) -> None:
            error = done.exception()
            if error is None:
                then(done.result())
            else:
                tell_error(self._window, error, case=self._session.case.path)

        self._session.courier.deliver(self._pool.submit(question), self, take)

    def _act(self, number: int) -> None:
        """A verb of the greeting; those of other sentences are not ours, though named alike."""
        if not self._greeting or self._banner.text() != self._greeting:
            return
        verb = self._banner.verbs()[number].text()
        if verb == LOCATE and self._offered is not None:
            self._banner.hide()
            self.locate(self._offered)
        elif verb == GO_ON:
            self._banner.hide()
            self.go_on()
        elif verb == LATER:
            self._banner.hide()


def _left(opened: Opened) -> Unfinished:
    left = opened.unfinished
    unscored = [one for one in left.unscored if one.contents]
    return Unfinished(
        pending=left.pending,
        found=sum(source.items for source in opened.facts.sources),
        unscored=max((one.contents for one in unscored), default=0),
        packs=tuple(one.pack for one in unscored),
        interrupted=bool(left.jobs),
    )


def _means() -> _Means:
    found = installed()
    choices = [
        PackChoice(pack.info.name, pack.info.version, pack.info.name == DEFAULT_PACK)
        for pack in found.packs
    ]
    choices += [PackChoice(name, problem=problem) for name, problem in found.problems.items()]
    devices = {"auto": DeviceChoice("auto", "Automatic")}
    for provider in available():
        shown = f"{provider.shown} · {provider.device}"
        devices.setdefault(provider.key, DeviceChoice(provider.key, shown))
    return _Means(tuple(found.packs), tuple(choices), tuple(devices.values()))
