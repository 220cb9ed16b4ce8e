"""Make the setup: ``python installer/windows/build_setup.py FOLDER OUT [--compression zlib]``.

FOLDER is what ``installer/bundle/build.py`` made on Windows. ``makensis`` (NSIS 3.08 or later)
runs on Linux too. OUT gets ``forensic-triage-VERSION-setup.exe``.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from installer.bundle import sums, windows_facts  # noqa: E402  a script finds them only now
from installer.windows import listing  # noqa: E402  as above
from triage import __version__  # noqa: E402  as above

UNINSTALLER = "uninstall.exe"
_HERE = ROOT / "installer" / "windows"
_READ_ONLY = (
    "Forensic Triage reads evidence and never writes to it. It opens no connection to a network.\n"
)


class SetupError(Exception):
    """No setup was made; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made."""

    folder: Path
    out: Path
    compression: str = "lzma"
    version: str = __version__


def main() -> int:
    """Make it, and say what came of it."""
    parser = argparse.ArgumentParser(description="Make the setup for Windows.")
    parser.add_argument("folder", type=Path, help="the frozen program, with its SHA256SUMS")
    parser.add_argument("out", type=Path, help="folder outside the source tree")
    parser.add_argument("--compression", choices=("zlib", "lzma"), default="lzma")
    parser.add_argument("--version", default=__version__, help="another one, for a trial")
    options = parser.parse_args()
    order = Order(
        options.folder.resolve(), options.out.resolve(), options.compression, options.version
    )
    began = time.monotonic()
    try:
        made = build(order)
    except SetupError as error:
        print(f"not built: {error}", file=sys.stderr)
        return 1
    print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s")
    return 0


def build(order: Order) -> Path:
    """The finished setup."""
    if order.out.is_relative_to(ROOT):
        raise SetupError(f"{order.out} is in the source tree: give a folder outside of it")
    if shutil.which("makensis") is None:
        raise SetupError("makensis is missing: install NSIS 3.08 or later")
    listed = checked(order.folder)
    order.out.mkdir(parents=True, exist_ok=True)
    made = order.out / f"forensic-triage-{order.version}-setup.exe"
    with tempfile.TemporaryDirectory(prefix="setup-") as made_for_it:
        work = Path(made_for_it)
        facts = work / "facts.nsh"
        facts.write_text(_facts(order, work, made), encoding="utf-8-sig")
        (work / "licence.txt").write_text(_licence(), encoding="utf-8-sig", newline="\r\n")
        _compile("uninstall.nsi", facts, order.compression)
        # What is installed is listed, the uninstaller too: its bytes are settled by now.
        with (work / UNINSTALLER).open("rb") as file:
            listed[UNINSTALLER] = hashlib.file_digest(file, "sha256").hexdigest()
        (work / sums.NAME).write_bytes(sums.as_text(listed).encode())
        places = {name: order.folder / name for name in listed}
        places[UNINSTALLER] = work / UNINSTALLER
        (work / "files.nsh").write_text(listing.instructions(places), encoding="utf-8-sig")
        with facts.open("a", encoding="utf-8") as file:
            file.write(_facts_of_files(places))
        _compile("setup.nsi", facts, order.compression)
    return made


def checked(folder: Path) -> dict[str, str]:
    """The list of the folder, which has to agree with what lies in it."""
    if not (folder / sums.NAME).is_file():
        raise SetupError(f"{folder} holds no {sums.NAME}: run installer/bundle/build.py first")
    stated = (folder / sums.NAME).read_text(encoding="utf-8")
    there = sums.sums(folder)
    if stated != sums.as_text(there):
        raise SetupError(f"{folder / sums.NAME} and the files beside it differ: build it again")
    for name in ("triage.exe", "triage-gui.exe"):
        if name not in there:
            raise SetupError(f"{folder} holds no {name}: it is not the program for Windows")
    strange = [name for name in there if not listing.can_be_listed(name)]
    if strange:
        raise SetupError(f"the setup cannot list these names: {', '.join(sorted(strange))}")
    return there


def _facts_of_files(places: dict[str, Path]) -> str:
    size = sum(path.stat().st_size for path in places.values())
    longest = PureWindowsPath(max(places, key=len))
    return f'!define SIZE_KB {round(size / 1024)}\n!define LONGEST "{longest}"\n'


def _facts(order: Order, work: Path, made: Path) -> str:
    numbers = ".".join(map(str, windows_facts.four_numbers(order.version)))
    defines: dict[str, object] = {
        "VERSION": order.version,
        "NUMBERS": numbers,
        "PUBLISHER": windows_facts.PUBLISHER,
        "ICON": ROOT / "installer" / "bundle" / "triage.ico",
        "LICENCE": work / "licence.txt",
        "FILES": work / "files.nsh",
        "SUMS": work / sums.NAME,
        "OUT": made,
        "UNINSTALLER_OUT": work / UNINSTALLER,
    }
    lines = [f'!define {name} "{value}"' for name, value in defines.items()]
    # A command line has quotation marks of its own.
    sign = f'"{sys.executable}" "{ROOT / "installer" / "sign.py"}"'
    return "\n".join([*lines, f"!define SIGN '{sign}'", ""])


def _licence() -> str:
    return f"{_READ_ONLY}\n{(ROOT / 'LICENSE').read_text(encoding='utf-8')}"


def _compile(script: str, facts: Path, compression: str) -> None:
    """Solid, and without the wish of NSIS to be told about instructions that nobody uses."""
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", f"-DFACTS={facts}"]
    command += [f"-XSetCompressor /SOLID /FINAL {compression}", str(_HERE / script)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=_HERE)
    said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
    if done.returncode:
        raise SetupError(f"makensis ended with {done.returncode} for {script}:\n{said[-3000:]}")
    if said:
        print(said)


if __name__ == "__main__":
    sys.exit(main())
