"""A threshold on the move: shown at once, written once, and the case's own in the end."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from tests.support.open_session import audit_notes, opened, replace_pack, scored_case
from triage.core.errors import DiskFullError
from triage.core.filters import Filter

FULL = DiskFullError("There is no room left.")
CAT = Filter(labels=("cat",))


@pytest.fixture
def told(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.ask(CAT)
        told.ids = ids
        yield told


def in_case(told):
    with told.session.case.reader() as reader:
        return reader.connection.execute("SELECT value FROM threshold").fetchall()


def held_back(told):
    """Commands that wait to be answered."""
    waiting = []

    def send(command):
        future = Future()
        waiting.append((command, future))
        return future

    told.session.thresholds._send = send
    return waiting


def write(told, waiting):
    command, future = waiting.pop(0)
    future.set_result(told.session.case.send(command).result(10))


def written_and_moved(told):
    """0.6 is written but not answered yet, and the slider stands at 0.9."""
    waiting = held_back(told)
    thresholds = told.session.thresholds
    thresholds.settle("pets", "cat", 0.6)
    thresholds.move("pets", "cat", 0.9)
    return waiting


def answer_and_read(told, qtbot, waiting):
    """The case answers, and the rows are read anew."""
    with qtbot.waitSignal(told.session.thresholds.changed):
        write(told, waiting)
    told.next_rows(lambda: told.views.refresh(at_once=True))


def test_moving_relabels_and_counts_and_writes_nothing(told):
    told.session.thresholds.move("pets", "cat", 0.8)
    told.until(lambda: len(told.rows()) == 2)
    told.until_threshold(0.8)
    assert in_case(told) == []
    assert audit_notes(told.session.case, "threshold-changed") == []


def test_at_rest_it_is_written_once(told, qtbot):
    thresholds = told.session.thresholds
    for value in (0.6, 0.7, 0.8):
        thresholds.move("pets", "cat", value)
    with qtbot.waitSignal(thresholds.changed):
        thresholds.settle("pets", "cat", 0.8)
    assert in_case(told) == [(0.8,)]
    assert len(audit_notes(told.session.case, "threshold-changed")) == 1
    told.until_threshold(0.8)


def test_back_to_the_default(told, qtbot):
    thresholds = told.session.thresholds
    with qtbot.waitSignal(thresholds.changed):
        thresholds.settle("pets", "cat", 0.8)
    with qtbot.waitSignal(thresholds.changed):
        thresholds.settle("pets", "cat", None)
    assert in_case(told) == []
    told.until_threshold(0.5)


def test_a_drag_that_was_given_up_shows_the_case_again(told):
    told.session.thresholds.move("pets", "cat", 0.8)
    told.until_threshold(0.8)
    told.session.thresholds.restore("pets", "cat", 0.5)
    told.until_threshold(0.5)
    assert in_case(told) == []


def test_a_write_that_failed_shows_the_case_again(told):
    waiting = held_back(told)
    told.session.thresholds.settle("pets", "cat", 0.8)
    told.until_threshold(0.8)
    waiting[0][1].set_exception(FULL)
    told.until_threshold(0.5)
    assert told.failed == [FULL]


def test_a_write_that_could_not_be_sent_shows_the_case_again(told):
    def refuse(command):
        raise FULL

    told.session.thresholds._send = refuse
    told.session.thresholds.move("pets", "cat", 0.8)
    told.until_threshold(0.8)
    told.session.thresholds.settle("pets", "cat", 0.9)
    told.until_threshold(0.5)
    assert told.failed == [FULL]


def test_a_drag_survives_a_refresh(told):
    told.session.thresholds.move("pets", "cat", 0.8)
    told.until_threshold(0.8)
    for _ in range(2):
        told.next_rows(lambda: told.views.refresh(at_once=True))
        assert len(told.rows()) == 2
    told.until_threshold(0.8)


def test_the_answer_to_an_older_write_does_not_end_a_newer_drag(told, qtbot):
    waiting = written_and_moved(told)
    answer_and_read(told, qtbot, waiting)
    told.until_threshold(0.9)


def test_a_drag_given_up_while_a_write_is_on_its_way_ends_at_what_was_written(told, qtbot):
    waiting = written_and_moved(told)
    told.session.thresholds.restore("pets", "cat", 0.6)
    told.until_threshold(0.6)
    answer_and_read(told, qtbot, waiting)
    told.until_threshold(0.6)


def test_of_two_writes_the_last_one_stands(told, qtbot):
    waiting = held_back(told)
    thresholds = told.session.thresholds
    thresholds.settle("pets", "cat", 0.6)
    thresholds.settle("pets", "cat", 0.7)
    with qtbot.waitSignal(thresholds.changed):
        write(told, waiting)
    told.until_threshold(0.7)
    waiting[0][1].set_exception(FULL)
    told.until_threshold(0.6)


def test_a_settled_threshold_does_not_override_a_newer_pack(told, qtbot):
    with qtbot.waitSignal(told.session.thresholds.changed):
        told.session.thresholds.settle("pets", "cat", 0.8)
    told.until_threshold(0.8)
    replace_pack(told.session.case, told.ids)
    told.views.refresh(at_once=True)
    told.until_threshold(0.5)


def test_a_drag_of_a_label_that_went_with_its_pack_is_let_go_of(told):
    told.session.thresholds.move("pets", "cat", 0.8)
    told.until_threshold(0.8)
    replace_pack(told.session.case, told.ids, labels=("boat",))
    told.ask(Filter())
    told.next_rows(lambda: told.views.refresh(at_once=True))
    told.session.thresholds.move("pets", "cat", 0.9)
    told.session.thresholds.restore("pets", "cat", 0.5)
    told.until(lambda: [row.label for row in told.counted[-1].labels] == ["boat"])
    assert told.failed == []


def test_writing_a_label_that_is_gone_is_told_in_words(told):
    told.session.thresholds.settle("pets", "unicorn", 0.4)
    told.until(lambda: bool(told.failed))
    assert "no label" in str(told.failed[0]) or "has the label" in str(told.failed[0])


def test_what_a_tile_says_stays_as_it_was_when_its_rows_were_made(told):
    rows = told.rows()
    position = rows.position_of(told.ids[6])
    assert rows.facts(position).suggestion.reached
    told.next_rows(lambda: told.session.thresholds.move("pets", "cat", 0.9))
    assert rows.facts(position).suggestion.reached
