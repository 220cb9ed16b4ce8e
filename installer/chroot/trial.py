"""Try the Linux archive in a bare Debian without Python: every step of it, in words and figures.

As root: ``python installer/chroot/trial.py ARCHIVE --chroot FOLDER --evidence CORPUS --log FILE
--out FOLDER``, the folder made by ``make_chroot.sh``, with the Python of the source install.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from installer.bundle import sizes  # noqa: E402  a script finds them only now
from installer.chroot import display  # noqa: E402  as above
from installer.chroot.bare import Bare, FaultError, expect, source  # noqa: E402  as above
from installer.wine.steps.alike import compared  # noqa: E402  as above

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = ("real", "hostile_found")
_STATES = ("found", "analysed", "skipped", "failed", "pending")
_COUNTED = (*_STATES, "reasons", "labels", "thresholds", "models")
_HOME = "/home/examiner"
_DISPLAY = 86


@dataclass(frozen=True, slots=True)
class Trial:
    """What every step needs."""

    bare: Bare
    archive: Path
    out: Path
    log: TextIO

    def say(self, words: str) -> None:
        """A line to the terminal and the log."""
        print(words, flush=True)
        print(words, file=self.log, flush=True)

    def program(self, name: str = "triage") -> str:
        """One of the two programs, as seen in the bare Debian."""
        return f"{self.bare.program}/{name}"


def without_python(trial: Trial) -> None:
    """The place is as bare as it claims to be."""
    looked = "find /usr/bin /usr/local /usr/lib -name 'python*' -o -name 'libpython*'"
    there = trial.bare.must("sh", "-c", looked).said
    expect(not there, f"there is a Python in the bare Debian:\n{there}")
    count = trial.bare.must("sh", "-c", "dpkg-query -f '.\\n' -W | wc -l").said.strip()
    trial.say(f"   Debian {trial.bare.must('cat', '/etc/debian_version').said.strip()}, "
              f"{count} packages, no Python")  # fmt: skip


def unpacked(trial: Trial) -> None:
    """The archive holds what its list of hashes says, in the size that is allowed."""
    trial.bare.unpack(trial.archive)
    listed = trial.bare.must("sh", "-c", f"cd '{trial.bare.program}' && sha256sum -c SHA256SUMS")
    trial.say(f"   {trial.archive.name}: {trial.archive.stat().st_size / 1e6:.1f} MB packed, "
              f"{listed.said.count(': OK')} files as listed")  # fmt: skip
    found = sizes.sizes(trial.bare.folder)
    trial.say("   " + sizes.table(found).replace("\n", "\n   "))
    expect(sum(found.values()) <= sizes.MOST_BYTES, "too large")


def libraries(trial: Trial) -> None:
    """Every library finds those it stands on, in the folder or in the system."""
    folder = trial.bare.program
    looked = (
        f"find '{folder}' -type f -name '*.so*' -print0 | LD_LIBRARY_PATH='{folder}/_internal' "
        "xargs -0 ldd 2>/dev/null | grep 'not found' | sort -u"
    )
    missing = trial.bare.run("sh", "-c", looked).said
    expect(not missing, f"libraries that are nowhere:\n{missing}")
    trial.say("   none is missing")


def command_line(trial: Trial) -> None:
    """The command line starts, cold and warm."""
    trial.bare.forget()
    first = trial.bare.must(trial.program(), "--version")
    second = trial.bare.must(trial.program(), "--version")
    trial.say(f"   {second.said.strip()}: first start {first.seconds:.2f} s, "
              f"second {second.seconds:.2f} s (entering the bare Debian included)")  # fmt: skip


def demo(trial: Trial) -> None:
    """The demonstration runs to its report."""
    trial.bare.run("rm", "-rf", f"{_HOME}/demo")
    done = trial.bare.must(trial.program(), "demo", "--headless", "--out", f"{_HOME}/demo")
    report = trial.bare.root / f"{_HOME[1:]}/demo/report/index.html"
    expect(report.is_file(), "the demonstration left no report")
    status = _status(trial, f"{_HOME}/demo/demo.triage")
    trial.say(f"   {done.seconds:.0f} s; {_found(status)}")


def corpus(trial: Trial) -> None:
    """The corpus gives the same case as the source install: counts, states, values, scores."""
    folders = [str(trial.bare.evidence / part) for part in _PARTS]
    here, there = f"{_HOME}/corpus.triage", str(trial.out / "source.triage")
    trial.bare.run("rm", "-f", here)
    Path(there).unlink(missing_ok=True)
    done = trial.bare.must(trial.program(), "import", here, *folders, "--by", "trial", limit=900)
    source(ROOT, "import", there, *folders, "--by", "trial")
    listed = trial.bare.must(trial.program(), "list", here, "--format", "jsonl").said
    frozen = [json.loads(line) for line in listed.splitlines()]
    plain = [
        json.loads(line) for line in source(ROOT, "list", there, "--format", "jsonl").splitlines()
    ]
    found = compared(frozen, plain)
    told = "\n".join(
        f"{one.path}: {one.field}: frozen {one.windows!r}, source {one.linux!r}"
        for one in found.differences
    )
    expect(not found.differences, f"other than from source:\n{told}")
    status, theirs = _status(trial, here), json.loads(source(ROOT, "status", there, "--json"))
    for key in _COUNTED:
        expect(status[key] == theirs[key], f"{key}: {status[key]}, from source {theirs[key]}")
    trial.say(f"   {done.seconds:.0f} s; {found.items} items alike, scores within "
              f"{found.largest:g}; {_found(status)}")  # fmt: skip


def window(trial: Trial) -> None:
    """The window opens with the demonstration's case, cold and warm, shows it and closes."""
    with display.display(_DISPLAY) as name:
        bare = replace(trial.bare, display=name)
        bare.forget()
        words = [trial.program("triage-gui"), f"{_HOME}/demo/demo.triage", "--by", "trial"]
        for start in ("first", "second"):
            began = time.monotonic()
            program = subprocess.Popen(
                bare.command(*words),
                env=bare.environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            number = display.shown(name, program, "Demonstration")
            seconds = time.monotonic() - began
            colours = display.pictured(name, trial.out / f"window-{start}.png")
            display.closed(name, number)
            said = program.communicate(timeout=30)[0]
            expect(program.returncode == 0, f"the window ended with {program.returncode}:\n{said}")
            expect(not said.strip(), f"the window said:\n{said}")
            trial.say(f"   {start} start: shown after {seconds:.2f} s, {colours} colours")


STEPS: dict[str, Callable[[Trial], None]] = {
    "without Python": without_python,
    "unpacked": unpacked,
    "libraries": libraries,
    "command line": command_line,
    "demo": demo,
    "corpus": corpus,
    "window": window,
}


def main() -> int:
    """Run the steps in their order; the first that does not hold ends it."""
    parser = argparse.ArgumentParser(description="Try the Linux archive in a bare Debian.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--chroot", type=Path, required=True, help="made by make_chroot.sh")
    parser.add_argument("--evidence", type=Path, required=True, help="the corpus; only ever read")
    parser.add_argument("--out", type=Path, required=True, help="for pictures and a case")
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--only", nargs="*", choices=list(STEPS), default=list(STEPS))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    bare = Bare(options.chroot.resolve(), options.evidence.resolve())
    with options.log.open("w", encoding="utf-8") as log:
        trial = Trial(bare, options.archive, options.out.resolve(), log)
        return _tried(trial, options.only)


def _tried(trial: Trial, names: list[str]) -> int:
    for name in names:
        trial.say(f"== {name}")
        began = time.monotonic()
        try:
            STEPS[name](trial)
        except (FaultError, subprocess.SubprocessError) as error:
            trial.say(f"== {name} FAILED: {error}")
            return 1
        trial.say(f"== {name}: {time.monotonic() - began:.1f} s")
    trial.say("== all steps hold")
    return 0


def _status(trial: Trial, case: str) -> dict[str, Any]:
    return json.loads(trial.bare.must(trial.program(), "status", case, "--json").said)


def _found(status: dict[str, Any]) -> str:
    return ", ".join(f"{key} {status[key]}" for key in _STATES)


if __name__ == "__main__":
    sys.exit(main())
