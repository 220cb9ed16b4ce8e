"""A person grades: what the case has, what is painted, and the way back."""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np
import pytest

from tests.support.open_session import (
    COPIES,
    audit_notes,
    close,
    grades_of,
    opened,
    scored_case,
)
from triage.core.errors import DiskFullError
from triage.core.filters import Filter
from triage.gui.session.grade_stacks import MOST_STEPS, GradeStacks
from triage.gui.session.grade_step import Step
from triage.gui.session.newer_grades import NewerGrades
from triage.store.commands import SetGrade

FULL = DiskFullError("There is no room left.")


@pytest.fixture
def told(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        told.ids = ids
        yield told


class Gate:
    """Holds commands back until it is opened, and refuses those that ``refuses`` says."""

    def __init__(self, session, refuses=lambda command: False):
        self.session = session
        self.refuses = refuses
        self.held = []
        session.grading._send = self.send

    def send(self, command):
        future = Future()
        self.held.append((command, future))
        return future

    def open(self):
        """Let all through that came, in their order."""
        held, self.held = self.held, []
        for command, future in held:
            if self.refuses(command):
                future.set_exception(FULL)
            else:
                future.set_result(self.session.case.send(command).result(10))


def rest(told):
    """Wait until every deed is answered."""
    calls = []
    told.session.grading.when_at_rest(lambda: calls.append(None))
    told.until(lambda: bool(calls))


def test_exact_copies_are_graded_together(told):
    first, copy = (told.ids[number] for number in COPIES)
    told.session.grading.grade([first], 2)
    rest(told)
    assert grades_of(told.session.case) == {first: 2, copy: 2}
    assert (told.graded[0].items, told.graded[0].copies) == (1, 1)
    assert told.category(copy) == 2


def test_without_copies_only_what_was_chosen_is_graded(told):
    told.session.grading.with_copies = False
    told.session.grading.grade([told.ids[0]], 2)
    rest(told)
    assert grades_of(told.session.case) == {told.ids[0]: 2}


def test_a_grade_is_painted_before_the_rows_know_it(told):
    told.views.show_grades(np.array([told.ids[4]]), 3)
    assert told.category(told.ids[4]) == 3
    assert told.rows().regrades == 0


def test_a_grade_stays_painted_over_rows_that_do_not_know_it(told):
    older = told.rows()
    told.views.show_grades(np.array([told.ids[4]]), 3)
    told.views.take_arrangement(older)
    assert told.category(told.ids[4]) == 3


def test_rows_that_know_a_grade_are_believed(told):
    told.session.grading.grade([told.ids[4]], 3)
    told.until(lambda: told.rows().regrades == 1)
    assert told.category(told.ids[4]) == 3
    told.views.show_grades(np.array([told.ids[4]]), None)
    assert told.category(told.ids[4]) is None
    told.until(lambda: told.rows().regrades == 2)
    assert told.category(told.ids[4]) == 3


def test_a_filter_of_grades_follows_them(told):
    told.ask(Filter(grades=(1,)))
    told.session.grading.grade([told.ids[4]], 1)
    told.until(lambda: told.rows().ids.tolist() == [told.ids[4]])


def test_undo_gives_each_item_back_what_it_had(told):
    grading, case, ids = told.session.grading, told.session.case, told.ids
    grading.grade([ids[1]], 1)
    grading.grade([ids[2]], 2)
    grading.grade(ids[1:4], 3)
    rest(told)
    grading.undo()
    rest(told)
    assert grades_of(case) == {ids[1]: 1, ids[2]: 2}
    assert [told.category(item) for item in ids[1:4]] == [1, 2, None]
    assert set(audit_notes(case, "grade-set")[3:]) == {"undo"}


def test_undo_of_a_grade_that_is_not_committed_yet_waits_for_it(told):
    gate = Gate(told.session)
    told.session.grading.grade([told.ids[1]], 1)
    assert told.session.grading.can_undo
    told.session.grading.undo()
    assert len(gate.held) == 1
    gate.open()
    told.until(lambda: len(gate.held) == 1)
    gate.open()
    rest(told)
    assert grades_of(told.session.case) == {}
    assert audit_notes(told.session.case, "grade-set") == ["", "undo"]
    assert not told.session.grading.can_undo
    assert told.session.grading.can_redo


def test_a_grade_after_an_undo_comes_after_it_in_the_case(told):
    grading, ids = told.session.grading, told.ids
    grading.grade([ids[1]], 1)
    grading.undo()
    grading.grade([ids[1]], 2)
    grading.grade([ids[2]], 2)
    rest(told)
    assert grades_of(told.session.case) == {ids[1]: 2, ids[2]: 2}
    assert audit_notes(told.session.case, "grade-set") == ["", "undo", "", ""]
    assert not grading.can_redo


def test_redo_does_again_what_was_taken_back(told):
    grading, ids = told.session.grading, told.ids
    grading.grade([ids[1]], 1)
    grading.grade([ids[1]], 2)
    for deed in (grading.undo, grading.undo, grading.redo):
        deed()
    rest(told)
    assert grades_of(told.session.case) == {ids[1]: 1}
    grading.redo()
    grading.undo()
    rest(told)
    assert grades_of(told.session.case) == {ids[1]: 1}
    assert told.category(ids[1]) == 1


def test_a_new_grade_ends_what_could_be_done_again(told):
    grading, ids = told.session.grading, told.ids
    grading.grade([ids[1]], 1)
    grading.undo()
    assert grading.can_redo
    grading.grade([ids[2]], 1)
    assert not grading.can_redo
    grading.redo()
    rest(told)
    assert grades_of(told.session.case) == {ids[2]: 1}


def test_taking_away_where_nothing_is_graded_is_no_deed(told):
    grading, ids = told.session.grading, told.ids
    grading.grade([ids[1]], 1)
    grading.undo()
    grading.grade([ids[3]], None)
    rest(told)
    assert not grading.can_undo
    assert grading.can_redo


def test_a_refused_grade_is_told_and_nothing_is_there_to_take_back(told):
    gate = Gate(told.session, refuses=lambda command: True)
    told.session.grading.grade([told.ids[1]], 1)
    gate.open()
    told.until(lambda: told.failed == [FULL])
    assert not told.session.grading.can_undo
    assert told.category(told.ids[1]) is None


def test_a_command_that_cannot_even_be_sent_is_told(told):
    def refuse(command):
        raise FULL

    told.session.grading._send = refuse
    told.session.grading.grade([told.ids[1]], 1)
    told.until(lambda: told.failed == [FULL])
    rest(told)
    assert not told.session.grading.can_undo


def test_where_a_part_of_an_undo_is_refused_both_parts_can_be_gone_back_to(told):
    grading, ids, case = told.session.grading, told.ids, told.session.case
    grading.grade([ids[1]], 1)
    grading.grade([ids[2]], 2)
    grading.grade(ids[1:4], 3)
    rest(told)
    gate = Gate(told.session, refuses=lambda command: command.category == 2)
    grading.undo()
    gate.open()
    told.until(lambda: told.failed == [FULL])
    assert grades_of(case) == {ids[1]: 1, ids[2]: 3}
    assert [told.category(item) for item in ids[1:4]] == [1, 3, None]
    grading._send = case.send
    grading.undo()
    rest(told)
    assert grades_of(case) == {ids[1]: 1, ids[2]: 2}
    grading.redo()
    grading.redo()
    rest(told)
    assert grades_of(case) == {ids[1]: 3, ids[2]: 3, ids[3]: 3}


def test_a_refused_redo_can_be_tried_again(told):
    grading, ids = told.session.grading, told.ids
    grading.grade([ids[1]], 1)
    grading.undo()
    rest(told)
    gate = Gate(told.session, refuses=lambda command: True)
    grading.redo()
    gate.open()
    told.until(lambda: told.failed == [FULL])
    grading._send = told.session.case.send
    assert grading.can_redo
    grading.redo()
    rest(told)
    assert grades_of(told.session.case) == {ids[1]: 1}


def test_an_undo_that_waits_is_done_before_the_case_closes(qtbot, told):
    case = told.session.case
    told.session.grading.grade([told.ids[1]], 1)
    told.session.grading.grade([told.ids[2]], 2)
    told.session.grading.undo()
    assert close(qtbot, told.session) is None
    assert grades_of(case) == {told.ids[1]: 1}


def test_a_grade_on_the_first_page_is_painted(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.until(lambda: told.views.shown is not None)
        told.views.take_first([])
        page = told.arranged[0]
        told.views.shown = page
        told.views.show_grades(np.array([ids[0]]), 2)
        assert page.facts(page.position_of(ids[0])).category == 2


def test_many_items_of_one_deed_are_known_as_few_are():
    newer = NewerGrades()
    newer.add(np.arange(5000, 0, -1), 1)
    newer.add(np.array([7]), 2)
    assert [newer.category(item, None) for item in (1, 5000, 5001, 7)] == [1, 1, None, 2]
    newer.add(np.arange(1, 3000), None)
    assert newer.category(7, 4) is None
    newer.forget(1)
    assert newer.category(4000, None) is None
    assert newer.given({2}).tolist() == [7]


def test_the_newest_steps_are_remembered():
    stacks = GradeStacks()
    ids = np.array([1])
    for number in range(MOST_STEPS + 5):
        stacks.did(Step(ids, number, ids, np.array([0])))
    assert len(stacks.done) == MOST_STEPS
    assert stacks.done[-1].category == MOST_STEPS + 4
    huge = np.zeros(3_000_000, dtype=np.int64)
    for number in range(2):
        stacks.did(Step(huge, number, ids, huge))
    assert len(stacks.done) == 1
    assert stacks.done[0].category == 1


def test_a_grade_carries_the_name_of_the_person(told):
    told.session.grading.grade([told.ids[1]], 1)
    rest(told)
    with told.session.case.reader() as reader:
        assert reader.connection.execute('SELECT "by" FROM grade').fetchall() == [("kim",)]


def test_the_case_refuses_an_unknown_category_in_words(told):
    told.session.grading.grade([told.ids[1]], 9)
    told.until(lambda: bool(told.failed))
    assert "no category 9" in str(told.failed[0])
    assert SetGrade((told.ids[1],), 1, "kim").note == ""
