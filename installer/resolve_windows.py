"""What a Windows machine would install, found out on any machine: names and versions.

``pip download --platform`` keeps the markers of the machine that it runs on, and proves nothing
of what Windows gets. uv weighs them as Windows would. Binary wheels alone count: an examiner's
workstation has no compiler.

Without arguments: every Python that the program supports is tried, and anything that is amiss
ends it with a sentence and status 1. ``--print --python 3.11`` prints the pinned list.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13")

_NEEDED = "onnxruntime-directml"
_BANNED = ("onnxruntime", "onnxruntime-gpu")
"""They install the same files as the one that is needed, and know no DirectML."""

_PINNED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9A-Za-z.!+]+")
_ADDRESS = re.compile(r"[a-z+]+://[^\s`'\")]+")


class UnresolvedError(Exception):
    """There is no set of wheels that fits, or it could not be asked for."""


def amiss(lines: list[str]) -> list[str]:
    """Sentences about what is wrong with a resolution, given line by line."""
    found: list[str] = []
    names = {line.partition("==")[0] for line in lines}
    found.extend(f"{line!r} names no package of one version." for line in lines if not _pins(line))
    if _NEEDED not in names:
        found.append(f"{_NEEDED} is missing: Windows would have no graphics card.")
    found.extend(
        f"{banned} is in it, and would overwrite the files of {_NEEDED}."
        for banned in _BANNED
        if banned in names
    )
    return found


def without_addresses(text: str) -> str:
    """What uv says, without the places where it looked: they belong in no log."""
    return _ADDRESS.sub("(address)", text).strip()


def resolve(project: Path, python: str, extras: list[str]) -> list[str]:
    """Pinned lines, by name. Raises UnresolvedError with what uv says."""
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", str(project / "pyproject.toml")),
        *("--constraints", str(project / "constraints.txt")),
        *("--python-platform", "windows", "--python-version", python),
        *("--only-binary", ":all:", "--no-header", "--no-annotate", "--no-config", "--quiet"),
        *(word for extra in extras for word in ("--extra", extra)),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise UnresolvedError(without_addresses(done.stderr) or "uv gave no reason")
    return sorted(line.strip() for line in done.stdout.splitlines() if line.strip())


def main() -> int:
    """The status: 0 where all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", choices=PYTHONS, help="all where not given")
    parser.add_argument("--extra", action="append", default=[], help="an extra of the project too")
    parser.add_argument("--print", action="store_true", help="print the list of one Python")
    parser.add_argument("--project", type=Path, default=ROOT, help="folder of pyproject.toml")
    options = parser.parse_args()
    pythons = options.python or PYTHONS
    if options.print and len(pythons) != 1:
        parser.error("--print needs one --python")
    return max(_tried(python, options) for python in pythons)


def _tried(python: str, options: argparse.Namespace) -> int:
    words = f"Windows, Python {python}"
    try:
        lines = resolve(options.project, python, options.extra)
    except UnresolvedError as error:
        sys.stderr.write(f"{words}: there is no set of binary wheels that fits. {error}\n")
        return 1
    faults = amiss(lines)
    for fault in faults:
        sys.stderr.write(f"{words}: {fault}\n")
    if options.print:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    elif not faults:
        sys.stdout.write(f"{words}: {len(lines)} packages, all as wheels, with {_NEEDED}\n")
    return 1 if faults else 0


def _pins(line: str) -> bool:
    return _PINNED.fullmatch(line) is not None


if __name__ == "__main__":
    sys.exit(main())
