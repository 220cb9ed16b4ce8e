"""Grid, list and the shelf of pictures behind both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDrag

from triage.core.records import Imported, State
from triage.gui.grid.grid_view import GridView
from triage.gui.grid.items import Items
from triage.gui.grid.list_view import ListView
from triage.gui.tiles.delegate import TileDelegate
from triage.gui.tiles.drag_picture import MOST_TILES, drag_picture
from triage.gui.tiles.shelf import Shelf
from triage.gui.window.passing_stack import PassingStack

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from triage.core.privacy import Privacy
    from triage.gui.grid.items_view import ItemsView
    from triage.gui.session.facts import Shown, TileFacts
    from triage.gui.session.views import Views
    from triage.gui.viewing.previews import PreviewAnswer
    from triage.store.item_detail import ItemDetail

Visible = list[tuple[int, bool]]


class PictureDesk(QObject):
    """Shows what the view thread arranged, with pictures from the shelf.

    ``reveal_changed`` bears the item whose cover is lifted, or None.
    """

    reveal_changed = Signal(object)

    def __init__(self, views: Views, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items = Items(self)
        self.shelf = Shelf(self)
        self.grid = GridView(self.items)
        self.list = ListView(self.items)
        self.stack = PassingStack()
        self._views = views
        self._delegate = TileDelegate(self.shelf, self.grid)
        self._go_to: int | None = None
        self._private = True
        self._carried: list[int] = []
        self.grid.setItemDelegate(self._delegate)
        self.grid.grid_model.set_text(self.shelf.text)
        self.list.list_model.set_text(self.shelf.text)
        self.list.picture = self.shelf.picture
        for view in (self.grid, self.list):
            self.stack.addWidget(view)
            view.drag_picture = self._drag_picture
            view.visible_changed.connect(self._want)
            view.reveal_changed.connect(self.reveal)
        self.shelf.arrived.connect(self.items.touch)
        self.shelf.dropped.connect(self._repaint)
        for signal in (self.shelf.dropped, self.shelf.judged):
            signal.connect(self._let_fall)
        self.shelf.set_guard(views.covers)
        views.arranged.connect(self.show)

    def start(self, path: Path, privacy: Privacy) -> None:
        """Show the pictures of this case."""
        self.shelf.set_reader_path(path)
        self.set_privacy(privacy)

    def let_go(self) -> Future[None]:
        """Read the case no more; done when it is let go of."""
        return self.shelf.set_reader_path(None)

    def show(self, shown: Shown) -> None:
        """New rows: everything stays where it is as far as it is still there."""
        self.items.show(shown)
        # Told anew with every order: what is covered by now leaves the shelf.
        self.shelf.set_guard(self._views.covers)
        if self._go_to is not None and self.items.picked.pick(self._go_to):
            self._go_to = None

    def go_when_there(self, item_id: int) -> None:
        """Pick an item as soon as it is shown."""
        self._go_to = item_id

    def set_privacy(self, privacy: Privacy) -> None:
        """Cover by another rule, from this moment on."""
        self._private = privacy.on
        self.shelf.set_privacy(privacy)

    def judge(self) -> None:
        """A grade covers or uncovers pictures: they are painted so at once."""
        self.shelf.set_guard(self._views.covers)
        self.view.viewport().update()

    def covers_file(self, detail: ItemDetail) -> bool:
        """Whether the file of an item must not be seen: with privacy on only what was judged is.

        That was no file that could not be analysed, and no content that is new in the case.
        """
        if not self._private:
            return False
        unjudged = detail.state is not State.ANALYSED
        return unjudged or self._views.covers(detail.item_id, detail.content_id)

    def covers_answer(self, answer: PreviewAnswer, detail: ItemDetail | None) -> bool:
        """The same for what was decoded by now, which may be another file than the case has."""
        if not self._private:
            return False
        if answer.changed:
            # Also under a lifted cover: the person lifts it from what was judged.
            return True
        if self.shelf.revealed == answer.item_id:
            return False
        if detail is None or detail.item_id != answer.item_id:
            return True
        return self.covers_file(detail)

    def imported(self, detail: ItemDetail) -> Imported:
        """What the file of an item must still be; with privacy on no other one is decoded."""
        return Imported(detail.size, detail.modified_ns, detail.sha256, strict=self._private)

    def reveal(self, item_id: int | None) -> None:
        """Space is held over an item, or not any more."""
        self.shelf.reveal(item_id)
        self.reveal_changed.emit(item_id)

    def show_view(self, name: str) -> None:
        """``grid`` or ``list``; the place and the selection are the same in both."""
        view = self.list if name == "list" else self.grid
        if self.view is not view:
            had_focus = self.view.hasFocus()
            self.stack.setCurrentWidget(view)
            if had_focus:
                view.setFocus()

    @property
    def view_name(self) -> str:
        """``grid`` or ``list``."""
        return "list" if self.view is self.list else "grid"

    @property
    def view(self) -> ItemsView:
        """The view in sight."""
        return self.list if self.stack.currentWidget() is self.list else self.grid

    def facts_of(self, item_id: int) -> TileFacts | None:
        """What is known of an item that is shown."""
        position = self.items.shown.position_of(item_id)
        return None if position is None else self.items.shown.facts(position)

    def places(self) -> list[QWidget]:
        """Where the keys for pictures count."""
        return [self.grid, self.list]

    def _drag_picture(self, ids: npt.NDArray[np.int64]) -> QPixmap:
        known = (self.facts_of(int(item)) for item in ids[:MOST_TILES])
        facts = [one for one in known if one is not None]
        self._carried = [one.item_id for one in facts if not one.hidden]
        return drag_picture(self.shelf, facts, len(ids), self.grid.devicePixelRatioF())

    def _let_fall(self) -> None:
        """A drag ends whose picture is covered by now: it cannot be given another one."""
        if any(self._views.hides(item_id) for item_id in self._carried):
            self._carried = []
            QDrag.cancel()

    def _want(self, visible: Visible) -> None:
        self.shelf.want(visible)

    def _repaint(self) -> None:
        self.view.viewport().update()
        self.view.sight.look(anew=True)
