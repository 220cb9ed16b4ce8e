"""Pictures and texts come from the case, off the GUI thread, and stay as long as there is room."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QSize

from tests.support.case_records import add_source
from tests.support.tile_case import add_items, fill, finish, jpeg, new_case, pixels
from triage.core.privacy import Privacy
from triage.core.records import Peek
from triage.gui.tiles.shelf import Shelf
from triage.store.commands import RecordPeek

RED, GREEN, BLUE = (200, 30, 30), (30, 200, 30), (30, 30, 200)
BOX = QSize(160, 120)


@pytest.fixture
def case(tmp_path):
    with new_case(tmp_path) as made:
        yield made


def shown(shelf, item_id, box=BOX, hidden=False):
    """The picture's colour in the middle, None without a picture."""
    picture = shelf.picture(item_id, hidden, box)
    return None if picture is None else tuple(int(c) for c in pixels(picture)[5, 5])


def near(colour, other):
    return colour is not None and max(abs(a - b) for a, b in zip(colour, other, strict=True)) < 20


def test_a_picture_comes_as_large_as_its_box(qtbot, case, shelf):
    (item_id,) = fill(case, [jpeg(RED)])
    shelf.set_reader_path(case.path)
    assert shelf.picture(item_id, False, BOX) is None
    qtbot.waitUntil(lambda: near(shown(shelf, item_id), RED))
    assert shelf.picture(item_id, False, BOX).size() == BOX


def test_arrived_says_which_items_look_different(qtbot, case, shelf):
    ids = fill(case, [jpeg(RED), jpeg(GREEN)])
    shelf.set_reader_path(case.path)
    told = []
    shelf.arrived.connect(told.extend)
    shelf.want([(item_id, False) for item_id in ids])
    qtbot.waitUntil(lambda: sorted(told) == sorted(ids))


def test_a_larger_box_brings_a_larger_picture_and_shows_the_smaller_one_meanwhile(
    qtbot, case, shelf
):
    (item_id,) = fill(case, [jpeg(RED)])
    shelf.set_reader_path(case.path)
    qtbot.waitUntil(lambda: shown(shelf, item_id) is not None)
    assert shelf.picture(item_id, False, QSize(640, 480)).size() == BOX
    qtbot.waitUntil(lambda: shelf.picture(item_id, False, QSize(640, 480)).width() == 320)


def test_texts_come_with_the_picture_and_are_safe_for_eyes(qtbot, case, shelf):
    (item_id,) = fill(case, [jpeg(RED)])
    shelf.set_reader_path(case.path)
    qtbot.waitUntil(lambda: shelf.text(item_id) is not None)
    text = shelf.text(item_id)
    assert (text.name, text.path) == ("f0.jpg", "evidence/a/f0.jpg")


def test_a_text_alone_decodes_no_picture(qtbot, case, shelf, monkeypatch):
    def never(jpeg):
        raise AssertionError("a picture was decoded for a text")

    monkeypatch.setattr("triage.evidence.veil.decoded", never)
    (item_id,) = fill(case, [jpeg(RED)])
    shelf.set_reader_path(case.path)
    qtbot.waitUntil(lambda: shelf.text(item_id) is not None)


def test_an_unknown_item_and_a_damaged_picture_are_tiles_without_one(qtbot, case, shelf):
    (item_id,) = fill(case, [b"no JPEG at all"])
    shelf.set_reader_path(case.path)
    told = []
    shelf.arrived.connect(told.extend)
    shelf.want([(item_id, False), (item_id + 99, False)])
    qtbot.waitUntil(lambda: sorted(told) == [item_id, item_id + 99])
    assert shelf.picture(item_id, False, BOX) is None
    assert shelf.picture(item_id + 99, False, BOX) is None


def test_no_more_pictures_are_kept_than_there_is_room_for(qtbot, case):
    ids = fill(case, [jpeg((n * 20, 0, 0), 160, 120) for n in range(6)])
    shelf = Shelf(most=3)
    try:
        shelf.set_privacy(Privacy())
        shelf.set_reader_path(case.path)
        for item_id in ids:
            qtbot.waitUntil(lambda item_id=item_id: shown(shelf, item_id) is not None)
        assert shelf.memory_bytes == 3 * 160 * 120 * 4
    finally:
        shelf.close()


def test_copies_share_one_picture(qtbot, case, shelf):
    first, second = add_items(case, 2)
    for item_id in (first, second):
        finish(case, item_id, 7, jpeg(RED))
    shelf.set_reader_path(case.path)
    qtbot.waitUntil(lambda: None not in {shown(shelf, first), shown(shelf, second)})
    assert shelf.memory_bytes == 160 * 120 * 4


def test_while_an_import_runs_a_peek_becomes_the_picture_by_itself(qtbot, case, shelf):
    (item_id,) = add_items(case, 1)
    case.send(RecordPeek(item_id, Peek(jpeg(BLUE, 160, 120)))).result(10)
    shelf.set_reader_path(case.path)
    shelf.want([(item_id, False)])
    qtbot.waitUntil(lambda: near(shown(shelf, item_id), BLUE))
    finish(case, item_id, 1, jpeg(RED))
    shelf.set_live(True)
    qtbot.waitUntil(lambda: near(shown(shelf, item_id), RED))


