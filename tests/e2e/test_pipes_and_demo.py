"""The program between other programs, and the demo from end to end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import items, status, triage
from tests.support.pictures import fill_source
from tests.support.tiny_pack import write_tiny_pack


@pytest.fixture
def case(tmp_path):
    pack = write_tiny_pack(tmp_path / "tiny", labels=("a", "b"))
    done = triage("import", tmp_path / "c.triage", fill_source(tmp_path / "e"), "--model", pack)
    assert done.returncode == 0, done.stderr
    return tmp_path / "c.triage"


def test_a_reader_that_closes_early_ends_the_list_quietly(case):
    listing = subprocess.Popen(
        [sys.executable, "-m", "triage", "list", str(case), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert listing.stdout is not None
    listing.stdout.close()
    assert listing.stderr is not None
    said = listing.stderr.read()
    listing.stderr.close()
    assert (listing.wait(60), said) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="names of any bytes are a POSIX matter")
def test_a_name_of_any_bytes_is_listed_safely(tmp_path):
    evidence = tmp_path / "e"
    evidence.mkdir()
    (evidence / os.fsdecode(b"bad\xff\x1b[31m\n.txt")).write_text("x", encoding="utf-8")
    case = tmp_path / "c.triage"
    assert triage("import", case, evidence, "--no-classify").returncode == 0
    assert items(case)[0]["path"] == "bad\udcff\x1b[31m\n.txt"
    table = triage("list", case).stdout
    assert "bad\\xff\\x1b[31m\\x0a.txt" in table
    assert "\x1b" not in table


def test_verify_finds_a_changed_file(case, tmp_path):
    (tmp_path / "e" / "notes.txt").write_text("OTHER WORD\n", encoding="utf-8")
    done = triage("verify", case, "--evidence")
    assert done.returncode == 3
    assert "notes.txt" in done.stdout


def test_the_demo_ends_with_a_report_of_everything_it_drew(tmp_path):
    done = triage("demo", "--headless", "--out", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    told = status(tmp_path / "demo" / "demo.triage")
    assert told["found"] == 80
    assert told["analysed"] > 70
    assert told["pending"] == 0
    assert Path(done.stdout.strip()).read_text(encoding="utf-8").startswith("<!")
    assert all(item["grade"] is None for item in items(tmp_path / "demo" / "demo.triage"))


def test_the_demo_overwrites_nothing(tmp_path):
    (tmp_path / "demo").mkdir()
    done = triage("demo", "--headless", "--out", tmp_path / "demo")
    assert done.returncode == 1
    assert list((tmp_path / "demo").iterdir()) == []
