"""The bed as the steps see it: a Windows program started, watched and ended from Linux.

A step is a script: ``python STEP.py OUT WORDS...``. ``OUT`` is a folder of its own that it makes
anew and leaves for a person to look at; ``WORDS`` start the program, so that one and the same
step runs the source, the bundle and the installed program. ``env.sh`` has set the variables.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

TREE = Path(__file__).resolve().parents[3]
CORPUS = TREE.parent / "shared" / "corpus"
LIMIT_S = 200


class StepFailedError(Exception):
    """What is wrong, as one sentence or as lines to read."""


@dataclass(frozen=True, slots=True)
class Done:
    """A program that has ended."""

    code: int
    out: str
    err: str


def expect(holds: object, otherwise: str) -> None:
    """Fail the step where something does not hold."""
    if not holds:
        raise StepFailedError(otherwise)


def main(step: Callable[[Path, Program], None]) -> None:
    """Run a step with the command line's folder and program; exit with 1 where it fails."""
    if len(sys.argv) < 3:
        raise SystemExit(f"usage: {Path(sys.argv[0]).name} OUT WORDS-OF-THE-PROGRAM...")
    if "WINEPREFIX" not in os.environ:
        raise SystemExit("Source installer/wine/env.sh first: the variables of wine are missing.")
    out = Path(sys.argv[1]).resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    try:
        step(out, Program(sys.argv[2:]))
    except (StepFailedError, OSError, subprocess.TimeoutExpired) as error:
        print(f"{Path(sys.argv[0]).name} FAILED: {error}", file=sys.stderr)
        raise SystemExit(1) from error


def windows(path: Path) -> str:
    """How Windows names a place of this machine."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


class Program:
    """The command line of the program under wine."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.search = [TREE]
        """Where a Windows Python finds modules."""

    def run(self, *arguments: object, limit: float = LIMIT_S) -> Done:
        """Run it to its end. Its streams are pipes: wine's Python wants no regular file."""
        done = subprocess.run(
            self._line(arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limit,
            check=False,
            env=self._environment(),
        )
        return Done(done.returncode, _text(done.stdout), _text(done.stderr))

    def must(self, *arguments: object, limit: float = LIMIT_S) -> str:
        """Run it; what it printed. Fails the step where it does not end with 0."""
        done = self.run(*arguments, limit=limit)
        said = (done.err or done.out)[-2000:]
        expect(done.code == 0, f"{' '.join(map(str, arguments))} ended with {done.code}: {said}")
        return done.out

    @contextlib.contextmanager
    def started(self, *arguments: object) -> Generator[subprocess.Popen[bytes]]:
        """It runs within the block and no longer."""
        process = subprocess.Popen(
            self._line(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def items(self, case: Path) -> list[dict[str, Any]]:
        """Every item of a case, as its list says."""
        listed = self.must("list", windows(case), "--format", "jsonl")
        return [json.loads(line) for line in listed.splitlines()]

    def status(self, case: Path) -> dict[str, Any]:
        """The counts of a case."""
        return json.loads(self.must("status", windows(case), "--json"))

    def analysed(self, case: Path) -> int:
        """Items that a running import has done; 0 while there is no case yet."""
        if not case.exists():
            return 0
        done = self.run("status", windows(case), "--json")
        return 0 if done.code else json.loads(done.out)["analysed"]

    def _environment(self) -> dict[str, str]:
        """As ``winrun`` of env.sh has it."""
        kept = {key: word for key, word in os.environ.items() if not key.startswith("PYTHON")}
        places = {"PYTHONPATH": ";".join(map(windows, self.search))}
        return kept | places | {"PYTHONPYCACHEPREFIX": windows(Path(os.environ["BED"], "pycache"))}

    def _line(self, arguments: tuple[object, ...]) -> list[str]:
        places = [windows(word) if isinstance(word, Path) else str(word) for word in arguments]
        return ["wine", *self.words, *places]


def linux(*arguments: object, limit: float = LIMIT_S) -> str:
    """The same program of this tree on this machine; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "triage", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=limit,
        check=False,
        cwd=TREE,
    )
    expect(done.returncode == 0, f"on Linux: {_text(done.stderr)[-2000:]}")
    return _text(done.stdout)


def linux_items(case: Path) -> list[dict[str, Any]]:
    """Every item of a case, as the program on Linux lists it."""
    listed = linux("list", case, "--format", "jsonl")
    return [json.loads(line) for line in listed.splitlines()]


def processes(*words: str) -> list[int]:
    """Processes of this prefix whose command line holds each of the words."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
            prefix = f"WINEPREFIX={os.environ['WINEPREFIX']}\0".encode()
            # ``wine`` itself starts the program; what is asked for is the Windows process.
            if all(word in line for word in words) and prefix in _environment(folder):
                found.append(int(folder.name))
    return sorted(found)


def children() -> list[int]:
    """The processes in which the program reads evidence."""
    return sorted({*processes("triage.evidence.child"), *processes("--triage-child")})


def kill(process: int) -> None:
    """End a process at once, as the Task Manager does."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def wait_until(holds: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Look again and again until something holds; fails the step where it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        expect(time.monotonic() < deadline, f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.1)


def _environment(folder: Path) -> bytes:
    return b"\0" + (folder / "environ").read_bytes() + b"\0"


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace").replace("\r\n", "\n")
