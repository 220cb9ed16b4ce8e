from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from triage.cli import models as models_command
from triage.cli.main import run
from triage.cli.shell import boundary
from triage.cli.shell.output import StdoutClosed, emit_line
from triage.cli.shell.session import Session
from triage.core.errors import KnownError


def test_help_names_every_command_in_order(triage):
    told = triage("--help")
    assert told.code == 0
    places = [told.out.index(f"\n  {word} ") for word in ("new", "import", "list", "demo")]
    assert places == sorted(places)


def test_version_is_on_stdout(triage):
    told = triage("--version")
    assert (told.code, told.err) == (0, "")
    assert "0.1.0" in told.out


@pytest.mark.parametrize("words", [(), ("nonsense",), ("list",), ("list", "x", "--nonsense")])
def test_wrong_usage_is_2(triage, words):
    told = triage(*words)
    assert (told.code, told.out) == (2, "")
    assert "Usage: triage" in told.err


def test_a_known_error_is_one_sentence_without_traceback(triage, tmp_path):
    told = triage("status", tmp_path / "none.triage")
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err


def test_a_name_in_an_error_cannot_forge_a_line(triage, tmp_path):
    told = triage("status", tmp_path / "a\nb\u202e.triage")
    assert told.err.count("\n") == 1
    assert "\u202e" not in told.err


def test_a_bug_is_70_and_its_log_lies_beside_the_case(triage, case, monkeypatch):
    monkeypatch.setattr("triage.cli.status.status", lambda _conn: 1 // 0)
    told = triage("status", case)
    log = case.with_name("c.triage.log")
    assert told.code == 70
    assert str(log) in told.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert "Traceback" not in told.err


def test_a_bug_without_a_case_is_logged_in_the_temporary_folder(triage, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(models_command, "installed_packs", lambda: 1 // 0)
    told = triage("models")
    assert told.code == 70
    assert [path.name for path in tmp_path.iterdir()] == [f"triage-{os.getpid()}.log"]


def test_a_log_is_not_written_where_no_case_is_yet(triage, tmp_path, evidence, monkeypatch):
    monkeypatch.setattr("triage.cli.import_.default_packs", lambda: 1 // 0)
    told = triage("import", tmp_path / "c.triage", evidence)
    assert told.code == 70
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_has_enough_ends_us_quietly(capfd):
    def work() -> int:
        raise StdoutClosed

    assert boundary.guarded(work, Session()) == 0
    assert capfd.readouterr().err == ""


def test_an_interrupt_is_130(capfd):
    def work() -> int:
        raise KeyboardInterrupt

    assert boundary.guarded(work, Session()) == 130
    assert capfd.readouterr().err == "Cancelled.\n"


def test_a_signal_without_a_job_raises_keyboard_interrupt():
    session = Session()

    def work() -> int:
        signal.raise_signal(signal.SIGTERM)
        return 0

    assert boundary.guarded(work, session) == 130


def test_handlers_are_put_back():
    before = signal.getsignal(signal.SIGINT)
    boundary.guarded(lambda: 0, Session())
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_signal_leaves_at_once(monkeypatch):
    left: list[int] = []
    monkeypatch.setattr(os, "_exit", left.append)
    session = Session()

    def work() -> int:
        with session.interrupts.cancelling(lambda: None):
            signal.raise_signal(signal.SIGINT)
            assert left == []
            signal.raise_signal(signal.SIGINT)
        return 0

    boundary.guarded(work, session)
    assert left == [130]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_stdout_is_a_known_error():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "triage", "--version"],
            stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8",
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("The output could not be written")
    assert done.stderr.count("\n") == 1


def test_a_stdout_that_was_closed_before_is_nowhere(case, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    code = run(["list", str(case)])
    sys.stdout.close()
    sys.stderr.close()
    assert code == 0


def test_a_stdout_that_is_not_there_needs_no_flushing(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert boundary.guarded(lambda: 0, Session()) == 0


def test_an_empty_path_is_wrong_usage(triage):
    assert triage("new", "").code == 2


@pytest.mark.parametrize("command", ["status", "list", "new", "verify"])
def test_a_folder_is_told_from_a_case(triage, tmp_path, command):
    told = triage(command, tmp_path)
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "is a folder, not a case" in told.err


def test_stdout_takes_any_text(capfd, monkeypatch):
    def work() -> int:
        emit_line("\udc80 \u202e")
        return 0

    assert boundary.guarded(work, Session()) in {0, 70}


def test_known_errors_end_in_a_stop():
    assert boundary.sentence(KnownError("no room")) == "no room."


def test_help_imports_nothing_heavy():
    program = (
        "import sys; from triage.cli.main import run; run(['--help']);"
        "heavy = {'numpy', 'PIL', 'onnxruntime', 'rich', 'sqlite3', 'PySide6'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr.strip() == "[]"


def test_an_id_larger_than_any_is_a_wrong_usage(triage, case):
    told = triage("grade", case, "--category", "1", "--by", "kim", str(2**63))
    assert told.code == 2
    assert "OverflowError" not in told.err
