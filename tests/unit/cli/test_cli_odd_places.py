"""A case that lies where it must not, and names that are no UTF-8."""

from __future__ import annotations

import pytest

from tests.support.pictures import fill_source

WRITING = [
    ("grade", "--category", "1", "--by", "Kim", "1"),
    ("threshold", "red", "0.4", "--by", "Kim"),
    ("export", "jsonl", "{out}", "--all"),
    ("import", "--resume", "--no-classify"),
]


@pytest.fixture
def case_in_its_source(triage, tmp_path, pack):
    source = fill_source(tmp_path / "evidence")
    made = tmp_path / "c.triage"
    assert triage("import", made, source, "--model", pack, "--workers", "1").code == 0
    return made.rename(source / "c.triage")


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_a_case_inside_its_source_is_not_written(triage, case_in_its_source, tmp_path, words):
    before = case_in_its_source.read_bytes()
    out = tmp_path / "out.jsonl"
    command, *rest = [word.format(out=out) for word in words]
    told = triage(command, case_in_its_source, *rest)
    assert told.code == 1
    assert "lies inside its source evidence" in told.err
    assert case_in_its_source.read_bytes() == before
    assert not out.exists()


def test_a_case_inside_its_source_can_be_read(triage, case_in_its_source):
    assert len(triage("list", case_in_its_source, "--format", "jsonl").lines) == 11


def test_a_source_named_without_utf8_is_found_by_the_name_as_typed(triage, tmp_path):
    source = fill_source(tmp_path / "evidence")
    case = tmp_path / "c.triage"
    typed = "p\udcffq"
    triage("import", case, source, "--source-name", typed, "--no-classify", "--workers", "1")
    found = triage("list", case, "--format", "jsonl", "--source", typed)
    assert (found.code, len(found.lines)) == (0, 11)


def test_a_grader_named_without_utf8_is_found_by_the_name_as_typed(triage, case):
    typed = "x\udcffy"
    triage("grade", case, "--category", "1", "--by", typed, "1")
    assert len(triage("list", case, "--format", "jsonl", "--graded-by", typed).lines) == 1
