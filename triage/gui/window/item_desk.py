"""What is done with the picked pictures beside grading: copy, show, open, copy originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication

from triage.core import names
from triage.gui.looks.buttons import PlainButton
from triage.gui.looks.dialogs import ask, tell
from triage.gui.window import outside
from triage.gui.window.item_menu import show_item_menu
from triage.store.item_detail import ItemDetail, item_detail

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from triage.gui.session.session import Session
    from triage.gui.window.actions import Actions
    from triage.gui.window.export_desk import ExportDesk
    from triage.gui.window.picture_desk import PictureDesk


class ItemDesk(QObject):
    """Asks the case where a file lies first, in another thread."""

    def __init__(
        self,
        pictures: PictureDesk,
        session: Session,
        actions: Actions,
        exports: ExportDesk,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._session = session
        self._actions = actions
        self._window = window
        for view in (pictures.grid, pictures.list):
            view.menu_wanted.connect(self._show_menu)
        actions.on("select-all", pictures.items.picked.select_all, self)
        actions.on("copy-path", lambda: self._with_current(_copy_path), self)
        actions.on("copy-hash", lambda: self._with_current(self._copy_hash), self)
        actions.on("show-in-folder", lambda: self._with_current(self._show), self)
        actions.on("open-with", lambda: self._with_current(self._ask_open), self)
        actions.on("copy-originals", exports.ask_originals, self)

    def show_path(self, path: Path) -> None:
        """Open the file manager at a path of ours."""
        if outside.show_in_folder(path):
            return
        shown = names.safe(str(path))
        said = f"Nothing on this machine shows folders. It lies at {shown}."
        copy = PlainButton("Copy path")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(shown))
        tell(self._window, "No file manager", said).add_side_button(copy)

    def _show_menu(self, place: QPoint) -> None:
        show_item_menu(place, self._actions, self._window)

    def _with_current(self, do: Callable[[ItemDetail], None]) -> None:
        item_id = self._pictures.items.picked.current
        if item_id is None:
            return
        columns = self._session.columns()
        future = self._session.asker.ask(lambda conn: item_detail(conn, columns, item_id))

        def take(done: Future[ItemDetail]) -> None:
            if not done.cancelled() and done.exception() is None:
                do(done.result())

        self._session.courier.deliver(future, self, take)

    def _copy_hash(self, detail: ItemDetail) -> None:
        if detail.sha256 is None:
            tell(self._window, "No hash", "This file has no hash: it could not be read.")
            return
        QGuiApplication.clipboard().setText(detail.sha256)

    def _show(self, detail: ItemDetail) -> None:
        self.show_path(detail.where.path)

    def _ask_open(self, detail: ItemDetail) -> None:
        question = ask(
            self._window,
            "Open with another program?",
            f"{names.safe(names.text(detail.name))}: {outside.WARNING}",
            [("Open anyway", "danger"), ("Leave as is", "reject")],
        )

        def answered(number: int) -> None:
            if number == 0 and not outside.open_with_default(detail.where.path):
                tell(self._window, "No program", "Nothing here opens files of this kind.")

        question.answered.connect(answered)


def _copy_path(detail: ItemDetail) -> None:
    QGuiApplication.clipboard().setText(names.safe(str(detail.where.path)))
