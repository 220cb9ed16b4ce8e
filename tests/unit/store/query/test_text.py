import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.filters import Filter
from triage.store import haystack, letters
from triage.store.haystack import Haystack, encode, fold


def test_case_aside_anywhere_in_the_path(case):
    found = [case.item("DCIM/IMG_1.JPG"), case.item("x/dcim.png")]
    case.item("x/y.jpg")
    assert case.ids(Filter(text="dCim")) == found


def test_every_word_must_be_there_each_anywhere(case):
    both = case.item("holiday/img_1.jpg", metadata={"Make": "Canon"})
    case.item("holiday/img_2.jpg", metadata={"Make": "Nikon"})
    case.item("img_3.jpg", metadata={"Make": "Canon"})
    assert case.ids(Filter(text=" canon  HOLIDAY ")) == [both]


def test_what_stands_in_quotation_marks_is_one_word(case):
    phrase = case.item("a.jpg", metadata={"Model": "Pocket 5"})
    apart = case.item("pocket.jpg", metadata={"Model": "Five 5"})
    assert case.ids(Filter(text="pocket 5")) == [phrase, apart]
    assert case.ids(Filter(text='"Pocket  5"')) == [phrase]
    assert case.ids(Filter(text="\u201cpocket 5\u201d a.jpg")) == [phrase]


def test_a_quotation_that_is_still_being_typed_finds_what_it_says_so_far(case):
    item = case.item("a.jpg", metadata={"Model": "Pocket 5"})
    assert case.ids(Filter(text='"pocket')) == [item]
    assert case.ids(Filter(text='"')) == [item]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("dcim/img", True),
        ("/img", True),
        ("dcim/", True),
        ("b/dcim/i", True),
        ("b/dc", True),
        ("/b/d", True),
        ("cim/mg", False),
        ("b/img", False),
        ("dcim/img_1.jpg/", False),
        ("/a/b", False),
    ],
)
def test_a_word_with_a_slash_spans_folder_and_name(case, text, there):
    item = case.item("a/b/dcim/img_1.jpg")
    assert case.ids(Filter(text=text)) == ([item] if there else [])


def test_a_name_at_the_root_has_no_slash_before_it(case):
    case.item("img_1.jpg")
    assert case.ids(Filter(text="/img")) == []


def test_a_word_does_not_span_two_names_or_two_tags(case):
    case.item("ab.jpg", metadata={"Make": "one", "Model": "two"})
    case.item("cd.jpg")
    assert case.ids(Filter(text="jpgcd")) == []
    assert case.ids(Filter(text="onetwo")) == []


def test_text_tags_and_dates_are_searched_but_no_numbers(case):
    metadata = {"Artist": "Ben", "DateTimeOriginal": "2020:05:01 10:00:00", "ISO": 6400}
    item = case.item("a.jpg", metadata=metadata | {"Keywords": ["beach", "sun"]})
    for text in ("ben", "2020:05", "10:00:00", "beach"):
        assert case.ids(Filter(text=text)) == [item]
    assert case.ids(Filter(text="6400")) == []


def test_names_that_are_no_utf8_are_found_as_json_shows_them(case):
    item = case.item("bad\udcff.jpg")
    case.item("good.jpg")
    assert case.ids(Filter(text="\udcff")) == [item]


def test_letters_that_fold_to_two_are_found_either_way(case):
    item = case.item("STRASSE.jpg")
    assert case.ids(Filter(text="straße")) == [item]


def test_an_accent_is_the_same_composed_or_not(case):
    mac = case.item("cafe\u0301.jpg")
    windows = case.item("CAF\u00c9.jpg")
    assert case.ids(Filter(text="caf\u00e9")) == [mac, windows]


def test_blank_text_lets_everything_pass(case):
    item = case.item("a.jpg")
    assert case.ids(Filter(text="  \t")) == [item]


def test_a_nul_is_nowhere(case):
    case.item("a.jpg")
    assert case.ids(Filter(text="g\0")) == []
    assert case.ids(Filter(text="/a.jpg\0")) == []


def test_items_without_content_have_no_metadata(case):
    case.item("a.jpg", metadata={"Make": "Canon"})
    case.item("b.jpg", None)
    assert len(case.ids(Filter(text="canon"))) == 1


def test_forgotten_words_are_found_again(case):
    item = case.item("a7.jpg")
    texts = case.columns().texts
    for number in range(30):
        texts.mask(str(number))
    assert texts.mask("7").tolist() == [item == 1]


_TEXTS = st.lists(st.text(alphabet="abé/ß.7", max_size=6), max_size=8)


@given(texts=_TEXTS, word=st.text(alphabet="abé/ß.7", min_size=1, max_size=3))
def test_a_haystack_finds_what_in_finds(texts, word):
    found = Haystack.of(texts).holding(encode(fold(word))).tolist()
    assert found == [fold(word) in fold(text) for text in texts]


@given(texts=_TEXTS, word=st.text(alphabet="ab/é", min_size=1, max_size=3), data=st.data())
def test_a_search_among_some_texts_is_that_of_all(texts, word, data):
    chosen = data.draw(st.lists(st.integers(0, max(0, len(texts) - 1)))) if texts else []
    numbers = np.array(chosen, dtype=np.int64)
    whole = Haystack.of(texts)
    needle = encode(fold(word))
    assert whole.among(needle, numbers).tolist() == whole.holding(needle)[numbers].tolist()


def test_letters_are_gathered_over_several_parts(monkeypatch):
    monkeypatch.setattr(letters, "BLOCK", 3)
    texts = ["ab", "", "c", "b", "xyzb", "", "bb", "a"]
    assert Haystack.of(texts).holding(b"b").tolist() == ["b" in text for text in texts]


def test_texts_far_apart_keep_their_numbers():
    texts = ["x" * (number % 700) + str(number) for number in range(2000)]
    found = Haystack.of(texts).holding(b"77").tolist()
    assert found == ["77" in text for text in texts]


@given(texts=_TEXTS, word=st.text(alphabet="ab", min_size=1, max_size=3))
def test_blocks_do_not_change_the_answer(texts, word):
    whole = Haystack.of(texts)
    expected = whole.holding(encode(word)).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(haystack, "_BLOCK", 2)
        patch.setattr(haystack, "FEW", -1)
        assert whole.holding(encode(word)).tolist() == expected