def test_what_was_seen_before_it_was_read_has_its_picture_when_it_is_seen_again(qtbot, case, shelf):
    first, second = add_items(case, 2)
    shelf.set_reader_path(case.path)
    shelf.set_live(True)
    shelf._again.setInterval(60_000)  # being seen again is enough
    shelf.want([(first, False)])
    qtbot.waitUntil(lambda: shelf.text(first) is not None)
    shelf.want([(second, False)])  # scrolled on, before the import came to the first one
    finish(case, first, 1, jpeg(RED))
    shelf.want([(first, False)])
    qtbot.waitUntil(lambda: near(shown(shelf, first), RED))


def test_after_an_import_what_is_out_of_sight_is_read_anew_when_it_is_seen_again(
    qtbot, case, shelf
):
    first, second = add_items(case, 2)
    finish(case, second, 2, jpeg(BLUE))
    shelf.set_reader_path(case.path)
    shelf.want([(first, False), (second, False)])
    qtbot.waitUntil(lambda: near(shown(shelf, second), BLUE))
    shelf.want([])
    shelf.set_live(True)
    finish(case, first, 1, jpeg(RED))
    finish(case, second, 3, jpeg(GREEN))
    shelf.set_live(False)
    shelf.want([(first, False), (second, False)])
    qtbot.waitUntil(lambda: near(shown(shelf, first), RED))
    qtbot.waitUntil(lambda: near(shown(shelf, second), GREEN))


def test_a_forgotten_picture_is_shown_until_the_new_one_is_there(qtbot, case, shelf):
    (item_id,) = add_items(case, 1)
    finish(case, item_id, 1, jpeg(RED))
    shelf.set_reader_path(case.path)
    qtbot.waitUntil(lambda: near(shown(shelf, item_id), RED))
    finish(case, item_id, 2, jpeg(GREEN))
    shelf.forget([item_id])
    assert near(shown(shelf, item_id), RED)
    qtbot.waitUntil(lambda: near(shown(shelf, item_id), GREEN))


def test_an_answer_from_before_a_change_that_lands_after_it_is_asked_for_again(qtbot, case, shelf):
    (item_id,) = add_items(case, 1)
    finish(case, item_id, 1, jpeg(RED))
    shelf.set_reader_path(case.path)
    shelf.want([(item_id, False)])
    deadline = time.monotonic() + 10
    while not shelf._loader._out and time.monotonic() < deadline:
        time.sleep(0.005)  # no event is handled meanwhile: the answer is there, and not taken over
    finish(case, item_id, 2, jpeg(GREEN))
    shelf.forget([item_id])
    qtbot.waitUntil(lambda: near(shown(shelf, item_id), GREEN))


def test_what_did_not_change_is_not_told_again(qtbot, case, shelf):
    (item_id,) = fill(case, [jpeg(RED)])
    shelf.set_reader_path(case.path)
    qtbot.waitUntil(lambda: shown(shelf, item_id) is not None)
    told = []
    shelf.arrived.connect(told.extend)
    shelf.forget([item_id])
    shown(shelf, item_id)
    qtbot.waitUntil(lambda: not shelf._orders._asked)
    assert told == []


def test_a_page_that_wants_less_than_a_preview_does_not_wait_for_ever(qtbot, case, shelf):
    (item_id,) = fill(case, [jpeg(RED)])
    shelf.set_reader_path(case.path)
    shelf.picture(item_id, False, QSize(320, 240), alone=True)
    shelf.want([(item_id, False)])
    qtbot.waitUntil(lambda: not shelf._orders._asked)
    assert near(shown(shelf, item_id), RED)


def test_at_most_a_dozen_pictures_are_made_in_a_frame(qtbot, case, shelf, monkeypatch):
    ids = fill(case, [jpeg((n, 0, 0), 32, 24) for n in range(30)])
    frames = []
    shelf.arrived.connect(lambda some: frames.append(len(some)))
    shelf.set_reader_path(case.path)
    shelf.want([(item_id, False) for item_id in ids])
    qtbot.waitUntil(lambda: sum(frames) == 30)
    assert max(frames) <= 12


def test_another_case_shows_nothing_of_the_one_before(qtbot, case, shelf):
    (item_id,) = fill(case, [jpeg(RED)])
    shelf.set_reader_path(case.path)
    qtbot.waitUntil(lambda: shown(shelf, item_id) is not None)
    done = shelf.set_reader_path(None)
    assert shelf.picture(item_id, False, BOX) is None
    assert shelf.text(item_id) is None
    assert shelf.memory_bytes == 0
    qtbot.waitUntil(done.done)


def test_closing_ends_the_thread_and_lets_go_of_the_case(qtbot, case):
    add_source(case)
    shelf = Shelf()
    shelf.set_reader_path(case.path)
    shelf.text(1)
    assert any(thread.name == "tile-loader" for thread in threading.enumerate())
    shelf.close()
    assert not any(thread.name == "tile-loader" for thread in threading.enumerate())
    shelf.close()
