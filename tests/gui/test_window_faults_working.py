"""What fails in the middle of work: a sentence, the program goes on, and no grade is lost."""

from __future__ import annotations

import functools
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.fault_tools import mounted, small_medium
from tests.support.recorded_device import DML, RecordedDevice
from tests.support.tiny_pack import write_tiny_pack
from tests.support.whole_window import MANY, Whole, imported_case, whole_window
from triage.inference.lane import Lane
from triage.inference.packs import MODEL_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from triage.store.case import Case

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return imported_case(tmp_path)


@pytest.fixture(autouse=True)
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one pack that a person installed."""
    packs = tmp_path / "packs"
    monkeypatch.setattr("triage.inference.packs.user_folder", lambda: packs)
    return write_tiny_pack(packs / "own", labels=("a", "b"), name="own")


def keeps(settings: Path, case: Path, grades: dict[int, int]) -> None:
    """Whether the case says so after everything was closed and opened again."""
    with whole_window(settings) as whole:
        whole.open(case)
        assert whole.grades() == grades


def limit_pages(case: Case, more: int) -> None:
    """Let SQLite itself refuse to grow the file by more than some pages, as a full disk does."""
    connection = case._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + more}")


def analysed(whole: Whole) -> int:
    return whole.case.session.status.latest.analysed


def pending(whole: Whole) -> int:
    return whole.case.session.status.latest.pending


def graded_until_full(whole: Whole, item: int) -> int:
    """Grade one item again and again until that fails; the category that was kept."""
    grading = whole.case.session.grading
    committed: list[object] = []
    failed: list[object] = []
    grading.changed.connect(committed.append)
    grading.failed.connect(failed.append)
    whole.case.pictures.items.picked.pick(item)
    while not failed:
        assert len(committed) < 400, "a file that may not grow took 400 audit rows"
        before = len(committed)
        whole.case.pictures.items.picked.pick(item)
        whole.case.grades.grade(1 + before % 2)
        whole.until(lambda before=before: failed or len(committed) > before)
    return 1 + (len(committed) - 1) % 2


def goes_on(whole: Whole) -> None:
    """The banner's verb does what was left, to the end."""
    whole.press("Go on")
    whole.until(lambda: not whole.idle())
    whole.until(lambda: whole.idle() and pending(whole) == 0)


def test_a_pack_with_a_wrong_hash_is_told_where_it_would_be_chosen(
    case: Path, settings: Path, more: Path, pack: Path
):
    model = pack / MODEL_FILE
    model.write_bytes(model.read_bytes() + b"x")
    with whole_window(settings) as whole:
        whole.open(case)
        first = whole.singles()[0]
        whole.grade(first)
        whole.case.evidence.ask_for([str(more)])
        whole.until(lambda: whole.sees(str(pack), "is not the file", "SHA-256"))
        for dialog in whole.dialogs():
            dialog.reject()
        whole.add(more)
        whole.until(lambda: analysed(whole) > MANY)
    keeps(settings, case, {first: 1})


def test_a_model_that_is_missing_ends_an_import_with_a_sentence(
    case: Path, settings: Path, more: Path, pack: Path
):
    model = (pack / MODEL_FILE).read_bytes()
    with whole_window(settings) as whole:
        whole.open(case)
        first, second, *_ = whole.singles()
        whole.grade(first)
        # Gone after it was chosen: nothing before the import itself can know.
        whole.case.session.jobs.started.connect(lambda _view: (pack / MODEL_FILE).unlink())
        whole.add(more, "own")
        whole.until(lambda: whole.sees(str(pack), f"{MODEL_FILE} is missing"))
        whole.dismiss()
        assert whole.sees("The import stopped before its end.")
        whole.grade(second, 2)
        (pack / MODEL_FILE).write_bytes(model)
        whole.case.session.jobs.started.disconnect()
    keeps(settings, case, {first: 1, second: 2})


