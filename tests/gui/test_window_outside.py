"""The file manager of the desktop, where there is one."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from tests.support.whole_window import imported_case, whole_window
from triage.gui.looks.widgets import PlainButton
from triage.gui.window import outside

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.usefixtures("qtbot"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a matter of Linux desktops"),
]
BROWSER = "[Desktop Entry]\nName=Web\nCategories=Network;WebBrowser;\n"
MANAGER = "[Desktop Entry]\nName=Files\nCategories=System;FileManager;\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to open."""
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url.path()) or True)
    return urls


def desktop(monkeypatch: pytest.MonkeyPatch, home: Path, entry: str, text: str = "") -> None:
    """A desktop whose program for folders is this one."""

    def answer(*_question: Any, **_how: Any) -> subprocess.CompletedProcess[str]:
        if entry == "none at all":
            raise FileNotFoundError
        return subprocess.CompletedProcess([], 0, f"{entry}\n", "")

    monkeypatch.setattr("triage.gui.window.outside.subprocess.run", answer)
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    (home / "applications").mkdir(exist_ok=True)
    if entry and text:
        (home / "applications" / entry).write_text(text, encoding="utf-8")


def test_the_folder_of_a_file_is_shown(monkeypatch, tmp_path: Path, opened: list[str]):
    desktop(monkeypatch, tmp_path, "files.desktop", MANAGER)
    (tmp_path / "a.jpg").touch()
    assert outside.show_in_folder(tmp_path / "a.jpg")
    assert opened == [str(tmp_path)]


@pytest.mark.parametrize(
    ("entry", "text"), [("", ""), ("none at all", ""), ("web.desktop", BROWSER)]
)
def test_without_a_file_manager_nothing_is_opened(
    monkeypatch, tmp_path: Path, opened: list[str], entry: str, text: str
):
    desktop(monkeypatch, tmp_path, entry, text)
    assert not outside.show_in_folder(tmp_path)
    assert opened == []


def test_without_a_file_manager_the_path_can_be_copied(monkeypatch, tmp_path: Path):
    desktop(monkeypatch, tmp_path, "")
    with whole_window(tmp_path / "settings.json") as whole:
        whole.open(imported_case(tmp_path))
        whole.case.items.show_path(tmp_path / "report")
        (question,) = whole.questions()
        (copy,) = (b for b in question.findChildren(PlainButton) if b.text() == "Copy path")
        copy.click()
        assert QGuiApplication.clipboard().text() == str(tmp_path / "report")
