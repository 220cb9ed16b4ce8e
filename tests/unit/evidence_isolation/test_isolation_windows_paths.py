r"""Evidence is reached below its source's folder on Windows too, whatever a case says of names."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.records import Where
from triage.evidence import beneath

ROOTS = ["\\\\?\\D:\\ev", "\\\\?\\D:\\", "\\\\?\\UNC\\server\\share\\ev", "\\\\?\\C:\\trip "]
RAW = st.binary(min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("root", "relative", "path"),
    [
        ("\\\\?\\D:\\ev", b"trip/a.jpg", "\\\\?\\D:\\ev\\trip\\a.jpg"),
        ("\\\\?\\D:\\", b"a.jpg", "\\\\?\\D:\\a.jpg"),
        ("\\\\?\\UNC\\server\\share\\", b"NUL", "\\\\?\\UNC\\server\\share\\NUL"),
        ("\\\\?\\D:\\ev", b"end. /x.", "\\\\?\\D:\\ev\\end. \\x."),
        ("\\\\?\\D:\\ev", b"", "\\\\?\\D:\\ev"),
        ("/ev", b"a\\b/c", "/ev/a\\b/c"),
        ("/", b"a", "/a"),
    ],
)
def test_the_path_below_a_root(root: str, relative: bytes, path: str) -> None:
    assert beneath.path_of(root, relative) == path


@given(st.sampled_from(ROOTS), st.lists(st.one_of(RAW, st.sampled_from([b"..", b"a:b", b"c\\d"]))))
def test_no_name_that_is_taken_leads_elsewhere_on_windows(root: str, parts: list[bytes]) -> None:
    relative = b"/".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beneath, "WALKS", False)
        try:
            taken = beneath.parts_of(relative)
        except FileNotFoundError:
            return
    path = PureWindowsPath(beneath.path_of(root, relative))
    above = PureWindowsPath(root)
    assert path.parts[: len(above.parts)] == above.parts
    assert len(path.parts) == len(above.parts) + len(taken)
    assert not any(":" in part or part == ".." for part in path.parts[1:])


@pytest.mark.parametrize("name", [b"a.jpg:evil", b"a.jpg:Zone.Identifier:$DATA", b"C:", b"a\\b"])
def test_a_stream_or_another_drive_is_no_name_on_windows(
    name: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(beneath, "WALKS", False)
    (tmp_path / "a.jpg").write_bytes(b"x")
    with pytest.raises(FileNotFoundError, match="not a name that a file can have here"):
        beneath.opened(Where(tmp_path, b"", name))


@pytest.mark.parametrize(
    ("place", "share"),
    [
        ("\\\\?\\UNC\\server\\share\\ev", True),
        ("\\\\?\\unc\\server\\share\\ev", True),
        ("\\\\?\\D:\\UNC\\ev", False),
    ],
)
def test_a_share_is_one_however_it_is_spelled(
    monkeypatch: pytest.MonkeyPatch, place: str, share: bool
) -> None:
    monkeypatch.setattr(beneath.sys, "platform", "win32")
    monkeypatch.setattr(beneath, "openable", str)
    where: Any = Where(place, b"", b"a.jpg")  # pyright: ignore[reportArgumentType]  a path of Windows as text
    assert beneath.on_a_windows_share(where) is share


@pytest.mark.skipif(sys.platform != "win32", reason="a name that only Windows hides so")
def test_on_windows_a_file_named_for_a_device_is_read(tmp_path: Path) -> None:
    odd = beneath.path_of(beneath.openable(tmp_path), b"nul.jpg")
    with open(odd, "wb") as file:  # noqa: PTH123  a Path would not be openable
        file.write(b"evidence")
    with open(beneath.opened(Where(tmp_path, b"", b"nul.jpg")), "rb") as file:  # noqa: PTH123  a descriptor
        assert file.read() == b"evidence"
