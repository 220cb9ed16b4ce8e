"""Real faults for tests: small media, users without rights, processes that die."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

_NOBODY = 65534
_NO_MODES = "Windows has other rights than POSIX modes"
_ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def mounted(folder: Path, *options: str) -> Generator[Path]:
    """Something mounted on ``folder``; the test is skipped where that is not allowed."""
    folder.mkdir(exist_ok=True)
    try:
        subprocess.run(["mount", *options, str(folder)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting needs root on Linux")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def small_medium(folder: Path, kibibytes: int) -> list[str]:
    """Arguments of ``mount`` for a file system in memory with this much room."""
    return ["-t", "tmpfs", "-o", f"size={kibibytes}k", "none"]


@contextmanager
def shared_folder() -> Generator[Path]:
    """A folder that other users can reach (pytest's own cannot be). Skips on Windows."""
    if sys.platform == "win32":
        pytest.skip(_NO_MODES)
    folder = Path(tempfile.mkdtemp(prefix="triage-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def as_nobody(imports: str, code: str, *arguments: object) -> str:
    """Run Python code as a user without rights; what it printed. Skips on Windows.

    ``imports`` runs before the rights go: the Python of root's tests is often root's alone.
    """
    if sys.platform == "win32":
        pytest.skip(_NO_MODES)
    drop = ""
    if os.geteuid() == 0:
        drop = f"import os; os.setgroups([]); os.setgid({_NOBODY}); os.setuid({_NOBODY})"
    done = subprocess.run(
        [sys.executable, "-B", "-c", f"{imports}\n{drop}\n{code}", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=_ROOT,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
