"""One thread that reads tiles from the case, and decodes and veils their pictures."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from triage.gui.tiles.drawn import Drawn, drawn
from triage.gui.tiles.tile_text import TileText, text_of
from triage.gui.tiles.wishes import Kind, Stamp, Wish, Wishes
from triage.store.reader import Reader
from triage.store.thumbnails import PicturesGoneError
from triage.store.tiles import TileRow, read_tiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from triage.gui.tiles.wishes import WishKey

BATCH: Final = 12
"""Wishes that are read together: enough for one statement to pay, few enough to turn at once."""
_PATIENCE_S: Final = 2.0
"""A read lasts under a millisecond; one that a dead network holds up is not waited for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``text`` is None where the case has no such item. ``same``: what was known still holds."""

    wish: Wish
    text: TileText | None
    stamp: Stamp
    drawn: Drawn | None
    same: bool = False


class Loader(QObject):
    """Wishes go in and answers come out, both in the GUI thread; between them is the one thread.

    After a failure, told once, it answers nothing until it is asked to try again.
    """

    _handed_over = Signal()

    def __init__(
        self,
        answered: Callable[[list[Answer]], None],
        failed: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._answered = answered
        self._failed = failed
        self._changed = threading.Condition()
        self._wishes = Wishes()
        self._out: deque[Answer | Exception] = deque()
        self._path: Path | None = None
        self._let_go: list[Future[None]] = []
        self._resting = True
        self._closed = False
        self._thread: threading.Thread | None = None
        self._handed_over.connect(self._take_over, Qt.ConnectionType.QueuedConnection)

    def read_from(self, path: Path | None) -> Future[None]:
        """Answer from this case from now on; done once the one before is let go of."""
        done: Future[None] = Future()
        with self._changed:
            self._path = path
            self._forget()
            self._resting = path is None
            if self._thread is None and path is not None and not self._closed:
                self._thread = threading.Thread(target=self._work, name="tile-loader", daemon=True)
                self._thread.start()
            if self._thread is None or self._closed:
                done.set_result(None)
            else:
                self._let_go.append(done)
            self._changed.notify()
        return done

    def try_again(self) -> None:
        """Open the case anew, after a failure or to have lost pictures back."""
        self.read_from(self._path)

    def change(self, how: Callable[[Wishes], list[WishKey]]) -> list[WishKey]:
        """Let ``how`` change what is wanted; the keys that are not wanted any more."""
        with self._changed:
            dropped = how(self._wishes)
            if self._resting:
                self._wishes.clear()
            self._changed.notify()
        return dropped

    def forget(self) -> None:
        """Drop all wishes and all answers that are on their way."""
        with self._changed:
            self._forget()

    @property
    def resting(self) -> bool:
        """Whether nothing is answered: no case, or it failed."""
        return self._resting

    def close(self) -> None:
        """End the thread; it is gone within a moment."""
        with self._changed:
            self._closed = True
            self._resting = True
            self._forget()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _forget(self) -> None:
        self._wishes.clear()
        self._out.clear()

    def _take_over(self) -> None:
        with self._changed:
            out = list(self._out)
            self._out.clear()
        answers = [one for one in out if isinstance(one, Answer)]
        if answers:
            self._answered(answers)
        for one in out:
            if isinstance(one, Exception):
                self._failed(one)

    # What follows runs in the thread.

    def _work(self) -> None:
        desk = _Desk()
        try:
            while (batch := self._next(desk)) is not None:
                self._answer(desk, batch)
        finally:
            desk.close()
            self._tell_let_go()

    def _next(self, desk: _Desk) -> list[Wish] | None:
        """Wait for wishes; None when it is time to end."""
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._closed:
                    return None
                changed = bool(self._let_go)
                path = self._path
                batch = [] if changed else self._wishes.take(BATCH)
            if not changed:
                return batch
            desk.turn_to(path)
            self._tell_let_go()

    def _has_work(self) -> bool:
        return self._closed or bool(self._let_go) or (not self._resting and len(self._wishes) > 0)

    def _tell_let_go(self) -> None:
        with self._changed:
            done, self._let_go = self._let_go, []
        for one in done:
            one.set_result(None)

    def _answer(self, desk: _Desk, batch: list[Wish]) -> None:
        try:
            rows = self._rows(desk, batch)
            for wish in batch:
                self._hand_over(_answer_to(wish, rows.get(wish.key.item_id)), desk)
        except Exception as error:  # noqa: BLE001  whatever it is, the window must hear of it, once
            desk.close()
            self._hand_over(error, desk)

    def _rows(self, desk: _Desk, batch: list[Wish]) -> dict[int, TileRow]:
        ids = list(dict.fromkeys(wish.key.item_id for wish in batch))
        pictures = any(wish.key.kind is not Kind.TEXT for wish in batch)
        try:
            return desk.rows(ids, pictures=pictures)
        except PicturesGoneError as error:
            desk.pictures = False
            self._hand_over(error, desk)
            return desk.rows(ids, pictures=False)

    def _hand_over(self, what: Answer | Exception, desk: _Desk) -> None:
        with self._changed:
            if self._closed or self._path != desk.path or self._let_go:
                return
            if isinstance(what, Exception) and not isinstance(what, PicturesGoneError):
                self._resting = True
                self._wishes.clear()
            self._out.append(what)
            if len(self._out) == 1:
                self._handed_over.emit()


class _Desk:
    """What the thread has open."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.pictures = True
        self._reader: Reader | None = None

    def turn_to(self, path: Path | None) -> None:
        """Close what is open; the next question opens this case."""
        self.close()
        self.path = path
        self.pictures = True

    def rows(self, ids: list[int], *, pictures: bool) -> dict[int, TileRow]:
        """The tiles by item id."""
        if self._reader is None:
            if self.path is None:
                return {}
            self._reader = Reader.open(self.path)
        wanted = pictures and self.pictures
        rows = read_tiles(self._reader.connection, ids, pictures=wanted)
        return {row.item_id: row for row in rows}

    def close(self) -> None:
        """Let go of the case."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def _answer_to(wish: Wish, row: TileRow | None) -> Answer:
    if row is None:
        return Answer(wish, None, Stamp(None, from_peek=False, there=False), None)
    stamp = Stamp(row.content_id, row.from_peek, row.jpeg is not None)
    text = text_of(row)
    if stamp == wish.known:
        return Answer(wish, text, stamp, None, same=True)
    return Answer(wish, text, stamp, drawn(row.jpeg, wish) if row.jpeg else None)
