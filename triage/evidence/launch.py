"""How a child is started: command line, environment, first message."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.evidence import checks
from triage.evidence.messages import input_bytes, specs_to_json
from triage.evidence.sandbox import spawn_flags, widen

if TYPE_CHECKING:
    from triage.core.records import InputSpec

_ROOT = Path(__file__).resolve().parents[2]

_CAPS = {
    # Every thread of the C library would reserve address space for an arena of its own.
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}

_SHARE_BYTES = 256 << 20
"""Memory for each thread of a shared child beyond the first: most pictures need far less, and
whoever meets the ceiling has a second run alone."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one kind of child works under. ``memory`` is bytes above the idle child."""

    threads: int
    alone: bool
    seconds: float
    memory: int
    specs: tuple[InputSpec, ...]
    hook: str = ""
    command: tuple[str, ...] | None = None
    """Instead of our own child: for tests of the program's end."""
    renders: bool = False
    """Whether pictures to look at may come back, not only small ones."""

    @property
    def share(self) -> int:
        """Bytes that the neighbours of a file may take together."""
        return _SHARE_BYTES * (self.threads - 1)

    @property
    def answer_bytes(self) -> int:
        """Bytes of blobs that one answer may hold."""
        if self.renders:
            return checks.RENDERED_PIXELS_MOST * 3
        return input_bytes(self.specs) + checks.THUMBNAIL_MOST_BYTES + 1024

    def greeting(self) -> dict[str, Any]:
        """The first message to a child."""
        return {
            "threads": self.threads,
            "alone": self.alone,
            "memory": self.memory,
            "share": self.share,
            "specs": specs_to_json(self.specs),
        }


def start(terms: Terms) -> subprocess.Popen[bytes]:
    """Start a child with its standard input and output as pipes. Raises OSError."""
    child = subprocess.Popen(
        terms.command or command(terms.hook),
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        env=_environment(),
        creationflags=spawn_flags(),
    )
    widen(child.stdout)
    return child


def command(hook: str) -> list[str]:
    """The words that start our own child."""
    words = ["--parent", str(os.getpid())]
    if hook:
        words += ["--hook", hook]
    if getattr(sys, "frozen", False):
        return [sys.executable, "--triage-child", *words]
    # -P: the current folder may be an evidence folder; no module is ever taken from there.
    return [_interpreter(), "-P", "-m", "triage.evidence.child", *words]


def _interpreter() -> str:
    """The real interpreter.

    In a virtual environment on Windows ``sys.executable`` only starts it: that starter would be
    our child, and the process that reads files a grandchild.
    """
    if sys.platform == "win32":
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable


def _environment() -> dict[str, str]:
    environment = {**os.environ, **_CAPS}
    if getattr(sys, "frozen", False):
        return environment
    search = [str(_ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment["PYTHONPATH"] = os.pathsep.join(search)
    if sys.platform == "win32" and _interpreter() != sys.executable:
        environment["__PYVENV_LAUNCHER__"] = sys.executable
    return environment
