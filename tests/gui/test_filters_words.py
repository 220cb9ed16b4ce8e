"""What chips say of a filter, and what they leave of it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.filters import Filter
from triage.core.records import Flag, Reason, State
from triage.gui.filters import folder_choice, label_choice, state_choice, value_words
from triage.gui.filters.chip_words import words_of
from triage.gui.filters.hash_text import hashes_in
from triage.gui.filters.quantity import PIXELS, SIZES
from triage.gui.session.counted import Category

words = st.text(min_size=1, max_size=8)
days = st.dates().map(lambda day: day.isoformat())
unit = st.floats(0, 1)


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=4, unique=True).map(tuple)


filters = st.builds(
    Filter,
    labels=some(st.sampled_from(["firearm", "general/knife", "other/knife", "money"])),
    min_score=st.none() | unit,
    max_score=st.none() | unit,
    states=some(st.sampled_from(list(State))),
    reasons=some(st.sampled_from(list(Reason))),
    grades=some(st.none() | st.integers(1, 9)),
    graded_by=some(st.just("") | words),
    text=st.just("") | words.filter(str.strip),
    sources=some(words),
    folders=some(st.just("") | words),
    media_types=some(st.just("") | words),
    cameras=some(st.just("") | words),
    after=st.none() | days,
    before=st.none() | days,
    undated=st.booleans(),
    modified_after=st.none() | days,
    modified_before=st.none() | days,
    has_gps=st.booleans(),
    flags=some(st.sampled_from([Flag.NONE, *Flag])),
    copies=st.booleans(),
    ids=some(st.integers(1, 9)),
    hashes=some(st.just("ab" * 16) | st.just("cd" * 32)),
    min_size=st.none() | st.integers(0, 2**40),
    max_size=st.none() | st.integers(0, 2**40),
    min_pixels=st.none() | st.integers(0, 2**40),
    max_pixels=st.none() | st.integers(0, 2**40),
)


@given(filters, st.randoms(use_true_random=False))
def test_removing_chips_in_any_order_ends_at_the_empty_filter(wanted: Filter, chance: Any):
    wanted = replace(wanted, all_labels=len(wanted.labels) > 1)
    rounds = 0
    while chips := words_of(wanted):
        wanted = chance.choice(chips)[1]
        rounds += 1
        assert rounds <= len(fields(Filter)) + 4
    assert wanted == Filter()


@given(filters)
def test_every_chip_takes_something_away_and_says_something(wanted: Filter):
    for text, left in words_of(wanted):
        assert text.strip()
        assert left != wanted
        assert text.isprintable()


@given(filters)
def test_a_chip_goes_and_the_others_stay(wanted: Filter):
    chips = words_of(wanted)
    for text, left in chips:
        # "score" reads "best score" without a label; all else keeps its words.
        kept = [other for other, _ in words_of(left)]
        assert len(kept) == len(chips) - 1, (text, kept)


@pytest.mark.parametrize("name", [entry.name for entry in fields(Filter)])
def test_every_field_of_a_filter_has_a_chip(name: str):
    if name == "all_labels":
        return
    examples: dict[str, Any] = {
        "labels": ("a",),
        "states": (State.FAILED,),
        "reasons": (Reason.CORRUPT,),
        "grades": (1,),
        "flags": (Flag.CHANGED,),
        "after": "2024-03-01",
        "before": "2024-03-01",
        "modified_after": "2024-03-01",
        "modified_before": "2024-03-01",
        "text": "x",
        "hashes": ("ab" * 16,),
        "ids": (1,),
    }
    value: Any = examples.get(name, getattr(Filter(), name))
    if value is None:
        value = 1
    elif value is False:
        value = True
    elif value == ():
        value = ("x",)
    given_one: dict[str, Any] = {name: value}
    chips = words_of(Filter(**given_one))
    assert len(chips) == 1
    assert chips[0][1] == Filter()


def said(wanted: Filter, **names: Any) -> list[str]:
    return [text for text, _ in words_of(wanted, **names)]


def test_labels_are_joined_by_or_and_by_nothing():
    labels = {"general/firearm": "Firearm", "general/knife": "Knife"}
    either = Filter(labels=("general/firearm", "knife"))
    assert said(either, labels=labels) == ["Firearm or knife suggested"]
    both = replace(either, all_labels=True)
    assert said(both, labels=labels) == ["Firearm suggested", "Knife suggested"]
    assert words_of(both, (), labels)[0][1] == Filter(labels=("knife",))


def test_a_range_of_scores_is_a_chip_of_its_own():
    wanted = Filter(labels=("firearm",), min_score=0.3)
    assert said(wanted) == ["firearm scored", "score at least 0.30"]
    assert said(Filter(max_score=0.7)) == ["best score at most 0.70"]


def test_whole_months_read_as_months():
    assert said(Filter(after="2024-03-01", before="2024-05-31")) == ["2024-03 … 2024-05"]
    assert said(Filter(after="2024-02-01", before="2024-02-29")) == ["2024-02"]


def test_a_hostile_name_stays_one_line_of_plain_text():
    assert said(Filter(folders=("a\u202eb\nc",))) == ["a\\u202eb\\x0ac"]


def test_many_values_stay_short():
    text = said(Filter(cameras=("A", "B", "C", "D", "E")))[0]
    assert text == "A, B or 3 more"


def test_the_place_reads_source_then_folder():
    assert said(Filter(sources=("Phone-1",), folders=("DCIM",))) == ["Phone-1 / DCIM"]


def test_grades_say_digit_and_name():
    wanted = Filter(grades=(None, 1))
    assert said(wanted, categories=[Category(1, "Relevant")]) == [
        "graded 1 · Relevant or not graded"
    ]


def test_every_state_and_reason_has_words():
    assert set(value_words.STATES) == set(State)
    assert set(value_words.REASONS) == set(Reason)


def test_every_flag_has_words():
    assert set(value_words.FLAGS) == {Flag.NONE, *Flag}


def test_a_threshold_of_three_digits_is_not_shown_lower():
    assert value_words.threshold(0.118) == "0.118"
    assert value_words.threshold(0.42) == "0.42"
    assert value_words.threshold(1.0) == "1.00"


# States and reasons: one choice in two groups.

items = [
    part
    for state in State
    for part in (state_choice.parts_of(state) or (state_choice.whole(state),))
]
every_part = sorted({*items, *map(state_choice.whole, State)})
parts = st.sampled_from(every_part)


def passing(wanted: Filter) -> set[state_choice.Part]:
    return {
        (state, reason)
        for state, reason in items
        if (not wanted.states or state in wanted.states)
        and (not wanted.reasons or reason in wanted.reasons)
    }


def meant(part: state_choice.Part) -> set[state_choice.Part]:
    return {one for one in items if one == part or (one[0] is part[0] and not part[1])}


@given(st.frozensets(parts, min_size=1))
def test_two_groups_let_exactly_the_choice_pass(choice: state_choice.Choice):
    wanted = state_choice.with_choice(Filter(), choice)
    assert passing(wanted) == set[state_choice.Part]().union(*map(meant, choice))


@given(st.lists(st.tuples(parts, st.booleans())))
def test_toggles_of_states_add_up(steps: list[tuple[state_choice.Part, bool]]):
    wanted = Filter()
    expected: set[state_choice.Part] = set()
    for part, on in steps:
        wanted = state_choice.toggled(wanted, part, on=on)
        expected = expected | meant(part) if on else expected - meant(part)
        assert passing(wanted) == (expected or set(items))


# Labels and folders.


def test_a_bare_label_taken_from_one_pack_stays_in_the_other(label_rows: Any):
    rows = label_rows
    wanted = Filter(labels=("knife",))
    assert [label_choice.is_chosen(wanted, row) for row in rows] == [False, True, True]
    left = label_choice.with_label(wanted, rows, rows[1], on=False)
    assert left.labels == ("second/knife",)


@pytest.fixture
def label_rows() -> Any:
    import numpy as np

    from triage.gui.session.counted import LabelRow

    none = np.zeros(100, dtype=np.int64)
    return [
        LabelRow(pack, name, name.title(), "", False, 0.5, 0.5, 0, none)
        for pack, name in (("first", "gun"), ("first", "knife"), ("second", "knife"))
    ]


def test_a_folder_is_asked_for_in_its_source_and_again_for_nothing():
    once = folder_choice.only(Filter(), ("Phone", "DCIM"))
    assert (once.sources, once.folders) == (("Phone",), ("DCIM",))
    assert folder_choice.is_chosen(once, ("Phone", "DCIM"))
    assert not folder_choice.is_chosen(once, ("Card", "DCIM"))
    assert folder_choice.only(once, ("Phone", "DCIM")) == Filter()


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["", "x", "y"]), st.booleans())))
def test_what_was_chosen_last_is_shown_as_chosen(steps: list[tuple[str, str, bool]]):
    wanted = Filter()
    for source, folder, on in steps:
        wanted = folder_choice.with_place(wanted, (source, folder), on=on)
        assert folder_choice.is_chosen(wanted, (source, folder)) == on


# Hashes and amounts.

MD5, SHA1, SHA256 = "5d41402abc4b2a76b9719d911017c592", "a" * 40, "B" * 64


@pytest.mark.parametrize("between", [" ", ",", ", ", "\n", "\r\n", ";", "\t", "\u2029"])
def test_pasted_hashes_are_recognised(between: str):
    assert hashes_in(between.join([MD5, SHA1, SHA256, MD5])) == (MD5, SHA1, "b" * 64)


@pytest.mark.parametrize("text", ["", " ", MD5[:-1], f"{MD5} beach", "z" * 32, MD5 + SHA1])
def test_what_is_no_hash_is_a_search(text: str):
    assert hashes_in(text) == ()


@pytest.mark.parametrize(
    ("text", "amount"),
    [("500 kB", 500_000), ("1.5", 1_500_000), ("2m", 2_000_000), ("7 bytes", 7), ("0", 0)],
)
def test_sizes_are_understood(text: str, amount: int):
    assert SIZES.parse(text) == amount


@pytest.mark.parametrize("text", ["", "x", "12 apples", "MB", "1..2"])
def test_no_size_is_none(text: str):
    assert SIZES.parse(text) is None


def test_amounts_are_shown_in_their_unit():
    assert SIZES.words(1_500_000) == "1.5 MB"
    assert PIXELS.words(12_000_000) == "12 MP"
    assert SIZES.words(0) == "0 bytes"


def test_a_phrase_is_quoted_within_quotes():
    ((chip, _left),) = words_of(Filter(text='"red car" beach'))
    assert chip == "“\N{LEFT SINGLE QUOTATION MARK}red car\N{RIGHT SINGLE QUOTATION MARK} beach”"
