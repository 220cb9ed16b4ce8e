r"""Paths and names of Windows, judged on any system: drives, shares, ``\\?\``, streams, devices."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core import longpath, names, places
from triage.core.longpath import extended, is_share, plain
from triage.core.places import lies_in
from triage.core.windows_names import is_device, may_be_shortened, possible, trouble

PART = st.one_of(
    st.sampled_from(["evidence", "NUL", "con.jpg", "trip ", "end.", "a b", "IMG_00~1.JPG", "ü"]),
    st.text(st.characters(exclude_characters='<>:"/\\|?*\0', min_codepoint=32), min_size=1),
).filter(lambda part: part not in {".", ".."})
ROOT = st.sampled_from(["C:\\", "d:\\", "\\\\server\\share\\", "\\\\10.0.0.7\\C$\\"])
ABSOLUTE = st.builds(lambda root, parts: root + "\\".join(parts), ROOT, st.lists(PART, max_size=5))
NAME = st.text(st.characters(codec=None, exclude_characters="/\0"), min_size=1, max_size=20)


@given(ABSOLUTE)
def test_the_extended_form_names_the_same_and_comes_back(path: str) -> None:
    long = extended(path)
    assert long.startswith("\\\\?\\")
    assert extended(long) == long
    assert plain(long) == path
    assert is_share(long) == path.startswith("\\\\")


@given(ABSOLUTE)
def test_either_slash_names_the_same(path: str) -> None:
    assert extended(path.replace("\\", "/")) == extended(path)


@pytest.mark.parametrize(
    ("given_path", "long"),
    [
        ("C:/evidence/trip /x. ", "\\\\?\\C:\\evidence\\trip \\x. "),
        ("C:\\a\\..\\b\\.\\NUL.jpg", "\\\\?\\C:\\b\\NUL.jpg"),
        ("C:\\a\\.\\b", "\\\\?\\C:\\a\\b"),
        ("//server/share/a", "\\\\?\\UNC\\server\\share\\a"),
        ("\\\\server\\share\\a\\..\\..\\..\\b", "\\\\?\\UNC\\server\\share\\b"),
        ("//?/C:/a", "\\\\?\\C:\\a"),
        ("\\\\.\\PhysicalDrive0", "\\\\.\\PhysicalDrive0"),
    ],
)
def test_what_the_long_form_of_a_path_is(given_path: str, long: str) -> None:
    assert extended(given_path) == long


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("\\\\?\\UNC\\server\\share\\a", "\\\\server\\share\\a"),
        ("\\\\?\\unc\\server\\share", "\\\\server\\share"),
        ("\\\\?\\c:\\a", "c:\\a"),
        ("\\\\?\\Volume{0b}\\a", "\\\\?\\Volume{0b}\\a"),
        ("\\\\.\\C:\\a", "\\\\.\\C:\\a"),
        ("/home/kim", "/home/kim"),
    ],
)
def test_a_path_has_one_plain_form(long: str, short: str) -> None:
    assert plain(long) == short


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("D:\\Evidence\\a.jpg", "d:\\evidence"),
        ("D:/evidence/new/c.triage", "D:\\evidence"),
        ("D:\\evidence", "D:\\evidence\\"),
        ("\\\\SERVER\\Share\\ev\\x", "\\\\server\\share\\ev"),
        ("E:\\anything", "E:\\"),
        ("D:\\evidence:notes", "D:\\evidence"),
        ("D:\\evidence\\photo.jpg:c.triage", "D:\\evidence\\photo.jpg"),
        ("D:\\evidence:$DATA\\x", "D:\\evidence"),
    ],
)
def test_what_lies_in_a_place_of_windows(path: str, place: str) -> None:
    assert lies_in(PureWindowsPath(path), PureWindowsPath(place))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("D:\\evidence2\\a", "D:\\evidence"),
        ("E:\\evidence\\a", "D:\\evidence"),
        ("D:\\", "D:\\evidence"),
        ("\\\\server\\other\\ev", "\\\\server\\share"),
        ("\\\\server\\share\\ev", "D:\\"),
    ],
)
def test_what_lies_outside_a_place_of_windows(path: str, place: str) -> None:
    assert not lies_in(PureWindowsPath(path), PureWindowsPath(place))


def test_a_colon_is_an_ordinary_letter_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_IGNORES_CASE", False)
    assert not lies_in(PurePosixPath("/ev:notes"), PurePosixPath("/ev"))
    assert not lies_in(PurePosixPath("/EV/a"), PurePosixPath("/ev"))


def test_a_folder_is_the_one_of_exactly_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    literal = tmp_path / "literal"
    literal.mkdir()

    def exact(path: Path) -> str:
        return str(literal) if path.name == "trip " else os.fspath(path)

    monkeypatch.setattr(places, "openable", exact)
    assert places.real(tmp_path / "trip ") == Path(os.path.realpath(literal))
    assert places.real(tmp_path / "gone").name == "gone"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("D:\\out\\a.csv:evil", "a.csv:evil would be a hidden stream"),
        ("a.jpg:$DATA", "hidden stream"),
        ("D:\\out\\NUL", "keeps the name NUL for a device"),
        ("C:\\aux\\report.html", "keeps the name aux"),
        ("con.triage", "keeps the name con.triage"),
        ("D:\\out\\Com\u00b9.csv", "for a device"),
        ("D:\\out\\lpt0", "for a device"),
        ("D:\\trip \\a.csv", "drops the dot or blank at the end of 'trip '"),
        ("report.", "drops the dot or blank"),
        ("\\\\?\\D:\\out\\nul.csv", "for a device"),
        ("\\\\server\\share\\prn.csv", "for a device"),
    ],
)
def test_a_path_at_which_nothing_new_should_be_made(path: str, words: str) -> None:
    assert words in trouble(PureWindowsPath(path))


@pytest.mark.parametrize(
    "path",
    [
        "D:\\out\\a.csv",
        "..\\report.html",
        "C:a.csv",
        "\\\\?\\D:\\out\\console.csv",
        "com10.csv",
        ".",
    ],
)
def test_a_path_at_which_something_new_may_be_made(path: str) -> None:
    assert trouble(PureWindowsPath(path)) == ""


def test_no_other_system_minds_names_of_windows() -> None:
    assert trouble(PurePosixPath("/out/NUL:a. ")) == ""


@pytest.mark.filterwarnings("ignore:pathlib.PurePath.is_reserved:DeprecationWarning")
@given(st.one_of(PART, st.sampled_from(["COM5.tar.gz", "conin$", "CONOUT$", "nul .txt", "aux"])))
def test_every_device_that_python_knows_is_known(name: str) -> None:
    if PureWindowsPath(name).is_reserved() and not name.endswith((".", " ")):
        assert is_device(name)


@pytest.mark.parametrize("name", ["IMG_00~1.JPG", "a~12", "PROGRA~1", "X~1.JP"])
def test_a_name_that_a_volume_may_have_given(name: str) -> None:
    assert may_be_shortened(name)


@pytest.mark.parametrize("name", ["IMG_0001~1.JPG", "a~b.jpg", "~.jpg", "IMG_00~1.JPEG", "a~1.b.c"])
def test_a_name_that_no_volume_gives(name: str) -> None:
    assert not may_be_shortened(name)


@given(st.lists(NAME, max_size=3), NAME)
def test_no_name_leads_out_of_a_source_on_windows(folders: list[str], name: str) -> None:
    source = PureWindowsPath("D:\\ev")
    folder = "/".join(folders).encode("utf-8", "surrogatepass")
    shown = names.on_disk(source, folder, name.encode("utf-8", "surrogatepass"))
    assert shown.is_relative_to(source)
    assert ".." not in shown.parts
    assert all(":" not in part for part in shown.parts[1:])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a.jpg", "D:\\ev\\trip\\a.jpg"),
        (b"C:\\Windows\\calc.exe", "D:\\ev\\trip\\C__Windows_calc.exe"),
        (b"..\\..\\calc.exe", "D:\\ev\\trip\\.._.._calc.exe"),
        (b"a.jpg:evil", "D:\\ev\\trip\\a.jpg_evil"),
        (b"..", "D:\\ev\\trip\\_"),
        (b'a" b', "D:\\ev\\trip\\a_ b"),
    ],
)
def test_what_another_system_named_stays_in_its_folder(name: bytes, shown: str) -> None:
    assert str(names.on_disk(PureWindowsPath("D:\\ev"), b"trip", name)) == shown


def test_names_of_posix_stay_as_they_are_there() -> None:
    path = names.on_disk(PurePosixPath("/ev"), b"a:b", b"c\\d")
    assert path == PurePosixPath("/ev/a:b/c\\d")


def test_no_name_leads_out_of_a_source_on_posix() -> None:
    assert names.on_disk(PurePosixPath("/ev"), b"..", b"/etc") == PurePosixPath("/ev/_/etc")


@given(st.text(st.characters(codec=None), max_size=20))
def test_any_name_of_windows_comes_back(name: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "_WINDOWS", True)
        assert names.native(names.raw(name)) == name


@given(st.binary(max_size=20))
def test_any_name_of_linux_can_be_named_on_windows(raw: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "_WINDOWS", True)
        assert isinstance(names.native(raw), str)


def test_what_cannot_be_a_name_here_is_replaced() -> None:
    assert possible('a:b\\c"d') == "a_b_c_d"


def test_a_path_in_the_current_folder_is_openable_whole() -> None:
    assert longpath.openable(Path("a.jpg")).endswith(os.sep + "a.jpg")
