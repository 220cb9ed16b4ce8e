"""What is shown: the answers of a filter, whatever happens meanwhile."""

from __future__ import annotations

import sqlite3

import pytest

from tests.support.open_session import add_scored, opened, replace_pack, scored_case
from triage.core.errors import KnownError
from triage.core.filters import Filter, Sort
from triage.core.records import State
from triage.gui.session.arrangement import Arrangement
from triage.gui.session.opening import FirstPage
from triage.store.columns import Columns
from triage.store.query import Query

FILTERS = [
    Filter(),
    Filter(labels=("cat",)),
    Filter(labels=("pets/cat", "dog"), all_labels=True),
    Filter(labels=("dog",), min_score=0.2, max_score=0.8),
    Filter(min_score=0.7),
    Filter(text="f1"),
    Filter(grades=(None,)),
    Filter(states=(State.ANALYSED,), copies=True),
    Filter(cameras=("Maker M1",)),
    Filter(states=(State.FAILED,)),
]


def test_the_first_page_is_shown_before_the_columns(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        assert [type(shown) for shown in told.arranged[:2]] == [FirstPage, Arrangement]
        assert told.arranged[0].ids.tolist() == told.arranged[1].ids.tolist()


@pytest.mark.parametrize("wanted", FILTERS)
def test_every_answer_is_that_of_the_query(qtbot, tmp_path, wanted):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        with case.reader() as reader:
            query = Query(Columns.load(reader.connection))
        for sort in Sort:
            rows = told.ask(wanted, sort)
            expected = query.rows(wanted, sort, natural=True)
            assert rows.ids.tolist() == query.columns.ids[expected].tolist()
        counts = told.whole_counts(wanted)
        assert counts.shown == query.count(wanted)
        found = {row.label: row.count for row in counts.labels}
        assert found == query.label_counts(wanted)["pets"]
        for group, facet in counts.facets.items():
            assert facet == query.facet(group, wanted)


def test_positions_and_ids_are_each_others_opposite(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        rows = told.ask(Filter(labels=("cat",)), Sort.SCORE)
        for _ in range(5):  # by search at first, then by a table
            places = [rows.position_of(rows.id_at(place)) for place in range(len(rows))]
            assert places == list(range(len(rows)))
            assert rows.position_of(ids[0]) is None
            assert rows.position_of(10**9) is None


def test_items_that_came_are_shown_after_a_refresh(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        (new,) = add_scored(case, [20])
        told.views.refresh()
        told.until(lambda: told.rows().position_of(new) is not None)


def test_what_is_asked_for_at_once_waits_for_no_pause(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("triage.gui.session.case_view._LEAST_PAUSE_S", 10_000.0)
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        (new,) = add_scored(case, [20])
        told.views.refresh(at_once=True)
        told.until(lambda: told.rows().position_of(new) is not None)


def test_a_filter_is_answered_while_a_refresh_waits(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("triage.gui.session.case_view._LEAST_PAUSE_S", 10_000.0)
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        add_scored(case, [20])
        told.views.refresh()
        assert told.ask(Filter(labels=("cat",))).wanted.labels == ("cat",)
        assert len(told.ask(Filter())) == len(ids)


def test_a_filter_of_an_unknown_label_is_told_once_and_shows_nothing(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    unknown = Filter(labels=("unicorn",))
    with opened(qtbot, case) as told:
        assert len(told.ask(unknown)) == 0
        told.next_rows(lambda: told.views.refresh(at_once=True))
        told.next_rows(lambda: told.views.refresh(at_once=True))
        assert len(told.failed) == 1
        assert isinstance(told.failed[0], KnownError)
        assert len(told.ask(Filter())) == len(ids)


def test_a_filter_whose_label_went_with_its_pack_finds_its_way_back(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.ask(Filter(labels=("pets/cat",)))
        replace_pack(case, ids, labels=("boat",))
        rows = told.next_rows(lambda: told.views.refresh(at_once=True))
        assert len(rows) == 0
        told.views.ask(Filter(labels=("pets/boat",)), Sort.PATH, natural=True)
        told.until(lambda: len(told.rows()) > 0)
        assert len(told.failed) == 1


def test_each_filter_is_counted_and_an_unanswerable_one_counts_none(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        future = told.views.count_each([Filter(), Filter(labels=("unicorn",))])
        told.until(future.done)
        assert future.result() == [len(ids), 0]


def test_a_dropped_table_is_told_once_and_filters_go_on(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.rows()
        damage = sqlite3.connect(case.path)
        damage.execute("DROP TABLE suggestion")
        damage.close()
        add_files = add_scored_without_scores(case)
        told.views.refresh(at_once=True)
        told.until(lambda: bool(told.failed))
        told.views.refresh(at_once=True)
        assert len(told.ask(Filter(labels=("cat",)))) > 0
        assert len(told.failed) == 1
        assert told.rows().position_of(add_files) is None


def add_scored_without_scores(case):
    from tests.support.case_records import add_files, found

    return add_files(case, 1, [found(30)])[0]


def test_a_case_that_cannot_be_read_is_told_in_a_sentence(qtbot, tmp_path):
    case, _ids = scored_case(tmp_path)
    damage = sqlite3.connect(case.path)
    damage.execute("DROP TABLE suggestion")
    damage.close()
    with opened(qtbot, case) as told:
        told.until(lambda: bool(told.failed))
        assert str(case.path) in str(told.failed[0])
        assert isinstance(told.views.shown, FirstPage)
        future = told.views.count_each([Filter()])
        told.until(future.cancelled)


def test_the_label_that_was_reached_is_shown_before_a_higher_one_that_was_not(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.session.thresholds.settle("pets", "cat", 0.9)
        told.session.thresholds.settle("pets", "dog", 0.3)
        told.until_threshold(0.9)
        told.until_threshold(0.3, "dog")
        told.ask(Filter(labels=("pets/cat", "pets/dog")))
        # cat 0.65 of 0.9, dog 0.35 of 0.3
        shown = told.suggestion(ids[6])
        assert (shown.label, shown.reached) == ("dog", True)


def test_suggestions_follow_the_labels_that_were_chosen(qtbot, tmp_path):
    case, ids = scored_case(tmp_path)
    with opened(qtbot, case) as told:
        told.ask(Filter(labels=("dog",), min_score=0.0))
        assert told.suggestion(ids[9]).label == "dog"
        assert not told.suggestion(ids[9]).reached
        told.ask(Filter())
        assert told.suggestion(ids[9]).label == "cat"