def test_a_device_that_is_lost_is_told_and_the_processor_goes_on(
    case: Path, settings: Path, more: Path, monkeypatch: pytest.MonkeyPatch
):
    device = RecordedDevice(lost_at_run=2)
    lane = functools.partial(Lane, sessions=device.open)
    monkeypatch.setattr("triage.ingest.score_stage.Lane", lane)
    monkeypatch.setattr("triage.ingest.import_job.choose", lambda _wanted: DML)
    with whole_window(settings) as whole:
        whole.open(case)
        first, second, *_ = whole.singles()
        whole.grade(first)
        whole.add(more, "own")
        whole.until(lambda: whole.sees("Test Graphics 1"))
        assert whole.idle()
        assert analysed(whole) > MANY
        assert len(device.shapes) >= 2
        whole.grade(second, 2)
    keeps(settings, case, {first: 1, second: 2})


def test_no_room_while_importing_is_told_and_with_room_it_goes_on(
    case: Path, settings: Path, more: Path
):
    with whole_window(settings) as whole:
        whole.open(case)
        first, *_ = whole.singles()
        whole.grade(first)
        limit_pages(whole.case.session.case, 12)
        whole.add(more)
        whole.until(lambda: whole.sees("no room left"))
        whole.dismiss()
        assert whole.grades() == {first: 1}
        limit_pages(whole.case.session.case, 100_000)
        goes_on(whole)
        assert analysed(whole) > MANY
    keeps(settings, case, {first: 1})


def test_a_full_medium_while_importing_is_told_and_with_room_it_goes_on(
    tmp_path: Path, settings: Path, more: Path
):
    medium = tmp_path / "stick"
    with mounted(medium, *small_medium(medium, 900)):
        case = medium / "c.triage"
        imported_case(tmp_path).rename(tmp_path / "whole.triage")
        case.write_bytes((tmp_path / "whole.triage").read_bytes())
        with whole_window(settings) as whole:
            whole.open(case)
            first, *_ = whole.singles()
            whole.grade(first)
            whole.add(more)
            whole.until(lambda: whole.sees("no room left"))
            whole.dismiss()
            assert whole.grades() == {first: 1}
            subprocess.run(["mount", "-o", "remount,size=64m", str(medium)], check=True)
            goes_on(whole)
            assert analysed(whole) > MANY
        keeps(settings, case, {first: 1})


def test_no_room_while_grading_is_told_and_nothing_pretends_to_be_graded(
    case: Path, settings: Path
):
    with whole_window(settings) as whole:
        whole.open(case)
        first, second, *_ = whole.singles()
        whole.grade(first)
        limit_pages(whole.case.session.case, 0)
        kept = graded_until_full(whole, second)
        assert whole.sees("no room left")
        whole.dismiss()
        assert whole.grades() == {first: 1, second: kept}
        limit_pages(whole.case.session.case, 1000)
        whole.grade(second, 3)
    keeps(settings, case, {first: 1, second: 3})


def test_evidence_that_is_unplugged_is_told_and_goes_on_once_it_is_back(
    case: Path, settings: Path, more: Path
):
    with whole_window(settings) as whole:
        whole.open(case)
        first, second, *_ = whole.singles()
        whole.grade(first)
        jobs = whole.case.session.jobs
        whole.add(more)
        whole.until(lambda: not whole.idle() and jobs.views()[-1].progress.done > 5)
        jobs.pause(len(jobs.views()))
        gone = more.with_name("unplugged")
        more.rename(gone)
        jobs.resume(len(jobs.views()))
        whole.until(lambda: whole.sees(str(more), "Connect it again and choose Go on"))
        whole.until(whole.idle)
        whole.dismiss()
        assert whole.sees("The import stopped before its end.")
        assert pending(whole) > 0
        whole.grade(second, 2)
        gone.rename(more)
        goes_on(whole)
        assert analysed(whole) > MANY
    keeps(settings, case, {first: 1, second: 2})
