"""Whether what is given away works: ``python installer/smoke.py FOLDER`` or ``... SETUP.exe``.

The folder's files are as its list says, and the demonstration runs to its report. A setup (on
Windows) is installed for this user into a folder with a blank and an umlaut, tried in the same
way, and removed: the case stays.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SUMS = "SHA256SUMS"
_LIMIT_S = 400
_GONE_S = 30


class SmokeError(Exception):
    """What does not work."""


def main() -> int:
    """Try the folder or the setup of the command line."""
    if len(sys.argv) != 2:
        print("usage: smoke.py FOLDER | SETUP.exe", file=sys.stderr)
        return 2
    given = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="smoke ü ") as work:
        try:
            if given.suffix == ".exe":
                try_setup(given, Path(work))
            else:
                try_folder(given, Path(work))
        except (SmokeError, OSError, subprocess.SubprocessError) as error:
            print(f"smoke.py: {given.name}: {error}", file=sys.stderr)
            return 1
    print(f"smoke.py: {given.name}: works")
    return 0


def try_folder(folder: Path, work: Path) -> Path:
    """List, version, demonstration, status; where the case lies."""
    check_sums(folder)
    program = folder / ("triage.exe" if (folder / "triage.exe").is_file() else "triage")
    out = work / "demo"
    run(program, "--version")
    run(program, "demo", "--headless", "--out", out)
    report, case = out / "report" / "index.html", out / "demo.triage"
    if not report.is_file():
        raise SmokeError("the demonstration wrote no report")
    run(program, "status", case)
    run(program, "verify", case)
    return case


def try_setup(setup: Path, work: Path) -> None:
    """Install, try, remove."""
    target = work / "Forensic Triage"
    # /D= comes last and bears no quotation marks, however many blanks it has.
    words = f'"{setup}" /S /CurrentUser /D={target}'
    code = subprocess.run(words, timeout=_LIMIT_S, check=False).returncode
    if code:
        raise SmokeError(f"the setup ended with {code}")
    case = try_folder(target, work)
    run(target / "uninstall.exe", "/S")
    deadline = time.monotonic() + _GONE_S
    while target.exists():
        if time.monotonic() > deadline:
            left = [path.name for path in target.rglob("*")][:9]
            raise SmokeError(f"after the removal, the folder still holds {left}")
        time.sleep(0.2)
    if not case.is_file():
        raise SmokeError("the removal took the case with it")


def check_sums(folder: Path) -> None:
    """Every listed file is as listed, and none is there that is not listed."""
    listed: dict[str, str] = {}
    for line in (folder / _SUMS).read_text(encoding="utf-8").splitlines():
        listed[line[66:]] = line[:64]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if there - {_SUMS} != set(listed):
        raise SmokeError(f"listed and there differ: {sorted((there - {_SUMS}) ^ set(listed))[:9]}")
    for name, digest in listed.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise SmokeError(f"{name} is not as listed")


def run(program: Path, *words: object) -> None:
    """Run it to its end; raises SmokeError where it does not end with 0."""
    command = [str(program), *map(str, words)]
    code = subprocess.run(command, timeout=_LIMIT_S, check=False).returncode
    if code:
        raise SmokeError(f"{program.name} {' '.join(map(str, words))} ended with {code}")


if __name__ == "__main__":
    sys.exit(main())
