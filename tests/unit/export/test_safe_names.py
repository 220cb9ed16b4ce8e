from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.export.safe_names import NameGiver, safe_name

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=300)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("IMG_0001.JPG", "IMG_0001.JPG"),
        ("a:b?.jpg", "a_b_.jpg"),
        ("CON", "_CON"),
        ("nul.jpg", "_nul.jpg"),
        ("COM\u00b9.png", "_COM\u00b9.png"),
        ("console.jpg", "console.jpg"),
        ("name. . ", "name"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("invoice\u202egpj.exe", "invoice_gpj.exe"),
        ("lost\udcff.jpg", "lost_.jpg"),
        ("Desktop.ini", "_Desktop.ini"),
    ],
)
def test_names_that_windows_refuses_or_obeys_are_changed(name: str, safe: str):
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_suffix():
    assert safe_name("x" * 300 + ".jpeg").endswith("xxx.jpeg")


@given(ANY_TEXT)
def test_any_text_becomes_a_name_that_stays_as_it_is(text: str):
    name = safe_name(text)
    assert safe_name(name) == name
    assert 0 < len(name.encode()) <= 141
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.endswith((".", " "))


@given(
    st.lists(st.sampled_from(["a.jpg", "A.JPG", "\u00e9.png", "e\u0301.png", "CON"]), max_size=9)
)
def test_names_of_one_folder_differ_whatever_the_system_ignores(wanted: list[str]):
    giver = NameGiver()
    given_names = [giver.give(name) for name in wanted]
    folded = {unicodedata.normalize("NFC", name.casefold()) for name in given_names}
    assert len(folded) == len(wanted)


def test_a_second_file_of_a_name_gets_a_number():
    giver = NameGiver()
    assert [giver.give(name) for name in ("a.jpg", "A.jpg", "a (2).jpg")] == [
        "a.jpg",
        "A (2).jpg",
        "a (2) (2).jpg",
    ]
