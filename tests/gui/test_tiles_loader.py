"""The newest wish first, stale ones never; a case that fails says so once."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from PySide6.QtCore import QSize

from tests.support.tile_case import fill, jpeg, new_case
from triage.core.errors import CaseError
from triage.gui.tiles import loader
from triage.gui.tiles.shelf import Shelf
from triage.gui.tiles.wishes import MOST_OF_A_PAGE, Wish, Wishes, picture_key
from triage.store.thumbnails import PicturesGoneError

BOX = QSize(160, 120)


def wish(item_id, alone=False):
    return Wish(picture_key(item_id, hidden=False), (160, 120), 1, "blur", None, alone)


def ids(wishes):
    return [one.key.item_id for one in wishes]


def test_the_newest_wish_comes_first():
    wishes = Wishes()
    for item_id in (1, 2, 3, 1):
        wishes.add(wish(item_id))
    assert ids(wishes.take(9)) == [1, 3, 2]


def test_wishes_beyond_two_screens_are_dropped_oldest_first():
    wishes = Wishes()
    dropped = [key for n in range(MOST_OF_A_PAGE + 2) for key in wishes.add(wish(n))]
    assert [key.item_id for key in dropped] == [0, 1]
    assert len(wishes) == MOST_OF_A_PAGE


def test_a_new_page_comes_in_reading_order_and_drops_what_is_stale():
    wishes = Wishes()
    for item_id in (1, 2, 3):
        wishes.add(wish(item_id))
    dropped = wishes.turn_to([wish(3), wish(4), wish(5)], set(), visible=3)
    assert {key.item_id for key in dropped} == {1, 2}
    assert ids(wishes.take(9)) == [3, 4, 5]


def test_a_preview_does_not_grow_stale_with_the_page():
    wishes = Wishes()
    wishes.add(wish(1, alone=True))
    wishes.turn_to([wish(3)], set(), visible=1)
    assert ids(wishes.take(9)) == [1, 3]


def test_what_is_being_answered_is_not_wanted_twice():
    wishes = Wishes()
    assert ids([wishes.add(wish(1)), wishes.take(1)][1]) == [1]
    wishes.turn_to([wish(1), wish(2)], {wish(1).key}, visible=2)
    assert ids(wishes.take(9)) == [2]


def test_what_is_only_about_to_be_seen_comes_last():
    wishes = Wishes()
    wishes.turn_to([wish(1), wish(2)], set(), visible=2)
    wishes.add_later([wish(8), wish(9)])
    assert ids(wishes.take(9)) == [1, 2, 8, 9]


@pytest.fixture
def case(tmp_path):
    with new_case(tmp_path) as made:
        yield made


@pytest.fixture
def failures(shelf):
    told = []
    shelf.failed.connect(told.append)
    return told


def drop_thumbnails(case):
    with sqlite3.connect(case.path) as connection:
        connection.execute("DROP TABLE thumbnail")
    connection.close()


def test_lost_pictures_are_told_once_and_names_still_come(qtbot, case, shelf, failures):
    item_ids = fill(case, [jpeg((n, 0, 0)) for n in range(30)])
    drop_thumbnails(case)
    shelf.set_reader_path(case.path)
    shelf.want([(item_id, False) for item_id in item_ids])
    qtbot.waitUntil(lambda: all(shelf.text(item_id) for item_id in item_ids))
    assert [type(error) for error in failures] == [PicturesGoneError]
    assert shelf.picture(item_ids[0], False, BOX) is None


def test_a_case_that_cannot_be_read_is_told_once_and_not_tried_again(
    qtbot, tmp_path, shelf, failures, monkeypatch
):
    tried = []
    real = loader.Reader.open

    def counted(path):
        tried.append(path)
        return real(path)

    monkeypatch.setattr(loader.Reader, "open", counted)
    shelf.set_reader_path(tmp_path / "nothing.triage")
    shelf.want([(1, False), (2, False)])
    qtbot.waitUntil(lambda: bool(failures))
    for item_id in range(1, 50):
        assert shelf.picture(item_id, False, BOX) is None
    assert len(shelf._loader._wishes) == 0
    assert len(failures) == len(tried) == 1
    assert isinstance(failures[0], CaseError)


def test_asked_to_try_again_it_opens_the_case_anew(qtbot, tmp_path, shelf, failures):
    shelf.set_reader_path(tmp_path / "c.triage")
    shelf.want([(1, False)])
    qtbot.waitUntil(lambda: len(failures) == 1)
    with new_case(tmp_path) as case:
        (item_id,) = fill(case, [jpeg((9, 9, 9))])
        shelf.try_again()
        qtbot.waitUntil(lambda: shelf.picture(item_id, False, BOX) is not None)
        shelf.close()
    assert len(failures) == 1


def test_a_fault_in_the_thread_is_told_and_the_thread_lives_on(
    qtbot, case, shelf, failures, monkeypatch
):
    (item_id,) = fill(case, [jpeg((9, 9, 9))])
    with monkeypatch.context() as broken:
        broken.setattr(loader, "read_tiles", lambda *_, **__: 1 / 0)
        shelf.set_reader_path(case.path)
        shelf.want([(item_id, False)])
        qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], ZeroDivisionError)
    shelf.try_again()
    qtbot.waitUntil(lambda: shelf.picture(item_id, False, BOX) is not None)


def test_closing_does_not_wait_for_a_read_that_hangs_for_long(qtbot, case, monkeypatch):
    fill(case, [jpeg((9, 9, 9))])
    begun, go_on = threading.Event(), threading.Event()

    def hanging(*_, **__):
        begun.set()
        go_on.wait(30)
        return []

    monkeypatch.setattr(loader, "read_tiles", hanging)
    monkeypatch.setattr(loader, "_PATIENCE_S", 0.05)
    shelf = Shelf()
    shelf.set_reader_path(case.path)
    shelf.want([(1, False)])
    assert begun.wait(10)
    shelf.close()
    go_on.set()
