from __future__ import annotations

import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.windows_names import may_be_shortened, trouble
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
        ("a.jpg:evil", "a.jpg_evil"),
        ("C:\\Windows\\x.jpg", "C__Windows_x.jpg"),
        ("IMG_00~1.JPG", "IMG_00-1.JPG"),
        ("holiday~1.jpeg", "holiday~1.jpeg"),
    ],
)
def test_names_that_windows_refuses_or_obeys_are_changed(name: str, safe: str):
    assert safe_name(name) == safe


@pytest.mark.filterwarnings("ignore:pathlib.PurePath.is_reserved:DeprecationWarning")
@given(st.one_of(ANY_TEXT, st.sampled_from(["NUL", "com1.jpg:x", "aux .png", "lpt9", " con"])))
def test_no_copy_gets_a_name_that_windows_takes_for_something_else(text: str):
    path = PureWindowsPath("D:\\out") / NameGiver().give(text)
    assert path.parent == PureWindowsPath("D:\\out")
    assert trouble(path) == ""
    assert not path.is_reserved()
    assert not may_be_shortened(path.name)


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
