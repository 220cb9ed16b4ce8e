"""Where the secret is found: everywhere without privacy, and with it where a guard is broken.

A break takes the guard away from one place and leaves it to all others.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast
from unittest import mock

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from tests.support.screen_search import SECRET
from tests.support.screen_walks import peeks_kept
from tests.support.walker import NEVER, SEEN, secrets_of
from triage.core.records import State
from triage.export.veiling import Veiling
from triage.gui.session import case_view
from triage.gui.tiles import loader
from triage.gui.tiles.measures import SIZES
from triage.gui.tiles.wishes import Kind
from triage.gui.window import picture_desk
from triage.ingest.peek_stage import PeekStage
from triage.store.privacy import hidden
from triage.store.reader import Reader
from triage.store.tiles import read_tiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.support.walker import Walker
    from triage.core.privacy import Privacy
    from triage.gui.session.facts import TileFacts
    from triage.gui.tiles.shelf import Shelf
    from triage.gui.tiles.wishes import Wish
    from triage.store.coded import Mask
    from triage.store.columns import Columns
    from triage.store.tiles import TileRow

CHECKER = "00_d_checker"
BROKEN = "broken: "
_answer_to = loader._answer_to


def walk_breaks(walker: Walker) -> None:
    """One place after the other gives away what it should not."""
    breaks: dict[str, tuple[Callable[[Walker], Any], Callable[[Walker], None]]] = {
        "grid tile": (_break_grid, _look_at_grid),
        "list": (_break_list, _look_at_list),
        "preview": (_break_preview, _look_at_preview),
        "large view": (_break_large, _look_at_large),
        "drag picture": (_break_drag, _look_at_drag),
        "tooltip": (_break_tooltip, _look_at_tooltip),
    }
    walker.show_only("0")
    for name, (broken, look) in breaks.items():
        walker.pick("00_c_plain")
        with broken(walker), walker.stage(BROKEN + name, SEEN):
            look(walker)
        walker.case.show_view("grid")
        walker.view.viewport().update()
        walker.pick("00_c_plain")
        with walker.stage(f"mended again: {name}"):
            walker.pictures_there()


def walk_reports(walker: Walker) -> None:
    """Reports with and without privacy, and one whose guard is broken."""
    walker.say("report", NEVER, _secrets_in_report(walker, "covered"))
    with mock.patch.object(Veiling, "shown", lambda _self, jpeg, _ids: jpeg):
        walker.say(BROKEN + "report", SEEN, _secrets_in_report(walker, "broken"))
    walker.program.actions["privacy"].trigger()
    walker.say("report without privacy", SEEN, _secrets_in_report(walker, "open"))
    walker.program.actions["privacy"].trigger()


def walk_open(walker: Walker) -> None:
    """Without privacy the secret is found in each place by itself: the search works."""
    case = walker.case
    walker.program.actions["privacy"].trigger()
    walker.show_only("checker")
    walker.pick(CHECKER)
    for size in SIZES:
        case.pictures.grid.set_tile_size(size)
        walker.pictures_there()
        _say_widget(walker, f"grid, tiles of {size}", case.pictures.grid.viewport())
    case.pictures.grid.set_tile_size(SIZES[1])
    _look_at_list(walker)
    _say_widget(walker, "list", case.pictures.list.viewport())
    case.show_view("grid")
    _look_at_preview(walker)
    _say_widget(walker, "preview", case.screen.inspector.one.preview)
    picture = case.pictures._drag_picture(np.array([walker.named(CHECKER)]))
    walker.say("drag picture", SEEN, secrets_of(picture.toImage()))
    walker.tooltip(walker.named(CHECKER))
    walker.rest(0.3)
    tips = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]
    _say_widget(walker, "tooltip", next(one for one in tips if one.isVisible()))
    walker.forget_tooltip()
    _open_large(walker, "00_a_checker")
    _say_widget(walker, "large", case.screen.large.picture)
    walker.key(Qt.Key.Key_Z)
    large = case.screen.large.picture
    walker.until(lambda: _single_pixels(large), "the picture pixel by pixel")
    walker.say("large, pixel by pixel", SEEN, _single_pixels(large))
    walker.key(Qt.Key.Key_Escape)
    walker.program.actions["privacy"].trigger()


def walk_pending(walker: Walker, evidence: Path) -> None:
    """An import that is held before anything is analysed: only embedded thumbnails are there."""
    walker.leave()
    walker.make("pending")
    jobs = walker.case.session.jobs
    peek = PeekStage._peek_first_items

    def peek_and_hold(stage: PeekStage) -> None:
        peek(stage)
        jobs.pause(1)

    held = mock.patch.object(PeekStage, "_peek_first_items", peek_and_hold)
    with held, walker.stage("pending items of an import"):
        walker.begin_import(evidence)
        walker.until(lambda: peeks_kept(walker) > 5, "the first peeks")
        _visit_all(walker)
    broken = mock.patch.object(loader, "_answer_to", _answer_with_bare_peek)
    with broken, walker.stage(BROKEN + "peek during import", SEEN):
        walker.case.pictures.shelf.forget_all()
        walker.pictures_there()
    walker.case.pictures.shelf.forget_all()
    jobs.cancel_all()
    walker.until(lambda: not jobs.running, "the end of the import")
    with walker.stage("pending items of a case that is opened"):
        walker.reopen()
        _visit_all(walker)
    broken = mock.patch.object(case_view, "hidden", _hidden_but_pending)
    with broken, walker.stage(BROKEN + "embedded thumbnail", SEEN):
        walker.reopen()
        walker.pictures_there()


class Bare:
    """A shelf that asks no guard: pictures as the case has them."""

    def __init__(self, walker: Walker) -> None:
        self._shelf = walker.case.pictures.shelf
        self._path = walker.case.session.case.path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shelf, name)

    def picture(self, item_id: int, hidden: bool, box: QSize, *, alone: bool = False) -> QPixmap:
        """The picture, whatever it is."""
        with Reader.open(self._path) as reader:
            row = read_tiles(reader.connection, [item_id])[0]
        found = QPixmap()
        found.loadFromData(row.jpeg or b"")
        return found


class Unguarded:
    """The desk of pictures as one place sees it that asks no guard."""

    def __init__(self, walker: Walker) -> None:
        self._desk = walker.case.pictures
        self.shelf = Bare(walker)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    @property
    def items(self) -> Unguarded:
        """The items, of which :attr:`shown` hides none."""
        return self

    @property
    def shown(self) -> Unguarded:
        """What is shown, none of it hidden."""
        return self

    @property
    def picked(self) -> Any:
        """What is picked."""
        return self._desk.items.picked

    def __len__(self) -> int:
        return len(self._desk.items.shown)

    def position_of(self, item_id: int) -> int | None:
        """As it is."""
        return self._desk.items.shown.position_of(item_id)

    def facts(self, position: int) -> TileFacts:
        """As they are, but for one."""
        return dataclasses.replace(self._desk.items.shown.facts(position), hidden=False)

    def facts_of(self, item_id: int) -> TileFacts:
        """The same by its id."""
        position = self.position_of(item_id)
        assert position is not None
        return self.facts(position)

    def covers_file(self, _detail: object) -> bool:
        """Whatever file it is, it is seen."""
        return False

    def covers_answer(self, _answer: object, _detail: object) -> bool:
        """Whatever was decoded, it is seen."""
        return False


def _break_grid(walker: Walker) -> AbstractContextManager[Any]:
    return mock.patch.object(walker.case.pictures._delegate, "_shelf", Bare(walker))


def _break_list(walker: Walker) -> AbstractContextManager[Any]:
    return mock.patch.object(walker.case.pictures.list, "picture", Bare(walker).picture)


def _break_preview(walker: Walker) -> AbstractContextManager[Any]:
    return mock.patch.object(walker.case.inspect, "_pictures", Unguarded(walker))


def _break_large(walker: Walker) -> AbstractContextManager[Any]:
    return mock.patch.object(walker.case.large, "_pictures", Unguarded(walker))


def _break_drag(walker: Walker) -> AbstractContextManager[Any]:
    real, bare = picture_desk.drag_picture, Bare(walker)
    return mock.patch.object(
        picture_desk, "drag_picture", lambda _shelf, *rest: real(cast("Shelf", bare), *rest)
    )


def _break_tooltip(walker: Walker) -> AbstractContextManager[Any]:
    return mock.patch.object(walker.case.pictures._delegate._tip, "_shelf", Bare(walker))


def _answer_with_bare_peek(wish: Wish, row: TileRow | None) -> loader.Answer:
    answer = _answer_to(wish, row)
    if row is None or row.jpeg is None or not row.from_peek:
        return answer
    key = wish.key._replace(kind=Kind.BARE)
    bare = loader.drawn(row.jpeg, dataclasses.replace(wish, key=key))
    return dataclasses.replace(answer, drawn=bare)


def _hidden_but_pending(columns: Columns, privacy: Privacy) -> Mask:
    return hidden(columns, privacy) & ~columns.state.mask((State.PENDING,))


def _look_at_grid(walker: Walker) -> None:
    walker.view.viewport().update()
    walker.pictures_there()


def _look_at_list(walker: Walker) -> None:
    walker.case.show_view("list")
    walker.pictures_there()


def _look_at_preview(walker: Walker) -> None:
    walker.pick(CHECKER)
    walker.pictures_there()


def _look_at_large(walker: Walker) -> None:
    _open_large(walker, CHECKER)
    walker.key(Qt.Key.Key_Escape)


def _look_at_drag(walker: Walker) -> None:
    walker.drag(walker.pick(CHECKER), lambda: walker.rest(0.2))


def _look_at_tooltip(walker: Walker) -> None:
    walker.tooltip(walker.named(CHECKER))
    walker.rest(0.2)
    walker.forget_tooltip()


def _open_large(walker: Walker, part: str) -> None:
    walker.pick(part)
    walker.view.setFocus()
    walker.key(Qt.Key.Key_Return)
    walker.pictures_there()
    walker.rest(0.2)


def _visit_all(walker: Walker) -> None:
    """Grid, preview, large, list, drag picture and tooltip of an item with the secret."""
    walker.pictures_there()
    item = walker.pick(CHECKER)
    walker.rest(0.2)
    _look_at_drag(walker)
    _look_at_tooltip(walker)
    _look_at_large(walker)
    _look_at_list(walker)
    walker.case.show_view("grid")
    assert walker.case.pictures.shelf.text(item) is not None


def _say_widget(walker: Walker, name: str, widget: QWidget) -> None:
    walker.say(name, SEEN, secrets_of(widget.grab().toImage()))


def _single_pixels(widget: QWidget) -> int:
    """How many pixels have the very colour, and black ones to the right and below."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    colour = SECRET[0] << 16 | SECRET[1] << 8 | SECRET[2]
    is_it, is_black = (rows & 0xFFFFFF) == colour, (rows & 0xFFFFFF) == 0
    alone = is_it[:-1, :-1] & is_black[1:, :-1] & is_black[:-1, 1:] & is_it[1:, 1:]
    return int(np.count_nonzero(alone))


def _secrets_in_report(walker: Walker, name: str) -> int:
    """Pixels near the secret colour in all pictures of a new report."""
    out = walker.folder / f"report {name}"
    walker.case.jobs.begin_export(
        "html", out, None, all_items=True, privacy=walker.program.privacy.rule
    )
    walker.until(lambda: not walker.case.session.jobs.running, "the report")
    pictures = [*out.rglob("*.jpg"), *out.rglob("*.png")]
    assert pictures, "a report without pictures"
    return sum(secrets_of(QImage(str(one))) for one in pictures)
