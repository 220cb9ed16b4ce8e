"""What was seen and must go at once: privacy switched on, a grade, a file that changed."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest import mock

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolTip

from tests.support.secret_evidence import checkers, jpeg
from tests.support.walker import SEEN
from triage.core.filters import Filter
from triage.gui.session import details
from triage.gui.session.case_view import CaseView

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from tests.support.walker import Walker
    from triage.store.item_detail import ItemDetail
    from triage.store.query import Query

_SLOW_S = 0.2


def walk_switching(walker: Walker) -> None:
    """Privacy is switched on while the secret is in sight in one place after the other."""
    places: dict[str, Callable[[Walker], None]] = {
        "grid": _in_grid,
        "list": _in_list,
        "preview": _in_preview,
        "large": _in_large,
        "large, closed": _in_large_closed,
        "tooltip": _in_tooltip,
    }
    for name, go in places.items():
        _switch(walker, on=False)
        with walker.stage(f"in sight without privacy ({name})", SEEN):
            go(walker)
        _switch(walker, on=True)
        with walker.stage(f"switched on ({name})"):
            walker.rest(0.1)
            if walker.case.large.open_now:
                walker.key(Qt.Key.Key_Escape)
            walker.pictures_there()
        walker.case.show_view("grid")


def walk_switching_in_flight(walker: Walker) -> None:
    """Privacy is switched on while pictures are on their way, or carried."""
    _switch(walker, on=False)
    item = walker.pick("00_d_checker")
    with walker.stage("carried without privacy", SEEN):
        walker.drag(item, lambda: walker.rest(0.15))

    def during() -> None:
        _switch(walker, on=True)
        with walker.stage("switched on while carried"):
            walker.rest(0.3)

    walker.drag(item, during)
    for what, go in {
        "rows come": _ask_rows,
        "the next picture is picked": _move_on,
        "many are picked": _pick_many,
        "a preview comes": _ask_preview,
        "a large picture comes": _ask_large,
        "thumbnails come": _ask_pictures,
    }.items():
        _switch(walker, on=False)
        walker.show_only("")
        walker.pick("00_c_plain")
        with _slow_case():
            go(walker)
            _switch(walker, on=True)
            with walker.stage(f"switched on while {what}"):
                walker.rest(0.3)
                walker.pictures_there()
        if walker.case.large.open_now:
            walker.key(Qt.Key.Key_Escape)


def walk_grading(walker: Walker, patches: Path) -> None:
    """A picture in sight gets a grade whose pictures are hidden; the grade is taken back."""
    walker.show_only("plain")
    walker.begin_import(patches)
    walker.finish_jobs()
    for place in ("grid", "large"):
        _grade(walker, "pata_0", place, f"{place}, moving on")
        _grade(walker, "patb_1", place, f"{place}, the last one")
    walker.show_only("checker")


def walk_changed_file(walker: Walker, evidence: Path) -> None:
    """A picture in sight is another one in the evidence by now, and so it is imported again."""
    walker.show_only("0")
    plain, broken = evidence / "00_c_plain.jpg", evidence / "00_f_broken.jpg"
    walker.pick(plain.name)
    with walker.stage("a file becomes another one of its size and time"):
        _replace(plain, jpeg(checkers(1200, 900, 92), quality=30))
        _see_anew(walker, plain.name)
    with walker.stage("a file becomes another one"):
        plain.write_bytes(jpeg(checkers(1200, 900, 90), quality=90))
        _see_anew(walker, plain.name)
    with walker.stage("a file that could not be read can be read by now"):
        broken.write_bytes(jpeg(checkers(1200, 900, 91), quality=90))
        _see_anew(walker, broken.name)
    walker.pick(plain.name)
    with walker.stage("a file that changed is imported again"):
        walker.begin_import()
        while walker.case.session.jobs.running:
            walker.case.inspect.look()
            walker.rest(0.02)
        walker.finish_jobs()
        walker.pick("00_e_blue")
        walker.pick(plain.name)
        walker.pictures_there()


def _replace(file: Path, picture: bytes) -> None:
    """Another picture in a file's place, which only its digest tells."""
    before = file.stat()
    assert len(picture) <= before.st_size
    file.write_bytes(picture.ljust(before.st_size, b"\0"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _grade(walker: Walker, part: str, place: str, where: str) -> None:
    """Give one visible picture a hidden category, and take it back."""
    views = walker.case.session.views
    walker.show_only(part[:4])
    item = walker.named(part)
    with walker.stage(f"not graded yet ({where})", SEEN):
        walker.pick(part)
        walker.view.setFocus()
        if place == "large":
            walker.key(Qt.Key.Key_Return)
        walker.pictures_there()
    with _slow_case():
        _press_and_wait(walker, Qt.Key.Key_3)
        with walker.stage(f"graded into a hidden category ({where})"):
            walker.rest(0.2)
            walker.pictures_there()
    with walker.stage(f"taken back ({where})", SEEN):
        _press_and_wait(walker, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        if place == "large":
            walker.key(Qt.Key.Key_Escape)
        walker.until(lambda: not views.hides(item), "the cover to be lifted")
        walker.pictures_there()


def _see_anew(walker: Walker, part: str) -> None:
    """See an item in the preview and large, by its file as it is now."""
    walker.pick("00_e_blue")
    walker.case._previews.forget_all()
    walker.pick(part)
    walker.rest(0.3)
    walker.view.setFocus()
    walker.key(Qt.Key.Key_Return)
    walker.rest(0.3)
    walker.key(Qt.Key.Key_Escape)


@contextmanager
def _slow_case() -> Generator[None]:
    """Rows and facts take their time, as in a large case on a slow disk."""
    rows, facts = CaseView._answer, details.item_detail

    def slow_rows(view: CaseView, query: Query, *, soon: bool) -> None:
        time.sleep(_SLOW_S)
        rows(view, query, soon=soon)

    def slow_facts(*asked: Any) -> ItemDetail:
        time.sleep(_SLOW_S)
        return facts(*asked)

    with (
        mock.patch.object(CaseView, "_answer", slow_rows),
        mock.patch.object(details, "item_detail", slow_facts),
    ):
        yield


def _switch(walker: Walker, *, on: bool) -> None:
    action = walker.program.actions["privacy"]
    assert walker.program.privacy.rule.on is not on
    action.trigger()
    assert walker.program.privacy.rule.on is on


def _press_and_wait(
    walker: Walker, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None
) -> None:
    """Press a key that grades, and wait for the very moment when it is in the case."""
    told: list[object] = []
    changed = walker.case.session.grading.changed
    connection = changed.connect(told.append)
    walker.key(key, modifier)
    while not told:
        walker.app.processEvents()
    changed.disconnect(connection)


def _in_grid(walker: Walker) -> None:
    walker.show_only("checker")


def _in_list(walker: Walker) -> None:
    walker.case.show_view("list")
    walker.pictures_there()


def _in_preview(walker: Walker) -> None:
    walker.pick("00_d_checker")
    walker.pictures_there()


def _in_large(walker: Walker) -> None:
    walker.pick("00_d_checker")
    walker.view.setFocus()
    walker.key(Qt.Key.Key_Return)
    walker.pictures_there()


def _in_large_closed(walker: Walker) -> None:
    _in_large(walker)
    walker.key(Qt.Key.Key_Escape)
    walker.rest()


def _in_tooltip(walker: Walker) -> None:
    walker.tooltip(walker.named("00_d_checker"))
    walker.rest(0.3)
    assert QToolTip.isVisible()


def _ask_rows(walker: Walker) -> None:
    """Rows that were judged without privacy are on their way."""
    walker.case.session.views.refresh(at_once=True)
    walker.case.filters.ask(Filter(text="checker"))


def _move_on(walker: Walker) -> None:
    """The preview shows a checker, and the next picture's facts are on their way."""
    _in_preview(walker)
    walker.case.pictures.items.picked.go(1)
    walker.case.inspect.look()


def _pick_many(walker: Walker) -> None:
    """The preview shows a checker, and the facts of many are on their way."""
    _in_preview(walker)
    walker.case.pictures.items.picked.select_all()
    walker.case.inspect.look()


def _ask_preview(walker: Walker) -> None:
    walker.pick("01_d_checker")


def _ask_large(walker: Walker) -> None:
    walker.case.large.open(walker.named("02_d_checker"))


def _ask_pictures(walker: Walker) -> None:
    walker.case.pictures.shelf.forget_all()
    walker.app.processEvents()
