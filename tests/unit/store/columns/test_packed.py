import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from triage.store.fetch import narrow
from triage.store.haystack import Haystack, folded
from triage.store.numbering import Numbering
from triage.store.packed import Packed
from triage.store.spelled import Spelled
from triage.store.spliced import spliced

TEXTS = st.lists(st.text(alphabet="abcÄ7. ", max_size=90), max_size=12)
IDS = st.lists(st.integers(1, 20), max_size=9, unique=True).map(sorted)


@given(first=TEXTS, second=TEXTS)
def test_texts_behind_others_are_those_of_both(first, second):
    both = Haystack.of(first).followed_by(folded(second))
    whole = Haystack.of([*first, *second])
    assert both.texts.bytes.tolist() == whole.texts.bytes.tolist()
    assert both.texts.bounds.tolist() == whole.texts.bounds.tolist()
    for word in (b"a", b"7.", b"ab"):
        assert both.holding(word).tolist() == whole.holding(word).tolist()
    places = np.arange(len(whole.texts.bytes))
    assert both.ends.before(places).tolist() == whole.ends.before(places).tolist()


def test_texts_before_others_stay_as_they_are():
    first = Haystack.of(["a", "b"])
    first.followed_by(folded(["c"]))
    assert len(first) == 2
    assert first.texts.bytes.tobytes() == b"a\0b\0"


def test_names_are_kept_as_json_shows_them_and_folded():
    spelled = Spelled()
    spelled.add([b"IMG.JPG", b"\xff"])
    spelled.add(["Ä".encode()])
    exact, without_case = spelled.exact(), spelled.folded()
    assert [exact.text(n) for n in range(3)] == [b"IMG.JPG", b"\xed\xb3\xbf", "Ä".encode()]
    assert [without_case.text(n) for n in (0, 2)] == [b"img.jpg", "ä".encode()]


def test_no_texts_are_none():
    assert len(Packed.of(b"")) == 0


@given(first=IDS, more=st.lists(st.integers(1, 5), max_size=6))
def test_ids_have_their_places_with_gaps_or_without(first, more):
    later = [(first[-1] if first else 0) + sum(more[: n + 1]) for n in range(len(more))]
    numbering = Numbering(np.array(first, dtype=np.int64))
    numbering = numbering.followed_by(np.array(later, dtype=np.int64))
    ids = [*first, *later]
    assert numbering.ids().tolist() == ids
    assert len(numbering) == len(ids)
    assert numbering.last == (ids[-1] if ids else 0)
    assert numbering.places(np.array(ids, dtype=np.int64)).tolist() == list(range(len(ids)))
    assert [numbering.id_at(place) for place in range(len(ids))] == ids


def test_numbers_are_narrow_where_they_fit():
    assert narrow(np.array([-1, 2**31 - 1])).dtype == np.int32
    assert narrow(np.array([0, 2**31])).dtype == np.int64
    assert narrow(np.array([], dtype=np.int64)).tolist() == []


def test_a_spliced_column_leaves_the_other_alone_and_takes_the_wider_type():
    column = np.array([1, 2], dtype=np.int32)
    made = spliced(column, np.array([1, 2]), np.array([2**40, 5]), 3)
    assert made.tolist() == [1, 2**40, 5]
    assert column.tolist() == [1, 2]
