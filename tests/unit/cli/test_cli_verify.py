from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.support.pictures import fill_source


@pytest.fixture
def forged(case):
    """A case whose every score is 0."""
    with closing(sqlite3.connect(case, isolation_level=None)) as conn:
        conn.execute("UPDATE suggestion SET scores = zeroblob(8)")
    return case


def test_the_pack_that_gave_the_scores_is_named_by_its_folder(triage, case, pack):
    told = triage("verify", case, "--rescore", "2", "--model", pack)
    assert (told.code, told.out) == (0, "")
    assert "Scored 2 items again" in told.err


def test_a_real_difference_is_3(triage, forged, pack):
    told = triage("verify", forged, "--rescore", "2", "--model", pack)
    assert told.code == 3
    assert "scores differ by" in told.out


def test_a_pack_that_is_not_here_is_no_difference_and_1(triage, case):
    told = triage("verify", case, "--rescore", "2")
    assert (told.code, told.out) == (1, "")
    assert "Not compared: 2, the pack tiny that gave their scores" in told.err
    assert "No score could be compared" in told.err


def test_files_that_are_not_here_are_no_difference_and_1(triage, tmp_path, pack):
    evidence, case = fill_source(tmp_path / "disk"), tmp_path / "c.triage"
    triage("import", case, evidence, "--model", pack, "--workers", "1")
    shutil.rmtree(evidence)
    told = triage("verify", case, "--rescore", "2", "--model", pack)
    assert (told.code, told.out) == (1, "")
    assert "Not compared: 2, no file with the bytes" in told.err


def test_a_case_without_scores_has_none_to_compare(triage, tmp_path):
    triage("new", tmp_path / "c.triage")
    told = triage("verify", tmp_path / "c.triage", "--rescore", "1")
    assert told.code == 1
    assert "has no scores yet" in told.err


def test_model_without_rescore_is_wrong_usage(triage, case, pack):
    assert triage("verify", case, "--model", pack).code == 2


def test_the_closing_line_says_what_a_cut_log_is_compared_with(triage, case):
    last = triage("verify", case).err.splitlines()[-1]
    assert last.startswith("No difference. Audit log: ")
    assert "earlier report or export" in last
