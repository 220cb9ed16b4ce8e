"""The self-test as a whole, and what it makes of what it is told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from triage.cli.main import run
from triage.core import resources
from triage.core.job import Cancelled, JobContext
from triage.doctor import examination
from triage.doctor.as_text import as_text
from triage.doctor.checks import display
from triage.doctor.checks.display import DisplayFacts, Screen, judged
from triage.doctor.examination import Check, checks, examine
from triage.doctor.finding import Row, Verdict, fine, warning
from triage.doctor.patient import Patient, patient_at
from triage.inference.packs import bundled_folders, load_pack

WINDOW = DisplayFacts(
    "windows",
    (Screen("DELL", 2560, 1440, 1.5),),
    (("text", "Segoe UI"), ("hashes", "Consolas")),
    200,
)


def test_a_machine_that_is_well_passes_every_check(doctor, tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7")
    told = doctor()
    verdicts = {key: one["verdict"] for key, one in told.found.items()}
    bad = {key: told.found[key] for key, one in verdicts.items() if one in ("warning", "fault")}
    assert (told.code, bad) == (0, {})
    assert list(verdicts) == [check.key for check in checks()]
    assert list(tmp_path.iterdir()) == []


def test_the_text_names_every_check_its_verdict_and_what_helps(capfd, tmp_path):
    code = run(["doctor", str(tmp_path / "gone"), "--check", "room", "--check", "versions"])
    said = capfd.readouterr().out
    assert code == 1
    assert "Room and speed for the case: fault" in said
    assert "What helps: Check that the folder is there" in said
    assert said.endswith("\n\n1 fault.\n")
    assert all(len(line) <= 90 for line in said.splitlines())


def test_versions_name_everything_that_has_a_hand_in_a_result(doctor):
    said = doctor("versions").only["sentence"]
    runtime = "onnxruntime-directml" if sys.platform == "win32" else "onnxruntime"
    for part in (
        "Forensic Triage",
        "Python",
        runtime,
        "numpy",
        "Pillow",
        "SQLite",
        "libheif",
    ):
        assert f"{part} " in said
    [folder] = bundled_folders()
    assert load_pack(folder).info.sha256 in said


def test_the_known_scores_are_of_the_packs_that_are_shipped():
    golden = resources.folder("resources") / "golden"
    told = json.loads((golden / "scores.json").read_text(encoding="utf-8"))
    assert set(told["packs"]) == {load_pack(folder).info.sha256 for folder in bundled_folders()}
    assert sorted(path.name for path in golden.iterdir()) == sorted(
        [*told["pictures"], "scores.json"]
    )


def test_a_check_that_breaks_is_told_and_spares_the_others(monkeypatch, tmp_path):
    def broken(patient, ctx):
        raise ZeroDivisionError("by nothing")

    given = (Check("one", "One", broken), Check("two", "Two", lambda patient, ctx: fine("Good.")))
    monkeypatch.setattr(examination, "checks", lambda: given)
    one, two = examine(JobContext(), Patient(tmp_path))
    assert one.finding.verdict is Verdict.FAULT
    assert "by nothing" in one.finding.sentence
    assert one.finding.remedy
    assert two.finding.verdict is Verdict.OK


def test_rows_are_told_as_they_are_found(monkeypatch, tmp_path):
    given = (Check("one", "One", lambda patient, ctx: fine("Good.")),)
    monkeypatch.setattr(examination, "checks", lambda: given)
    heard: list[Row] = []
    rows = examine(JobContext(), Patient(tmp_path), heard.append)
    assert tuple(heard) == rows


def test_it_can_be_stopped(tmp_path):
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        examine(ctx, Patient(tmp_path))


def test_what_is_tested_lies_where_the_case_lies(tmp_path):
    case = tmp_path / "c.triage"
    case.touch()
    assert (patient_at(case).folder, patient_at(case).case) == (tmp_path, case)
    assert (patient_at(tmp_path).folder, patient_at(tmp_path).case) == (tmp_path, None)
    assert patient_at(None).folder == Path.home()


def test_a_name_in_the_text_cannot_break_its_lines():
    row = Row("one", "One", warning("It lies in /tmp/a\x1b[31m\u202eb.", "Move it."))
    said = as_text([row])
    assert "\x1b" not in said
    assert "\u202e" not in said


@pytest.mark.parametrize(
    ("changes", "verdict", "word"),
    [
        ({}, Verdict.OK, "DELL 2560 x 1440 at 150 %; fonts: Segoe UI (text), Consolas (hashes)."),
        ({"screens": ()}, Verdict.FAULT, "no screen"),
        ({"families": 0}, Verdict.FAULT, "no font at all"),
        ({"even": False}, Verdict.WARNING, "letters of one width"),
        ({"screens": (Screen("low", 1024, 600, 1.0),)}, Verdict.WARNING, "1280 x 720"),
    ],
)
def test_screens_and_fonts_are_judged(changes, verdict, word, tmp_path):
    from dataclasses import replace

    facts = replace(WINDOW, **changes)
    found = display.look(Patient(tmp_path, display=facts), JobContext())
    assert found == judged(facts)
    assert (found.verdict, word in found.sentence) == (verdict, True)
    assert bool(found.remedy) is (verdict is not Verdict.OK)
