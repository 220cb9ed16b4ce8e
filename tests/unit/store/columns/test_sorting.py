"""Sorting in NumPy is that of Python on the same keys."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.store import counted as counted_names
from triage.store.byte_order import sorted_rows
from triage.store.counted import counted
from triage.store.packed import END, Packed
from triage.store.path_order import ranks, tree_rows

TEXTS = st.lists(
    st.one_of(
        st.binary(max_size=12).map(lambda text: text.replace(b"\0", b"").replace(b"/", b"")),
        st.text(alphabet="ab01. ", max_size=20).map(str.encode),
        st.integers(0, 40).map(lambda number: b"x" * number),
    ),
    max_size=30,
)
FRONTS = ("", "a/", "a/b/", "a b/", "a.b/", "a/b/c/", "ab/", "b/1/", "b/2/x/")


def packed(texts):
    return Packed.of(b"".join(text + END for text in texts))


@given(texts=TEXTS, data=st.data())
def test_rows_are_sorted_by_group_then_text_then_tie(texts, data):
    number = st.integers(0, 3)
    numbers = st.lists(number, min_size=len(texts), max_size=len(texts))
    group, tie = data.draw(numbers), data.draw(numbers)
    arrays = (np.array(group, dtype=np.int32), packed(texts), np.array(tie, dtype=np.int32))
    rows = sorted_rows(*arrays).tolist()
    keys = [(group[row], texts[row], tie[row]) for row in range(len(texts))]
    assert sorted(rows) == list(range(len(texts)))
    assert [keys[row] for row in rows] == sorted(keys)


def test_long_names_that_differ_at_their_end_are_told_apart():
    texts = [b"long " * 60 + b"%d" % number for number in (3, 1, 2)]
    nothing = np.zeros(3, dtype=np.int32)
    assert sorted_rows(nothing, packed(texts), nothing).tolist() == [1, 2, 0]


@given(texts=TEXTS, data=st.data())
def test_rows_of_a_tree_are_sorted_as_whole_paths_are(texts, data):
    codes = st.lists(st.integers(0, 8), min_size=len(texts), max_size=len(texts))
    folder = data.draw(codes)
    tie = data.draw(st.permutations(range(len(texts))))
    paths = [
        (FRONTS[code].encode() + text, n) for code, text, n in zip(folder, texts, tie, strict=True)
    ]
    fronts = [front.encode() for front in FRONTS]
    rows = tree_rows(
        fronts, np.array(folder, dtype=np.uint8), packed(texts), np.array(tie, dtype=np.int32)
    )
    assert [paths[row] for row in rows.tolist()] == sorted(paths)


@given(texts=TEXTS, block=st.integers(1, 30))
def test_numbers_are_led_by_their_length_and_lose_their_zeros(texts, block):
    def alone(text):
        return re.sub(rb"0*([0-9]+)", lambda found: b"0%c%b" % (48 + len(found[1]), found[1]), text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counted_names, "_BLOCK", block)
        made = counted(packed(texts))
    assert [made.text(number) for number in range(len(made))] == [alone(text) for text in texts]


def test_a_count_is_never_taken_for_a_separator():
    texts = [b"1" * digits for digits in range(1, 300)]
    joined = counted(packed(texts)).bytes.tobytes()
    assert b"/" not in joined
    assert joined.count(END) == len(texts)


def test_ranks_are_the_places_of_rows():
    assert ranks(np.array([2, 0, 1], dtype=np.int32)).tolist() == [1, 2, 0]
