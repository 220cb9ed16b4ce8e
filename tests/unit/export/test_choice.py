from __future__ import annotations

from triage.core.filters import Filter
from triage.core.records import Flag, Reason
from triage.export.choice import CaseCounts, as_json, choose, described

COUNTS = CaseCounts(found=10, graded=3, categories=(1, 2))


def test_a_filter_wins_over_the_default_to_graded_items():
    chosen = Filter(text="beach")
    choice = choose(chosen, COUNTS, all_items=False, graded_by_default=True)
    assert choice.filter is chosen


def test_an_empty_filter_is_none():
    choice = choose(Filter(), COUNTS, all_items=False, graded_by_default=True)
    assert choice.filter == Filter(grades=(1, 2))


def test_all_means_all():
    assert choose(None, COUNTS, all_items=True, graded_by_default=True).filter == Filter()


def test_groups_are_described_in_the_words_of_the_contract():
    chosen = Filter(reasons=(Reason.NOT_AN_IMAGE,), flags=(Flag.CHANGED,), grades=(None, 1))
    assert described(chosen) == "reasons: not-an-image; grades: none or 1; flags: changed"
    assert as_json(chosen)["grades"] == [None, 1]


def test_selected_items_are_said_as_such():
    one, several = (
        choose(Filter(ids=ids), COUNTS, all_items=False, graded_by_default=True)
        for ids in ((4,), (1, 2, 3, 4, 5))
    )
    assert one.sentence == "Only 1 selected item."
    assert several.sentence == "Only 5 selected items."


def test_a_filter_of_selected_items_says_the_rest_too():
    assert described(Filter(ids=(1, 2), text="beach")) in {
        "2 selected items; text: beach",
        "text: beach; 2 selected items",
    }
