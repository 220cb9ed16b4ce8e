"""The large view: what it shows, and what it asks for."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from tests.support.large_view import FIREARM, GREEN, RED, Seen, answer, filled, item
from triage.core.records import Reason, State
from triage.gui.session.facts import TileFacts
from triage.gui.viewing.previews import CHANGED, PreviewAnswer


@pytest.fixture
def seen(qtbot: Any) -> Seen:
    return Seen(qtbot)


def test_a_placeholder_is_shown_and_the_picture_is_asked_for_as_large_as_it_is_seen(
    seen: Seen,
) -> None:
    seen.view.show_item(item(placeholder=QPixmap.fromImage(filled(320, 240, GREEN))))
    room = seen.view.picture.height()
    assert seen.colour() == GREEN
    assert seen.wanted == [(7, round(room / 3 * 4))]


def test_a_picture_takes_the_place_of_its_placeholder_without_a_jump(seen: Seen) -> None:
    seen.view.show_item(item(placeholder=QPixmap.fromImage(filled(320, 240, GREEN))))
    before = seen.view.picture.placement.rectangle
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.colour() == RED
    assert seen.view.picture.placement.rectangle == before


def test_an_answer_for_another_item_is_not_shown(seen: Seen) -> None:
    seen.view.show_item(item(placeholder=QPixmap.fromImage(filled(320, 240, GREEN))))
    seen.view.show_answer(answer(8, filled(875, 656, RED)))
    assert seen.colour() == GREEN


def test_all_pixels_are_asked_for_when_they_are_looked_at_and_only_once(seen: Seen) -> None:
    seen.view.show_item(item())
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    seen.key(Qt.Key.Key_Z)
    seen.key(Qt.Key.Key_Plus)
    assert seen.wanted[1:] == [(7, 0)]
    before = seen.view.picture.placement.rectangle
    # Larger than may be shown: what comes is reduced, and nothing better is asked for.
    seen.view.show_answer(answer(image=filled(2000, 1500, GREEN), longest=0))
    seen.key(Qt.Key.Key_Plus)
    seen.key(Qt.Key.Key_Minus)
    assert seen.view.picture.placement.rectangle == before
    assert len(seen.wanted) == 2


def test_a_larger_window_asks_for_a_sharper_picture(seen: Seen, qtbot: Any) -> None:
    seen.view.show_item(item())
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    seen.view.resize(1600, 1100)
    qtbot.waitUntil(lambda: len(seen.wanted) == 2)
    assert seen.wanted[1][1] > 1300


def test_at_100_percent_a_pixel_is_a_pixel(seen: Seen) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    for y in range(200):
        for x in range(300):
            image.setPixel(x, y, 0xFF000000 | (x * 7919 + y * 104729) & 0xFFFFFF)
    seen.view.show_item(item(full_size=QSize(300, 200)))
    seen.view.show_answer(PreviewAnswer(answer().request, image, QSize(300, 200)))
    seen.view.picture.zoom_to(1.0)
    left, top, _, _ = seen.view.picture.placement.rectangle
    painted = seen.view.picture.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert painted.copy(int(left), int(top), 300, 200) == image


def test_single_pixels_stay_sharp_above_200_percent(seen: Seen) -> None:
    image = filled(300, 200, RED)
    image.setPixelColor(150, 100, GREEN)
    seen.view.show_item(item(full_size=QSize(300, 200)))
    seen.view.show_answer(PreviewAnswer(answer().request, image, QSize(300, 200)))
    seen.view.picture.zoom_to(16.0)
    painted = seen.view.picture.grab().toImage()
    colours = {painted.pixel(x, y) for x in range(0, 1000, 3) for y in range(0, 600, 3)}
    assert colours == {RED.rgb(), GREEN.rgb()}


def test_the_bar_says_where_and_what_it_is(seen: Seen) -> None:
    seen.view.show_item(item(suggestion=FIREARM, category=1))
    spoken = seen.view.picture.accessibleName()
    assert spoken == "IMG_1111.jpg, firearm 0.97, graded 1"
    assert seen.view.bar._position.text() == "3 of 3,906"
    assert seen.view.bar.suggestion.accessibleName() == "Suggested firearm 0.97"
    assert seen.view.bar.grade.accessibleName() == "Graded 1"
    seen.view.show_facts(TileFacts(7), "")
    assert seen.view.bar.grade.accessibleName() == "Not graded"
    assert seen.view.bar.suggestion.isHidden()


def test_a_narrow_bar_lets_go_of_suggestion_then_grade_and_nothing_overlaps(seen: Seen) -> None:
    bar = seen.view.bar
    seen.view.show_item(item(suggestion=FIREARM, category=1))
    went: list[str] = []
    width = 1200
    while width - 20 >= bar.minimumSizeHint().width():
        width -= 20
        bar.resize(width, bar.height())
        layout = bar.layout()
        assert layout is not None
        layout.activate()
        marks = {"suggestion": bar.suggestion, "grade": bar.grade}
        went += [name for name, mark in marks.items() if mark.isHidden() and name not in went]
        parts = [one for one in bar.findChildren(QWidget) if one.parent() is bar]
        shown = sorted((one.geometry() for one in parts if not one.isHidden()), key=QRect.left)
        assert all(one.right() < after.left() for one, after in itertools.pairwise(shown)), width
    assert went == ["suggestion", "grade"]


def test_a_name_is_never_markup_nor_does_it_hide_its_end(seen: Seen) -> None:
    seen.view.show_item(item(name="<b>x</b>\u202egpj.exe"))
    assert seen.view.bar._name.text() == "<b>x</b>\\u202egpj.exe"
    assert seen.view.bar._name.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("reason", [Reason.NOT_AN_IMAGE, Reason.LINK])
def test_a_skipped_file_says_why_and_is_not_asked_for(seen: Seen, reason: Reason) -> None:
    seen.view.show_item(item(state=State.SKIPPED, reason=reason, hidden=True))
    assert seen.view.picture.said().lower() in {"not a picture", "link"}
    assert seen.wanted == []


def test_a_failed_file_says_why_and_is_tried_once_more(seen: Seen) -> None:
    seen.view.show_item(item(state=State.FAILED, reason=Reason.TIMEOUT))
    assert seen.view.picture.said() == "Took too long to read"
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.colour() == RED


def test_where_a_file_is_gone_its_thumbnail_stays_with_the_reason(seen: Seen) -> None:
    seen.view.show_item(item(placeholder=QPixmap.fromImage(filled(320, 240, GREEN))))
    seen.view.show_answer(answer(said="Gone before it was read"))
    assert seen.colour() == GREEN
    assert seen.view._notice.text().startswith("Gone before it was read.")


def test_a_changed_file_is_shown_with_a_warning(seen: Seen) -> None:
    seen.view.show_item(item())
    seen.view.show_answer(answer(image=filled(875, 656, RED), said=CHANGED))
    assert seen.view._notice.text() == CHANGED
    assert seen.view._notice.isVisible()
    seen.view.show_item(item(8))
    assert not seen.view._notice.isVisible()


def test_loading_is_said_only_where_it_takes_long(seen: Seen, qtbot: Any) -> None:
    seen.view.show_item(item())
    assert seen.view.picture.said() == ""
    qtbot.waitUntil(lambda: seen.view.picture.said() != "")
    seen.view.show_answer(answer(image=filled(875, 656, RED)))
    assert seen.view.picture.said() == ""


def test_a_cleared_view_holds_no_picture(seen: Seen) -> None:
    seen.view.show_item(item(placeholder=QPixmap.fromImage(filled(320, 240, GREEN))))
    seen.view.clear()
    assert seen.view.item_id() is None
    assert seen.colour() != GREEN
