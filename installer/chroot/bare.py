"""The bare Debian: commands in it, and the frozen program unpacked there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path

_INSIDE = Path(__file__).with_name("inside.sh")
_OPT = "opt"


class FaultError(Exception):
    """A step of the trial did not hold."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    said: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Bare:
    """``root``: its folder; ``evidence``: what can be read in it, at the same place."""

    root: Path
    evidence: Path
    display: str = ""

    @property
    def program(self) -> str:
        """The program's folder, as seen in there."""
        return f"/{_OPT}/{self._unpacked().name}"

    @property
    def folder(self) -> Path:
        """The program's folder, as seen from here."""
        return self._unpacked()

    def unpack(self, archive: Path) -> None:
        """Put the program of an archive there, and nothing of an earlier one."""
        for old in (self.root / _OPT).iterdir():
            shutil.rmtree(old)
        with tarfile.open(archive) as tar:
            tar.extractall(self.root / _OPT, filter="data")

    def command(self, *words: str) -> list[str]:
        """The words that run a command in there as an ordinary user."""
        held = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return [*held, str(_INSIDE), str(self.root), str(self.evidence), *words]

    def environment(self) -> dict[str, str]:
        """Nothing of ours but the display: ``inside.sh`` clears the rest."""
        return {**os.environ, "DISPLAY": self.display}

    def run(self, *words: str, limit: float = 300) -> Done:
        """Run a command in there and wait for its end."""
        began = time.monotonic()
        done = subprocess.run(
            self.command(*words),
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=limit,
            check=False,
        )
        return Done(done.returncode, done.stdout, time.monotonic() - began)

    def must(self, *words: str, limit: float = 300) -> Done:
        """Run a command that has to succeed."""
        done = self.run(*words, limit=limit)
        expect(done.code == 0, f"{' '.join(words)} ended with {done.code}:\n{done.said[-3000:]}")
        return done

    def forget(self) -> None:
        """Let the system forget the program's files, as after a start of the machine."""
        for path in self.folder.rglob("*"):
            if path.is_file():
                descriptor = os.open(path, os.O_RDONLY)
                os.fsync(descriptor)
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(descriptor)

    def _unpacked(self) -> Path:
        there = sorted((self.root / _OPT).iterdir())
        expect(len(there) == 1, f"not one program in {self.root / _OPT}: {there}")
        return there[0]


def expect(holds: bool, words: str) -> None:
    """Raise FaultError with these words unless something holds."""
    if not holds:
        raise FaultError(words)


def source(root: Path, *words: str) -> str:
    """What the program says when it runs from the source tree, with this Python."""
    done = subprocess.run(
        [sys.executable, "-m", "triage", *words],
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    expect(
        done.returncode == 0, f"from source, {words[0]}: {done.returncode}\n{done.stderr[-3000:]}"
    )
    return done.stdout
