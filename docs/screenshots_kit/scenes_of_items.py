"""What an examiner looks at: pictures, one, many, hidden, large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from screenshots_kit.material import COPIED
from triage.core.filters import Filter, Sort
from triage.core.privacy import Privacy, PrivacyLabel
from triage.core.records import State
from triage.gui.grid.picked import How

if TYPE_CHECKING:
    from screenshots_kit.director import Director

_FAILED, _BARE, _GPS = "torn.jpg", "chart 01.png", "IMG_1005.JPG"
_MANY = ("IMG_1009.JPG", "IMG_1010.JPG", "IMG_1011.JPG", "IMG_1012.JPG", "IMG_1014.JPG")
_RULE = Privacy(
    on=True,
    labels=(PrivacyLabel("general/scene_outdoor", 0.97), PrivacyLabel("general/document", 0.5)),
    packs=("general",),
)


def items(director: Director) -> None:
    """The grid and everything that can be picked in it."""
    director.open()
    case = director.case
    case.filters.ask_order(Sort.SCORE)
    director.until_pictures()
    _pick_shown(director, 3)
    director.snap("one-selected")
    case.filters.ask_order(Sort.PATH)
    director.until_pictures()
    _pick_many(director)
    director.snap("many-selected")
    one = case.screen.inspector.one
    for state, name, section in (
        ("failed", _failed(director), one.metadata),
        ("no-metadata", _BARE, one.metadata),
        ("copies", COPIED, one.copies),
        ("gps", _GPS, one.metadata),
    ):
        director.pick(name)
        director.snap(state, shows=section)
    _grade(director)
    _filters(director)
    _ways_of_seeing(director)
    director.end()


def hidden(director: Director) -> None:
    """Privacy is on."""
    director.open()
    director.program.privacy.set_rule(_RULE)
    director.case.filters.ask(Filter(text="DCIM"))
    director.until_pictures()
    director.snap("privacy-turned-on", quick=True)
    director.until(lambda: not director.case.screen.toast.isVisible())
    _pick_shown(director, 7)
    director.snap("hidden")
    QTest.keyPress(director.case.pictures.view, Qt.Key.Key_Space)
    director.snap("revealed", quick=True)
    QTest.keyRelease(director.case.pictures.view, Qt.Key.Key_Space)
    director.case.show_view("list")
    director.snap("hidden-list")
    director.case.show_view("grid")
    director.case.open_large()
    director.snap("hidden-large")
    director.end()


def large(director: Director) -> None:
    """One picture as large as there is room."""
    director.open()
    director.pick(COPIED)
    director.case.open_large()
    director.snap("large")
    director.case.large.close()
    director.pick(_failed(director))
    director.case.open_large()
    director.snap("large-failed")
    director.end()


def _failed(director: Director) -> str:
    question = "SELECT name FROM item WHERE state = 3 ORDER BY id LIMIT 1"
    asker = director.case.session.asker
    found = director.answer(asker.ask(lambda conn: conn.execute(question).fetchone()))
    return bytes(found[0]).decode()


def _pick_shown(director: Director, position: int) -> None:
    pictures = director.case.pictures
    pictures.items.picked.reach(position)
    pictures.view.setFocus()
    director.rest()


def _pick_many(director: Director) -> None:
    items = director.case.pictures.items
    director.pick(_MANY[0])
    for item_id in director.ids_of(*_MANY[1:]):
        position = items.shown.position_of(item_id)
        if position is not None:
            items.picked.reach(position, How.TOGGLE)
    director.case.pictures.view.setFocus()
    director.rest()


def _grade(director: Director) -> None:
    case = director.case
    ids = np.array(director.ids_of(COPIED), dtype=np.int64)
    case.grades.grade_items(ids, 2)
    director.until(case.screen.toast.isVisible)
    director.snap("graded", quick=True)
    director.until(lambda: not case.screen.toast.isVisible())


def _filters(director: Director) -> None:
    case = director.case
    chosen = Filter(labels=("general/document", "general/screenshot"), text="documents")
    case.filters.ask(chosen)
    director.until_pictures()
    director.snap("filtered")
    case.filters.ask(Filter(text="DCIM", labels=("general/screenshot",)))
    director.until(case.screen.empty.isVisible)
    director.rest()
    director.snap("no-match")
    case.filters.ask(Filter(states=(State.SKIPPED, State.FAILED)))
    director.until(case.screen.empty.isHidden)
    director.until_pictures()
    director.snap("failed-and-skipped")
    case.filters.clear()
    _filters_unfolded(director)
    case.filters.ask_order(Sort.SCORE)
    director.until_pictures()
    row = next(one for one in case.screen.filters.labels.rows() if one.record.label == "document")
    slider, picture = row.slider, row.slider.picture()
    middle = slider.height() // 2
    begin = QPoint(picture.x_of(slider.hand.value), middle)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=begin)
    for step in range(1, 9):
        QTest.mouseMove(slider, begin + (QPoint(picture.x_of(0.3), middle) - begin) * step / 8)
        director.rest(0.04)
    director.snap("threshold-dragged")
    QTest.keyClick(slider, Qt.Key.Key_Escape)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    case.filters.ask_order(Sort.PATH)
    director.until_pictures()


def _filters_unfolded(director: Director) -> None:
    panel = director.case.screen.filters
    before = {section: section.is_open() for section in panel.sections()}
    for section in before:
        section.set_open(section not in {panel.labels, panel.grade, panel.grader, panel.state})
    director.snap("filters-unfolded")
    panel.source.set_open(False)
    panel.media_type.set_open(False)
    director.snap("filters-unfolded-below")
    for section, was_open in before.items():
        section.set_open(was_open)


def _ways_of_seeing(director: Director) -> None:
    case = director.case
    for size in (96, 224, 320):
        case.pictures.grid.set_tile_size(size)
        director.snap(f"tiles-{size}")
    case.pictures.grid.set_tile_size(160)
    for panel in ("filters-panel", "inspector"):
        director.program.actions[panel].trigger()
    director.snap("panels-folded")
    for panel in ("filters-panel", "inspector"):
        director.program.actions[panel].trigger()
    case.show_view("list")
    director.snap("list")
    case.show_view("grid")
    director.pick(COPIED)
    grid = case.pictures.grid
    grid.menu_wanted.emit(grid.viewport().mapToGlobal(QPoint(300, 200)))
    director.rest()
    director.snap("menu", quick=True)
    popup = director.app.activePopupWidget()
    if popup is not None:
        popup.close()
