"""Where every picture in the window comes from, and so the one guard of privacy.

A picture that is hidden is veiled in the loader's thread: what lies on the shelf for a hidden
item cannot be seen through. A picture that Space reveals lies in a place of its own, as long as
the key is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from triage.gui.tiles.kept import MOST
from triage.gui.tiles.landing import Landing, pixmap_of
from triage.gui.tiles.loader import Answer, Loader
from triage.gui.tiles.orders import NO_BOX, Orders
from triage.gui.tiles.soon import Soon
from triage.gui.tiles.stock import Stock
from triage.gui.tiles.wishes import Kind, WishKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from PySide6.QtGui import QPixmap

    from triage.core.privacy import Privacy
    from triage.gui.tiles.guard import Covers
    from triage.gui.tiles.stock import Wanted
    from triage.gui.tiles.tile_text import TileText

_ASK_AGAIN_MS: Final = 300
_AS_LARGE_AS_THERE_IS: Final = (4096, 4096)


class Shelf(QObject):
    """Pictures and texts of items, by item id; lives in the GUI thread and never waits.

    ``arrived``: these ids have a new picture or text. ``dropped``: everything that was made of
    pictures must be made anew. ``judged``: other items may be covered than before. ``failed``:
    the case cannot be read, or has lost its pictures; told once, until ``try_again``.
    """

    arrived = Signal(list)
    dropped = Signal()
    judged = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, most: int = MOST) -> None:
        super().__init__(parent)
        self._stock = Stock(most)
        self._visible: list[tuple[int, bool]] = []
        self._revealed: int | None = None
        self._bare: QPixmap | None = None
        self._landing = Landing(self._place, self.arrived.emit, self)
        self._loader = Loader(self._landing.add, self._fail, self)
        self._orders = Orders(self._loader, self._stock.guard)
        self._soon = Soon(self._stock, self._orders, self)
        self._again = QTimer(self)
        self._again.setInterval(_ASK_AGAIN_MS)
        self._again.timeout.connect(self._ask_again)

    def picture(
        self, item_id: int, hidden: bool, box: QSize, *, alone: bool = False
    ) -> QPixmap | None:
        """The picture, veiled if it is hidden; None while it is not there (it is asked for).

        ``box`` is in device pixels; what comes may be somewhat larger, or smaller where the case
        has it no larger. ``alone``: for a preview or the like, beside the page.
        """
        wanted = (box.width(), box.height())
        if not alone:
            self._orders.box = wanted
        key = self._stock.key(item_id, hidden=hidden)
        if hidden and item_id == self._revealed and self._bare is not None:
            return self._bare
        lacking = self._stock.lacking(key, wanted)
        if lacking is not None:
            if alone:
                self._orders.ask(key, wanted, lacking[1], alone=True)
            else:
                self._soon.ask(key, wanted)
        kept = self._stock.kept.get(key)
        return None if kept is None else kept.pixmap

    def text(self, item_id: int) -> TileText | None:
        """The texts; None while they are not there (they are asked for)."""
        texts = self._stock.texts
        text = texts.get(item_id)
        if text is None or texts.stale(item_id):
            keys = [WishKey(item_id, kind) for kind in (Kind.OPEN, Kind.VEILED, Kind.TEXT)]
            if not any(self._soon.waits(key) for key in keys):
                self._soon.ask(keys[-1], NO_BOX)
        return text

    def want(self, items: Sequence[tuple[int, bool]], *, urgent: bool = True) -> None:
        """These (id, hidden) are on screen, first things first; what was before is stale.

        Not ``urgent``: they are about to be on screen, and nothing else becomes stale.
        """
        stock, box = self._stock, self._orders.box
        keys = [stock.key(item_id, hidden=hidden) for item_id, hidden in items]
        lacking = [stock.lacking(key, box) or self._changing(key) for key in keys]
        wanted = [one for one in lacking if one is not None]
        if urgent:
            self._visible = list(items)
            self._orders.turn_to(wanted, visible=len(items))
        else:
            self._orders.add_later(wanted)

    def set_privacy(self, privacy: Privacy) -> None:
        """Cover by this rule from now on; no picture from before is seen again."""
        self._stock.guard.set_rule(privacy)
        self._empty()

    def set_guard(self, covers: Covers | None) -> None:
        """Whom to ask whether an item is covered now: (item id, content id) -> bool.

        The content is the one that the picture is of (None: of a file that was only peeked at).
        Say it again whenever other items are covered: what must not be seen any more then goes.
        """
        self._stock.guard.ask(covers)
        if self._stock.recheck():
            self.dropped.emit()
        self.judged.emit()

    @property
    def revealed(self) -> int | None:
        """The item whose cover is lifted for as long as Space is held."""
        return self._revealed

    def reveal(self, item_id: int | None) -> None:
        """Lift the cover of one item; None: put it back."""
        if item_id == self._revealed:
            return
        before, self._revealed = self._revealed, item_id
        self._bare = None
        if item_id is not None:
            key = WishKey(item_id, Kind.BARE)
            self._orders.ask(key, _AS_LARGE_AS_THERE_IS, None, alone=True)
        self.arrived.emit([one for one in (before, item_id) if one is not None])

    def set_reader_path(self, path: Path | None) -> Future[None]:
        """Show this case, None for no case; done once the case before is let go of."""
        self._stock.texts.clear()
        self._visible = []
        done = self._loader.read_from(path)
        self._empty()
        return done

    def try_again(self) -> None:
        """After a failure: open the case anew."""
        self._loader.try_again()
        self._empty()

    def set_live(self, live: bool) -> None:
        """While an import runs, what is on screen without its picture is asked for again.

        After it, what was seen before is read anew wherever it is seen next.
        """
        if live and not self._again.isActive():
            self._again.start()
        elif not live and self._again.isActive():
            self._again.stop()
            self._orders.doubt()
            self._stock.kept.forget_all()
            self._stock.texts.forget_all()
            self.want(self._visible)

    def forget(self, item_ids: Iterable[int]) -> None:
        """The case has something else of these items; what is shown stays until it is read."""
        self._orders.doubt()
        for item_id in item_ids:
            self._stock.forget(item_id)

    def forget_all(self) -> None:
        """The case may have something else of every item."""
        self._stock.texts.clear()
        self._empty()

    @property
    def memory_bytes(self) -> int:
        """What the pictures on the shelf take."""
        return self._stock.kept.memory_bytes

    def close(self) -> None:
        """End the thread and drop every picture."""
        self._again.stop()
        self._soon.clear()
        self._loader.close()
        self._landing.clear()
        self._stock.kept.clear()
        self._bare = None

    def _empty(self) -> None:
        self._soon.clear()
        self._stock.guard.epoch += 1
        self._orders.forget()
        self._landing.clear()
        self._stock.kept.clear()
        self._revealed = None
        self._bare = None
        self.dropped.emit()

    def _place(self, answer: Answer) -> bool:
        if answer.wish.epoch != self._stock.guard.epoch:
            return False
        doubted = self._orders.answered(answer.wish)
        key = answer.wish.key
        if key.kind is not Kind.BARE:
            new = self._stock.place(answer)
            if doubted:
                self._stock.forget(key.item_id)
            return new
        if key.item_id != self._revealed or answer.drawn is None:
            return False
        self._bare = pixmap_of(answer.drawn)
        return True

    def _fail(self, error: Exception) -> None:
        if self._loader.resting:
            self._orders.forget()
        self.failed.emit(error)

    def _changing(self, key: WishKey) -> Wanted | None:
        """What an import that runs may have brought more of since it was read."""
        return self._stock.changing(key) if self._again.isActive() else None

    def _ask_again(self) -> None:
        for item_id, hidden in reversed(self._visible):
            changing = self._changing(self._stock.key(item_id, hidden=hidden))
            if changing is not None:
                self._orders.ask(changing[0], self._orders.box, changing[1])
