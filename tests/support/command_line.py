"""The program as a person uses it: its command line, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def triage(*arguments: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; ``before`` is a command line that runs it (setpriv, say)."""
    return subprocess.run(
        [*before, sys.executable, "-m", "triage", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def status(case: Path) -> dict[str, Any]:
    """``status --json`` of a case."""
    return json.loads(triage("status", case, "--json").stdout)


def items(case: Path, *filters: object) -> list[dict[str, Any]]:
    """``list --format jsonl`` of a case."""
    said = triage("list", case, "--format", "jsonl", *filters).stdout
    return [json.loads(line) for line in said.split("\n") if line]


def one_sentence(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether a command ended as a known error: exit code 1, words, no traceback."""
    said = done.stderr.strip()
    return done.returncode == 1 and bool(said) and "Traceback" not in said
