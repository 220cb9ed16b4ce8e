"""Documents cannot drift away from the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from triage.cli.main import COMMANDS
from triage.cli.shell import exits
from triage.core import plain_words
from triage.core.records import Flag, Reason, State

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["pytest", "triage demo"])
def test_the_readme_has_one_linux_command_of_a_kind(word: str):
    script = ROOT / ".ci" / "readme_command.py"
    done = subprocess.run(
        [sys.executable, script, word], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.count("\n") == 1
    assert "apt-get install" in done.stdout


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"demo"}))
def test_the_guide_shows_every_command(command: str):
    assert re.search(rf"\btriage {command}\b", GUIDE)


def test_the_guide_explains_every_reason_flag_and_exit_code():
    reasons = [reason.word for reason in Reason if reason.word]
    flags = [word for flag in Flag for word in flag.words]
    assert [word for word in reasons + flags if f"`{word}`" not in GUIDE] == []
    codes = [value for name, value in vars(exits).items() if name.isupper()]
    assert [code for code in codes if f"| {code} |" not in GUIDE] == []


def test_every_reason_state_and_flag_has_plain_words():
    assert {reason.word for reason in Reason if reason.word} == set(plain_words.REASONS)
    assert {state.word for state in State} == set(plain_words.STATES)
    assert {word for flag in Flag for word in flag.words} == set(plain_words.FLAGS)


def test_no_document_links_to_a_file_that_is_not_there():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            if not target.endswith(".png"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
