"""Privacy covers at every moment: nothing is seen that the rule of now has not judged."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tests.support.case_records import add_files, done, found, vector
from tests.support.open_session import COPIES, add_scored, opened, replace_pack, scored_case
from triage.core.filters import Filter, Sort
from triage.core.privacy import COVERS_ALL, Privacy, PrivacyLabel
from triage.core.records import Flag
from triage.gui.session.opening import FirstPage

CATS = Privacy(on=True, labels=(PrivacyLabel("pets/cat", 0.5),), packs=("pets",))
GRADED = Privacy(on=True, labels=(PrivacyLabel("pets/cat", 0.9),), grades=(1,))
OFF = Privacy()


def content_of(told, item_id):
    """The content that was judged."""
    columns = told.rows().columns
    return columns.content_id_of(int(columns.rows_of(np.array([item_id]))[0]))


def covered(told, item_id):
    """What tile, preview and shelf say; they never disagree."""
    hides = told.views.hides(item_id)
    assert told.views.covers(item_id, content_of(told, item_id)) == hides
    assert told.facts(item_id).hidden == hides
    return hides


def test_the_rule_decides_what_is_covered(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        assert [covered(told, item) for item in ids] == [n % 10 >= 5 for n in range(11)]


def test_the_first_page_is_covered(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        assert all(told.views.hides(item) for item in ids)
        told.until(lambda: bool(told.arranged))
        page = told.arranged[0]
        assert isinstance(page, FirstPage)
        if told.views.shown is page:
            assert told.views.hides(ids[0])
        assert page.hides(ids[0])
        assert page.covers(ids[0], 1)
        assert page.facts(0).hidden


def test_switching_on_covers_everything_at_once(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        assert not any(covered(told, item) for item in ids)
        told.views.set_privacy(CATS)
        assert all(covered(told, item) for item in ids)
        told.until(lambda: not told.views.hides(ids[0]))
        assert covered(told, ids[9])


def test_rows_judged_by_an_older_rule_are_covered_when_they_arrive(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        older = told.rows()
        told.next_rows(lambda: told.views.ask(Filter(), Sort.SCORE, natural=True))
        told.views.set_privacy(CATS)
        told.views.take_arrangement(older)
        assert all(covered(told, item) for item in ids)


def test_another_rule_covers_everything_until_it_was_applied(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        wider = dataclasses.replace(CATS, labels=(PrivacyLabel("pets/cat", 0.1),))
        told.views.set_privacy(wider)
        assert covered(told, ids[0])
        told.until(lambda: not told.views.hides(ids[0]))
        assert covered(told, ids[1])


def test_switching_off_uncovers(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        told.next_rows(lambda: told.views.set_privacy(OFF))
        assert not any(covered(told, item) for item in ids)


def test_new_items_are_covered_until_they_have_a_score(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        (new,) = add_files(case, 1, [found(50)])
        assert told.views.hides(new)
        assert told.views.covers(new, None)
        told.views.refresh(at_once=True)
        told.until(lambda: told.rows().position_of(new) is not None)
        assert covered(told, new)
        case.send(done(new, 77)).result(10)
        told.next_rows(lambda: told.views.refresh(at_once=True))
        assert covered(told, new)


def test_a_new_item_with_a_harmless_score_is_seen(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        (new,) = add_scored(case, [60])
        told.views.refresh(at_once=True)
        told.until(lambda: not told.views.hides(new))


def test_the_picture_of_another_content_than_was_judged_is_covered(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        content = content_of(told, ids[0])
        assert not told.views.covers(ids[0], content)
        assert told.views.covers(ids[0], content_of(told, ids[1]))
        assert told.views.covers(ids[0], None)


def test_a_file_that_changed_is_judged_anew(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        run = 1
        changed = done(ids[1], 55, ((run, vector(0.99, 0.1)),))
        (content,) = case.send(changed).result(10).ids
        assert told.views.covers(ids[1], content)
        told.next_rows(lambda: told.views.refresh(at_once=True))
        assert told.facts(ids[1]).flags & Flag.CHANGED
        assert told.views.covers(ids[1], content)
        assert covered(told, ids[1])


def test_a_grade_that_is_covered_covers_at_once_with_all_copies(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    first, copy = (ids[number] for number in COPIES)
    with opened(qtbot, case, GRADED) as told:
        told.rows()
        assert not covered(told, first)
        told.views.show_grades(np.array([first]), 1)
        assert covered(told, first)
        assert covered(told, copy)
        assert not covered(told, ids[1])


def test_a_grade_in_the_case_stays_covered_after_the_next_rows(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, GRADED) as told:
        told.rows()
        told.session.grading.grade([ids[2]], 1)
        told.until(lambda: bool(told.graded))
        assert covered(told, ids[2])
        told.until(lambda: told.rows().regrades == 1)
        assert covered(told, ids[2])
        told.session.grading.undo()
        told.until(lambda: told.rows().regrades == 2)
        assert not covered(told, ids[2])


@pytest.mark.parametrize(
    "rule",
    [
        COVERS_ALL,
        Privacy(on=True, labels=(PrivacyLabel("unicorn", 0.5),)),
        Privacy(on=True, packs=("stranger",)),
        Privacy(on=True, labels=(PrivacyLabel("pets/cat", float("nan")),)),
    ],
)
def test_a_rule_that_cannot_be_applied_covers_everything(qtbot, tmp_path, rule):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        told.next_rows(lambda: told.views.set_privacy(rule))
        assert all(covered(told, item) for item in ids)


def test_where_judging_fails_everything_is_covered_and_told(qtbot, tmp_path, monkeypatch):
    case, ids = scored_case(tmp_path)

    def broken(columns, privacy):
        raise ValueError("broken")

    monkeypatch.setattr("triage.gui.session.case_view.hidden", broken)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        told.ask(Filter(labels=("dog",)))
        told.ask(Filter())
        assert all(covered(told, item) for item in ids)
        assert [str(error) for error in told.failed] == ["broken"]


def test_a_newer_pack_without_a_score_yet_covers(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case, CATS) as told:
        told.rows()
        replace_pack(case, ids[:2])
        told.next_rows(lambda: told.views.refresh(at_once=True))
        assert not covered(told, ids[0])
        assert covered(told, ids[3])
