"""Sentences about jobs: imports, exports, the past."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from triage.core.errors import KnownError, Remedy
from triage.core.job import Cancelled, JobState
from triage.export.run import ExportResult
from triage.gui.session.job_view import JobView
from triage.gui.work import job_words, past_words
from triage.gui.work.closing import ask_closing
from triage.gui.work.device_words import choices
from triage.gui.work.import_words import import_words
from triage.inference.providers import Provider
from triage.ingest.request import ImportSummary
from triage.store.past_jobs import PastJob


def summary(**changed):
    values: dict[str, Any] = {
        "found": 12,
        "analysed": 8,
        "skipped": 3,
        "failed": 1,
        "pending": 0,
        "reasons": {"not-an-image": 3, "corrupt": 1},
        "done": 12,
        "new": 12,
        "changed": 0,
        "missing": 0,
        "provider": "CPU",
    }
    return ImportSummary(**{**values, **changed})


def test_an_import_is_told_with_its_equation():
    told = import_words(summary())
    assert told[0].endswith("12 in the case = 8 analysed + 3 skipped + 1 failed.")
    assert told[1].startswith("Not analysed: 3 not a picture; 1 damaged")


def test_an_import_tells_what_remains_and_its_notes():
    told = import_words(summary(pending=2, missing=1, notes=("the source X is not here",)))
    assert "2 files are still to be read." in told
    assert "1 file is gone." in told
    assert told[-1] == "The source X is not here."


def test_a_source_that_is_not_here_is_told_with_the_windows_remedy():
    told = import_words(summary(notes=("the source X is not here",), remedy=Remedy.LOCATE))
    assert "Locate" in told[-1]


def test_an_empty_folder_is_told():
    assert import_words(summary(found=0, reasons={})) == ["No files were found."]


def test_time_left_is_no_more_exact_than_it_is():
    told = [job_words.roughly(seconds) for seconds in (4, 42, 190, 7520)]
    assert told == ["4 s", "40 s", "3 min", "2 h 05 min"]


def test_slow_work_has_a_rate_too():
    assert [job_words.rate(value) for value in (118.2, 3.44, 0.051)] == ["118/s", "3.4/s", "0.05/s"]


def test_ends_of_jobs_are_sentences():
    views = [
        JobView(1, "import", "x", JobState.FAILED, error=KnownError("The disk is full")),
        JobView(2, "import", "x", JobState.CANCELLED, error=Cancelled()),
        JobView(
            3, "export", "x", JobState.DONE, result=ExportResult(Path("/r"), 44, "ab", "Graded.")
        ),
    ]
    assert [past_words.ended(view) for view in views] == [
        "The disk is full.",
        "Stopped; what was done before stays.",
        f"44 items exported to {Path('/r')}. Graded.",
    ]


def test_a_job_of_the_past_is_a_row():
    detail = {"found": 1200, "analysed": 1200, "skipped": 0, "failed": 0, "pending": 0}
    times = ("2026-11-21T14:02:00+01:00", "2026-11-21T14:31:10+01:00")
    row = past_words.past_row(PastJob(1, "import", "Phone-1", "K. M.", *times, "done", detail))
    assert row[:3] == ("Import", "Phone-1", "K. M.")
    assert row[4:6] == ("29 min 10 s", "done")
    assert row[6].startswith("found 1,200")


def test_an_export_of_the_past_has_its_place(tmp_path):
    out = str(tmp_path / "report")
    job = PastJob(0, "export", None, "K. M.", "x", "x", "done", {"place": out, "items": 3})
    assert past_words.export_folder(job) == tmp_path / "report"


def test_closing_asks_in_verbs_and_habit_stops_nothing(qtbot):
    question = ask_closing(None, ["Importing Phone-1"])
    qtbot.addWidget(question)
    assert [button.text() for button in question.buttons] == ["Stop and close", "Keep working"]
    assert question.focusWidget() is question.buttons[1]
    with qtbot.waitSignal(question.answered) as answered:
        question.reject()
    assert answered.args == [1]


def test_the_best_device_is_named():
    found = [Provider("dml", "NVIDIA RTX A2000"), Provider("cpu", "Xeon")]
    told = choices(found)
    assert told[0] == ("auto", "Best device there is: NVIDIA RTX A2000 (DirectML)")
    assert [key for key, _words in told] == ["auto", "dml", "cpu"]
