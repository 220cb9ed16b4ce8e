"""What the setup is made from: refused where it is not whole, listed in one order."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.bundle import sums
from installer.windows import listing
from installer.windows.build_setup import ROOT, Order, SetupError, build, checked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("triage.exe", "triage-gui.exe", "_internal/a b.txt"):
        file = tmp_path / "program" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    sums.write(tmp_path / "program")
    return tmp_path / "program"


def test_a_whole_folder_is_taken_with_its_list(folder: Path):
    assert set(checked(folder)) == {"triage.exe", "triage-gui.exe", "_internal/a b.txt"}


def test_a_folder_without_a_list_is_refused(folder: Path):
    (folder / sums.NAME).unlink()
    with pytest.raises(SetupError, match="holds no SHA256SUMS"):
        checked(folder)


@pytest.mark.parametrize("name", ["triage.exe", "new.txt"])
def test_a_file_that_is_not_as_listed_is_refused(folder: Path, name: str):
    (folder / name).write_bytes(b"other")
    with pytest.raises(SetupError, match="differ"):
        checked(folder)


def test_a_folder_for_another_system_is_refused(folder: Path):
    (folder / "triage-gui.exe").unlink()
    sums.write(folder)
    with pytest.raises(SetupError, match=r"holds no triage-gui\.exe"):
        checked(folder)


def test_a_name_that_the_setup_could_not_find_again_is_refused(folder: Path):
    (folder / "größe.txt").write_bytes(b"")
    sums.write(folder)
    with pytest.raises(SetupError, match=r"cannot list .*größe\.txt"):
        checked(folder)


def test_the_tree_is_no_place_for_a_setup(folder: Path):
    with pytest.raises(SetupError, match="in the source tree"):
        build(Order(folder, ROOT / "dist"))


@pytest.mark.parametrize(
    "name", ["a.txt", "a/b c.txt", "_internal/libstdc++-6.dll", "x~1/[y]{z}(1)&%.txt", "a.b.c"]
)
def test_a_plain_name_can_be_listed(name: str):
    assert listing.can_be_listed(name)


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../b",
        "a..b",
        "/a",
        "a//b",
        "C:/a",
        "a\\b",
        'a"b',
        "a$b",
        "a`b",
        "ä",
        "a.",
        "a /b",
    ],
)
def test_a_name_that_leads_elsewhere_or_changes_on_the_way_cannot(name: str):
    assert not listing.can_be_listed(name)


def test_instructions_unpack_each_file_into_its_folder_in_one_order():
    made = Path("made")
    places = {name: made / name for name in ("b/z.txt", "a.txt", "b/c/y.txt", "b/a.txt")}
    assert listing.instructions(places).splitlines() == [
        'SetOutPath "$INSTDIR"',
        f'File "/oname=a.txt" "{made / "a.txt"}"',
        'SetOutPath "$INSTDIR\\b"',
        f'File "/oname=a.txt" "{made / "b/a.txt"}"',
        'SetOutPath "$INSTDIR\\b\\c"',
        f'File "/oname=y.txt" "{made / "b/c/y.txt"}"',
        'SetOutPath "$INSTDIR\\b"',
        f'File "/oname=z.txt" "{made / "b/z.txt"}"',
    ]
