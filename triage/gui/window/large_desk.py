"""One picture over the grid's place: from one to the next, graded with the same keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal

from triage.gui.viewing.large_view import LargeItem
from triage.gui.viewing.previews import PreviewRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.gui.session.counted import Category
    from triage.gui.session.details import Details
    from triage.gui.viewing.large_view import LargeView
    from triage.gui.viewing.previews import PreviewAnswer, Previews
    from triage.gui.window.picture_desk import PictureDesk
    from triage.store.item_detail import ItemDetail
    from triage.store.item_history import HistoryRow

_PLACEHOLDER = QSize(320, 320)


class LargeDesk(QObject):
    """``shown`` bears whether the large view is in sight."""

    shown = Signal(bool)

    def __init__(
        self,
        view: LargeView,
        pictures: PictureDesk,
        details: Details,
        previews: Previews,
        categories: tuple[Category, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._pictures = pictures
        self._details = details
        self._previews = previews
        self._names = {category.number: category.name for category in categories}
        self._open = False
        self._answered = False
        self._wish: tuple[int, int] | None = None
        self._detail: ItemDetail | None = None
        view.moved.connect(self._step)
        view.closed.connect(self.close)
        view.reveal_changed.connect(self._reveal)
        view.picture_wanted.connect(self._want)
        pictures.items.picked.current_changed.connect(self._follow)
        pictures.items.refreshed.connect(self._renew_facts)
        pictures.items.reset.connect(self._renew_facts)
        pictures.shelf.judged.connect(self._renew_facts)
        pictures.shelf.arrived.connect(self._thumbnail_came)
        details.arrived.connect(self._take_detail)
        previews.arrived.connect(self._take_picture)

    @property
    def open_now(self) -> bool:
        """Whether the large view is in sight."""
        return self._open

    def open(self, item_id: int) -> None:
        """Show an item large."""
        if self._pictures.items.picked.current != item_id:
            self._pictures.items.picked.pick(item_id)
        self._open = True
        self.shown.emit(True)
        self._show(item_id)

    def close(self) -> None:
        """Back to the grid, at the item that was seen last."""
        if self._open:
            self._open = False
            self._reveal(on=False)
            self.shown.emit(False)
            # Hidden widgets keep what they show, and this may be covered when it is seen next.
            self._view.clear()

    def renew(self) -> None:
        """Another rule of privacy: begin anew with what may be seen."""
        current = self._pictures.items.picked.current
        if self._open and current is not None:
            self._show(current)

    def _step(self, steps: int) -> None:
        self._pictures.items.picked.go(steps)

    def _follow(self, item_id: object) -> None:
        if self._open and isinstance(item_id, int):
            self._show(item_id)
        elif self._open:
            self.close()

    def _show(self, item_id: int) -> None:
        position = self._pictures.items.shown.position_of(item_id)
        if position is None:
            self.close()
            return
        shown = self._pictures.items.shown
        facts = shown.facts(position)
        shelf = self._pictures.shelf
        text = shelf.text(item_id)
        size = None
        if text is not None and text.width and text.height:
            size = QSize(text.width, text.height)
        self._detail = None
        self._wish = None
        self._answered = False
        self._view.show_item(
            LargeItem(
                facts,
                "" if text is None else text.name,
                position,
                len(shown),
                self._category(facts.category),
                shelf.picture(item_id, facts.hidden, _PLACEHOLDER, alone=True),
                size,
            )
        )

    def _renew_facts(self) -> None:
        item_id = self._view.item_id()
        facts = None if item_id is None else self._pictures.facts_of(item_id)
        if self._open and facts is not None:
            self._view.show_facts(facts, self._category(facts.category))

    def _category(self, number: int | None) -> str:
        return "" if number is None else self._names.get(number, "")

    def _want(self, item_id: int, longest: int) -> None:
        """The picture of an item; where its file lies is read first."""
        self._wish = (item_id, longest)
        if self._detail is not None and self._detail.item_id == item_id:
            self._ask(self._detail, longest)
        else:
            self._details.ask(item_id)

    def _take_detail(self, detail: ItemDetail, history: Sequence[HistoryRow]) -> None:
        self._detail = detail
        if self._open and self._wish is not None and self._wish[0] == detail.item_id:
            self._ask(detail, self._wish[1])

    def _ask(self, detail: ItemDetail, longest: int) -> None:
        self._previews.ask(
            PreviewRequest(
                detail.item_id,
                detail.where,
                longest,
                detail.sha256 or "",
                self._pictures.imported(detail),
            )
        )

    def _take_picture(self, answer: PreviewAnswer) -> None:
        if not self._open or answer.item_id != self._view.item_id():
            return
        facts = self._pictures.facts_of(answer.item_id)
        revealed = self._pictures.shelf.revealed == answer.item_id
        if facts is None or (facts.hidden and not revealed):
            return
        covered = self._pictures.covers_answer(answer, self._detail)
        if covered and not answer.changed:
            return
        self._answered = True
        if covered:
            self._view.show_failure(answer.words)
        else:
            self._view.show_answer(answer)

    def _thumbnail_came(self, ids: list[int]) -> None:
        item_id = self._view.item_id()
        waits = self._open and item_id in ids and not self._pictures.shelf.revealed
        if waits and item_id is not None and not self._answered:
            self._show(item_id)

    def _reveal(self, on: bool) -> None:
        self._pictures.reveal(self._view.item_id() if on else None)
