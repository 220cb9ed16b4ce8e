"""Cases that cannot be opened, or not all of them: a sentence, and what was graded is there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.support.whole_window import Whole, imported_case, whole_window

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def case(tmp_path: Path, settings: Path) -> Path:
    """A case in which the first item was graded in an earlier session."""
    path = imported_case(tmp_path)
    with whole_window(settings) as whole:
        whole.open(path)
        whole.grade(whole.singles()[0])
    return path


def changed(case: Path, sql: str) -> None:
    with closing(sqlite3.connect(case)) as connection:
        connection.execute(sql)
        connection.commit()


@contextmanager
def holder(case: Path) -> Generator[int]:
    """Another process that has the case open for writing; its number."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from triage.store.case import Case\n"
        "with Case.open(Path(sys.argv[1]), by='other'):\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, case],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process.pid
        finally:
            process.communicate()


def is_refused(whole: Whole, case: Path, *words: str) -> None:
    """Opening says these words and leads back to the start page."""
    whole.program.begin(case, [], "kim")
    whole.until(lambda: whole.sees(*words))
    assert whole.program.case is None
    whole.dismiss()
    assert whole.window.pages.currentWidget() is whole.program.start_page


def opens_with_its_grade(whole: Whole, case: Path) -> None:
    """The same window opens the case now, grades are there and more can be given."""
    whole.open(case)
    first, second, *_ = whole.singles()
    assert whole.grades() == {first: 1}
    whole.grade(second, 2)


def test_a_case_that_another_process_holds_is_refused_with_its_number(case: Path, settings: Path):
    with whole_window(settings) as whole:
        with holder(case) as number:
            is_refused(whole, case, "in use by other", f"process {number}")
        opens_with_its_grade(whole, case)


def test_a_case_of_a_newer_program_is_refused_and_not_changed(case: Path, settings: Path):
    with closing(sqlite3.connect(case)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    changed(case, "PRAGMA user_version = 99")
    before = case.read_bytes()
    with whole_window(settings) as whole:
        is_refused(whole, case, "newer version", "schema 99")
        assert case.read_bytes() == before
        changed(case, f"PRAGMA user_version = {version}")
        opens_with_its_grade(whole, case)


def test_a_case_that_is_damaged_is_refused(case: Path, settings: Path, tmp_path: Path):
    damaged = tmp_path / "damaged.triage"
    damaged.write_bytes(b"no case at all" * 1000)
    with whole_window(settings) as whole:
        is_refused(whole, damaged, "damaged.triage")
        opens_with_its_grade(whole, case)


@pytest.mark.parametrize("table", ["thumbnail", "peek"])
def test_a_case_without_its_pictures_is_worked_on(case: Path, settings: Path, table: str):
    changed(case, f"DROP TABLE {table}")
    with whole_window(settings) as whole:
        whole.open(case)
        whole.until(lambda: whole.sees("has lost its small pictures"))
        first, second, *_ = whole.singles()
        assert whole.grades() == {first: 1}
        whole.until(lambda: whole.case.pictures.shelf.text(first) is not None)
        whole.grade(second, 2)
    with whole_window(settings) as whole:
        whole.open(case)
        assert whole.grades() == {first: 1, second: 2}


def test_a_source_that_is_gone_is_said_and_found_again(case: Path, settings: Path, tmp_path: Path):
    moved = tmp_path / "moved"
    (tmp_path / "evidence").rename(moved)
    with whole_window(settings) as whole:
        whole.open(case)
        whole.until(lambda: whole.sees("evidence is not at", "any more"))
        first, second, *_ = whole.singles()
        assert whole.grades() == {first: 1}
        whole.press("Locate\N{HORIZONTAL ELLIPSIS}")
        (dialog,) = whole.window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(moved))
        dialog.reject()
        whole.until(lambda: not whole.idle() or whole.sees("moved"))
        whole.until(whole.idle)
        assert [view.error for view in whole.case.session.jobs.views()] == [None]
        whole.grade(second, 2)
    with whole_window(settings) as whole:
        whole.open(case)
        assert not whole.sees("is not at")
        assert whole.grades() == {first: 1, second: 2}


def test_a_wrong_folder_is_no_new_place_of_a_source(case: Path, settings: Path, tmp_path: Path):
    (tmp_path / "evidence").rename(tmp_path / "moved")
    (tmp_path / "other").mkdir()
    with whole_window(settings) as whole:
        whole.open(case)
        whole.until(lambda: whole.sees("is not at"))
        whole.press("Locate\N{HORIZONTAL ELLIPSIS}")
        (dialog,) = whole.window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "other"))
        dialog.reject()
        whole.until(lambda: bool(whole.questions()))
        assert whole.sees("other")
        whole.dismiss()
        first, *_ = whole.singles()
        assert whole.grades() == {first: 1}
