"""What is picked, in the inspector and large: details, previews, and privacy over both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap

from triage.core import names
from triage.gui.inspector.many_facts import ManyFacts, many_facts
from triage.gui.viewing.previews import PreviewAnswer, PreviewRequest, why_not

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    import numpy as np
    import numpy.typing as npt

    from triage.gui.inspector.panel import Inspector
    from triage.gui.session.counted import Category
    from triage.gui.session.session import Session
    from triage.gui.viewing.previews import Previews
    from triage.gui.window.picture_desk import PictureDesk
    from triage.store.item_detail import ItemDetail
    from triage.store.item_history import HistoryRow

_REST_MS = 40
_HIDDEN = "hidden · hold Space"


class InspectDesk(QObject):
    """Follows the selection after a moment of rest, so that a held arrow key stays fast."""

    def __init__(
        self,
        pictures: PictureDesk,
        session: Session,
        previews: Previews,
        inspector: Inspector,
        categories: tuple[Category, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._session = session
        self._views = session.views
        self._details = session.details
        self._previews = previews
        self._inspector = inspector
        self._categories = categories
        self._detail: ItemDetail | None = None
        self._seen: int | None = None
        """The item whose picture is in the preview as it is, not veiled."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        picked = pictures.items.picked
        picked.changed.connect(self._rest.start)
        picked.current_changed.connect(self._rest.start)
        session.details.arrived.connect(self._show_detail)
        previews.arrived.connect(self._show_preview)
        pictures.reveal_changed.connect(self._reveal)
        pictures.shelf.arrived.connect(self._thumbnail_came)
        pictures.shelf.judged.connect(self._cover)
        session.views.arranged.connect(self._rest.start)

    @property
    def detail(self) -> ItemDetail | None:
        """The item that is shown, as far as it was read."""
        return self._detail

    def look(self) -> None:
        """Show what is picked now."""
        picked = self._pictures.items.picked
        if picked.count > 1:
            self._show_many()
            return
        item_id = picked.current
        if item_id is None:
            self._detail = None
            self._inspector.show_nothing()
            return
        if self._detail is None or self._detail.item_id != item_id:
            self._detail = None
        self._details.ask(item_id)

    def forget_pictures(self) -> None:
        """Another rule of privacy: nothing that was decoded before is shown again."""
        self._previews.forget_all()
        self._cover()
        self._show_picture()

    def _cover(self) -> None:
        """What was seen and is covered by now goes at once, whatever is picked meanwhile."""
        seen = self._seen
        if seen is not None and seen != self._pictures.shelf.revealed and self._views.hides(seen):
            self._put(None, _HIDDEN)

    def _show_many(self) -> None:
        arrangement = self._views.arrangement
        if arrangement is None:
            return
        columns = arrangement.columns
        ids = self._pictures.items.picked.ids()
        self._detail = None
        future = self._session.asker.ask(lambda _conn: many_facts(columns, columns.rows_of(ids)))
        self._session.courier.deliver(future, self, lambda done: self._take_many(ids, done))

    def _take_many(self, ids: npt.NDArray[np.int64], done: Future[ManyFacts]) -> None:
        picked = self._pictures.items.picked
        if done.cancelled() or picked.count < 2 or picked.count != len(ids):
            return
        if done.exception() is None:
            self._inspector.show_many(done.result(), self._categories)

    def _show_detail(self, detail: ItemDetail, history: Sequence[HistoryRow]) -> None:
        picked = self._pictures.items.picked
        if picked.count > 1 or picked.current != detail.item_id:
            return
        self._detail = detail
        facts = self._pictures.facts_of(detail.item_id)
        self._inspector.show_item(detail, facts, self._categories)
        self._inspector.show_history(detail.item_id, history)
        self._show_picture()

    def _show_picture(self) -> None:
        """The best that may be seen: the veiled thumbnail, or the thumbnail until more comes."""
        detail = self._detail
        if detail is None:
            return
        hidden = self._views.hides(detail.item_id)
        revealed = self._pictures.shelf.revealed == detail.item_id
        box = self._inspector.preview_box()
        thumbnail = self._pictures.shelf.picture(detail.item_id, hidden, box, alone=True)
        if not revealed and self._pictures.covers_file(detail):
            unread = detail.reason and not hidden
            self._put(thumbnail, why_not(detail.reason, detail.detail) if unread else _HIDDEN)
            return
        request = self._request(detail)
        known = self._previews.held(request)
        if known is not None and known.image is not None:
            self._put(QPixmap.fromImage(known.image), known.words, seen=detail.item_id)
            return
        self._put(thumbnail, "", seen=detail.item_id)
        self._previews.ask(request)

    def _put(self, picture: QPixmap | None, words: str, *, seen: int | None = None) -> None:
        self._seen = seen
        self._inspector.show_preview(picture, words)

    def _request(self, detail: ItemDetail) -> PreviewRequest:
        box = self._inspector.preview_box()
        longest = max(box.width(), box.height())
        return PreviewRequest(
            detail.item_id,
            detail.where,
            longest,
            detail.sha256 or "",
            self._pictures.imported(detail),
        )

    def _show_preview(self, answer: PreviewAnswer) -> None:
        detail = self._detail
        if detail is None or answer.item_id != detail.item_id or answer.request.longest == 0:
            return
        hidden = self._views.hides(answer.item_id)
        revealed = self._pictures.shelf.revealed == answer.item_id
        covered = self._pictures.covers_answer(answer, detail)
        if covered and ((hidden and not revealed) or not answer.changed):
            return
        if answer.image is not None and not covered:
            self._put(QPixmap.fromImage(answer.image), answer.words, seen=answer.item_id)
        elif answer.words:
            box = self._inspector.preview_box()
            thumbnail = self._pictures.shelf.picture(answer.item_id, hidden, box, alone=True)
            self._put(thumbnail, answer.words, seen=None if hidden else answer.item_id)

    def _reveal(self, item_id: int | None) -> None:
        self._cover()
        self._show_picture()

    def _thumbnail_came(self, ids: list[int]) -> None:
        if self._detail is not None and self._detail.item_id in ids:
            self._show_picture()

    def path(self) -> str:
        """The path of the item that is shown, for the clipboard."""
        return "" if self._detail is None else names.safe(str(self._detail.where.path))

    def copy(self, text: str) -> None:
        """Put a value on the clipboard."""
        QGuiApplication.clipboard().setText(text)
