"""When what is counted: the newest filter first, and nothing that was begun is forgotten.

The view is served in the test's own thread; a listener wishes at the moment that is tested.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.open_session import OFF, grades_of, opened, scored_case
from triage.core.filters import Filter, Sort
from triage.gui.session.case_reads import CaseReads
from triage.gui.session.case_view import CaseView
from triage.gui.session.told_once import ToldOnce
from triage.gui.session.view_wishes import WishBox
from triage.store.commands import SetGrade

CAT = Filter(labels=("cat",))
DOG = Filter(labels=("dog",))


class Script:
    """Hears the answers, and does at each what the test says; stops after the last."""

    def __init__(self, box, *deeds):
        self.box = box
        self.deeds = list(deeds)
        self.heard = []

    def on_first_page(self, items):
        raise AssertionError("nobody asked for it")

    def on_arranged(self, arrangement):
        self._hear("rows", arrangement.wanted)

    def on_counted(self, counts):
        self._hear("whole" if counts.facets else "labels", counts.wanted)

    def on_failed(self, error):
        raise error

    def _hear(self, what, wanted):
        self.heard.append((what, wanted))
        deed = self.deeds.pop(0) if self.deeds else self.box.stop
        if deed is not None:
            deed()


@pytest.fixture
def case(tmp_path):
    case, _ = scored_case(tmp_path)
    with case:
        yield case


def serve(case, *deeds):
    box = WishBox()
    script = Script(box, *(None if deed is None else (lambda d=deed: d(box)) for deed in deeds))
    reads = CaseReads(case.path)
    CaseView(reads, box, script, ToldOnce(script, box), OFF).serve()
    reads.close()
    return script.heard


def ask(wanted):
    return lambda box: box.arrange(wanted, Sort.PATH, natural=True)


def test_rows_come_first_then_labels_then_all(case):
    heard = serve(case, None, None)
    assert heard == [("rows", Filter()), ("labels", Filter()), ("whole", Filter())]


def test_a_newer_filter_is_answered_before_the_counts_of_the_older_one(case):
    heard = serve(case, ask(CAT), None, None)
    assert heard == [("rows", Filter()), ("rows", CAT), ("labels", CAT), ("whole", CAT)]


def test_a_newer_filter_breaks_into_half_done_counts(case):
    heard = serve(case, None, ask(CAT), ask(DOG), None, None)
    assert ("whole", Filter()) not in heard
    assert ("labels", CAT) not in heard
    assert heard[-2:] == [("labels", DOG), ("whole", DOG)]


def test_a_wish_that_changes_nothing_does_not_lose_the_counts(case):
    heard = serve(case, None, lambda box: box.settled("pets", "cat"))
    assert heard == [("rows", Filter()), ("labels", Filter()), ("whole", Filter())]


def test_a_refresh_that_came_too_soon_does_not_lose_the_counts(case):
    heard = serve(case, None, lambda box: box.refresh())
    assert heard[:3] == [("rows", Filter()), ("labels", Filter()), ("whole", Filter())]


def test_a_threshold_on_the_move_is_counted_at_every_step(case):
    def move(value):
        return lambda box: box.threshold("pets", "cat", value)

    heard = serve(case, None, move(0.3), move(0.4), move(0.5), None, None)
    assert [what for what, _ in heard].count("labels") >= 3


def test_a_count_that_was_asked_for_is_answered_between_facets(case):
    box_futures = []
    heard = serve(case, None, lambda box: box_futures.append(box.count([CAT])))
    assert box_futures[0].result() == [5]
    assert heard[-1] == ("whole", Filter())


def test_counts_that_wait_at_the_end_are_cancelled_and_none_is_taken_after_it(case):
    futures = []

    def count_and_stop(box):
        futures.append(box.count([CAT]))
        box.stop()
        futures.append(box.count([CAT]))

    serve(case, count_and_stop)
    assert all(future.cancelled() for future in futures)


def test_histograms_under_a_filter_of_grades_follow_the_grades(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    ungraded = Filter(grades=(None,))
    with opened(qtbot, case) as told:
        told.ask(ungraded)
        before = told.whole_counts(ungraded)
        told.counted.clear()
        told.session.grading.with_copies = False
        told.session.grading.grade([ids[3]], 1)
        after = told.whole_counts(ungraded)
        assert grades_of(case) == {ids[3]: 1}
        assert before.labels[0].histogram.sum() == len(ids)
        assert after.labels[0].histogram.sum() == len(ids) - 1


def test_counts_arrive_for_the_newest_of_many_filters(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    filters = [Filter(labels=("cat",), min_score=n / 20) for n in range(20)]
    with opened(qtbot, case) as told:
        told.rows()
        for wanted in filters:
            told.views.ask(wanted, Sort.PATH, natural=True)
        assert told.whole_counts(filters[-1]).shown == len(told.rows())
        assert told.rows().wanted == filters[-1]


def test_grades_bring_rows_anew(case):
    case.send(SetGrade((1,), 2, "kim")).result(10)

    def graded(box):
        box.graded(np.array([1]))

    heard = serve(case, graded, None, None)
    assert heard[0] == heard[1] == ("rows", Filter())
