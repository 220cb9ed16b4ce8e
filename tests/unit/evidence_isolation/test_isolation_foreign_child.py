"""The program's end believes nothing that a child says, and hangs for none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.whereabouts import where
from triage.core.errors import KnownError
from triage.core.records import Reason

FILE = where(Path("x.png"))
DEADLINE_S = 60
READY = 'read(); say(say="ready", idle=0)\n'
BEGIN = READY + 'number = read()["id"]; say(say="began", id=number)\n'


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("pass", "ended with status 0"),
        ("sys.exit(3)", "ended with status 3"),
        ('sys.stdout.write("hello" * 1000)', "makes no sense"),
        ('say(say="ready", idle=-1)', "makes no sense"),
        ('say(say="began", id=1)', "makes no sense"),
        (READY + 'say(say="ready", idle=0); time.sleep(60)', "makes no sense"),
        ('say(say="unable", why="ImportError: no decoder")', "ImportError: no decoder"),
    ],
)
def test_a_child_that_never_begins_is_told_in_one_sentence(
    pool_of: Any, foreign_child: Any, lines: str, words: str
) -> None:
    pool = pool_of(1, command=foreign_child(lines))
    error = pool.examine(FILE).exception(DEADLINE_S)
    assert isinstance(error, KnownError)
    assert words in str(error)


def test_a_program_that_is_not_there_is_told_in_one_sentence(pool_of: Any) -> None:
    pool = pool_of(1, command=("/nowhere/interpreter",))
    error = pool.examine(FILE).exception(DEADLINE_S)
    assert isinstance(error, KnownError)
    assert isinstance(pool.examine(FILE).exception(DEADLINE_S), KnownError)


@pytest.mark.parametrize(
    "lines",
    [
        'sys.stdout.write("garbage" * 100); sys.stdout.flush(); time.sleep(60)',
        'say(**{**GOOD, "id": number})',
        'say(**{**GOOD, "id": number, "state": 3}, blobs=[b"", b""])',
        'say(**{**GOOD, "id": number}, blobs=[b"", b"", b"x" * 5])',
        'say(**{**GOOD, "id": number + 7}, blobs=[b"", b""])',
        'say(**{**GOOD, "id": str(number)}, blobs=[b"", b""])',
        'say(say="began", id=number)',
        'say(say="peeked", id=number, seen=False)',
        'say(say="again", id=number, why="boredom", detail="")',
        'say(say="dance", id=number)',
        'sys.stdout.buffer.write(struct.pack("<I", 1 << 31)); sys.stdout.flush(); time.sleep(60)',
        'say(say="done", id=number, blobs=[b"x" * (3 << 20)])',
    ],
)
def test_nonsense_about_a_file_is_a_crash(pool_of: Any, foreign_child: Any, lines: str) -> None:
    pool = pool_of(1, command=foreign_child(BEGIN + lines))
    found = pool.examine(FILE).result(DEADLINE_S)
    assert found.reason is Reason.CRASHED
    assert "makes no sense" in found.detail


def test_a_good_answer_of_a_foreign_child_is_taken(pool_of: Any, foreign_child: Any) -> None:
    lines = BEGIN + 'say(**{**GOOD, "id": number}, blobs=[b"jpeg", b""]); time.sleep(60)'
    pool = pool_of(1, command=foreign_child(lines))
    assert pool.examine(FILE).result(DEADLINE_S).thumbnail == b"jpeg"


def test_a_child_that_neither_reads_nor_answers_is_ended(pool_of: Any, foreign_child: Any) -> None:
    pool = pool_of(8, command=foreign_child("time.sleep(600)"))
    long = where(Path("x" * 20_000))
    futures = [pool.examine(long) for _ in range(18)]
    pool.close()
    assert all(future.done() for future in futures)


@pytest.mark.skipif(sys.platform == "win32", reason="a child on Windows cannot stop itself")
def test_a_child_that_was_stopped_times_out(pool_of: Any, foreign_child: Any) -> None:
    lines = BEGIN + "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"
    pool = pool_of(1, seconds_per_file=0.3, command=foreign_child(lines))
    assert pool.examine(FILE).result(DEADLINE_S).reason is Reason.TIMEOUT
