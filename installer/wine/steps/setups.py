"""Setups of trial versions, and what they leave behind on the Windows of the bed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bed import LIMIT_S, TREE, StepFailedError, expect, kill, processes, wait_until, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

TARGET = r"C:\Prüf Ordner\Forensic Triage"
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\ForensicTriage"
CLASSES = r"Software\Classes"
SUMS = "SHA256SUMS"
STEPS = Path(__file__).resolve().parent

Keys = dict[str, dict[str, str]]
"""Values by name, by key; the default value is named ``@``. Numbers are ``dword:`` and digits."""


def make(folder: Path, out: Path, version: str) -> Path:
    """The setup of a program folder as this version."""
    script = TREE / "installer" / "windows" / "build_setup.py"
    words = [str(folder), str(out), "--compression", "zlib", "--version", version]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, str(script), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=TREE,
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    expect(done.returncode == 0, f"no setup of {version}: {done.stderr[-2000:]}")
    return out / f"forensic-triage-{version}-setup.exe"


def changed(folder: Path, copy: Path, change: Callable[[Path], None]) -> Path:
    """A copy of a program folder with some files changed, and its list put right."""
    shutil.copytree(folder, copy, copy_function=os.link)
    change(copy)
    listed = {name: _hash(copy / name) for name in there(copy) if name != SUMS}
    (copy / SUMS).unlink()
    lines = (f"{listed[name]}  {name}\n" for name in sorted(listed, key=str.encode))
    (copy / SUMS).write_text("".join(lines), encoding="utf-8")
    return copy


def replace(file: Path, text: str) -> None:
    """Write a new file in the place of one that another folder may share."""
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def silently(program: Path | str, *switches: str) -> int:
    """Run a setup or the uninstaller without a person; its exit code.

    ``/D=`` has to come last and bears no quotation marks: each of its words is one of wine.
    """
    words = ["/S"]
    for switch in switches:
        words += switch.split(" ") if switch.startswith("/D=") else [switch]
    done = subprocess.run(
        ["wine", windows(program) if isinstance(program, Path) else program, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=LIMIT_S,
        check=False,
    )
    return done.returncode


def must(code: int, program: Path | str, *switches: str) -> None:
    """As ``silently``; fails the step where it ends with another code."""
    got = silently(program, *switches)
    expect(got == code, f"{program} {' '.join(switches)} ended with {got} instead of {code}")


def uninstall(folder: str = TARGET, code: int = 0) -> None:
    """Run the uninstaller of a folder, and wait until its own file is gone too."""
    program = place(folder) / "uninstall.exe"
    must(code, rf"{folder}\uninstall.exe")
    if code == 0:
        wait_until(lambda: not program.exists(), "the uninstaller's own file to go")


def start(file: Path) -> None:
    """Open a file as a double click does, and do not wait for what opens it."""
    subprocess.run(
        ["wine", "start", windows(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=LIMIT_S,
        check=False,
    )


def away() -> None:
    """Remove what an earlier step left installed, for one user or for all."""
    for hive in ("HKEY_LOCAL_MACHINE", "HKEY_CURRENT_USER"):
        key = rf"{hive}\{UNINSTALL}"
        folder = keys(key).get(key, {}).get("InstallLocation")
        if folder:
            uninstall(folder)


def place(path: str) -> Path:
    """Where this machine keeps a path of ``C:``."""
    return Path(os.environ["WINEPREFIX"], "drive_c", *path.split("\\")[1:])


def variable(name: str) -> str:
    """A variable of the Windows of the bed, such as APPDATA."""
    done = subprocess.run(
        ["wine", "cmd", "/d", "/c", f"echo %{name}%"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT_S,
        check=False,
    )
    return done.stdout.decode("ascii", "replace").strip()


def keys(key: str) -> Keys:
    """A key of the registry and all below it; empty where it is not there."""
    file = Path(os.environ["WINEPREFIX"], "drive_c", "exported.reg")
    file.unlink(missing_ok=True)
    subprocess.run(
        ["wine", "reg", "export", key, r"C:\exported.reg", "/y"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=LIMIT_S,
        check=False,
    )
    if not file.exists():
        return {}
    found: Keys = {}
    values: dict[str, str] = {}
    for line in file.read_text(encoding="utf-16").splitlines():
        if line.startswith("["):
            values = found.setdefault(line.strip("[]"), {})
        elif read := re.fullmatch(r'(?:"(?P<name>[^"]*)"|@)=(?P<value>.*)', line):
            values[read["name"] or "@"] = _plain(read["value"])
    file.unlink()
    return found


def there(folder: Path) -> set[str]:
    """The files of a folder by their names in it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def expect_whole(folder: str, more: set[str] | None = None) -> int:
    """Every file that the list names is there as it says, and no other but ``more``."""
    at = place(folder)
    expect((at / SUMS).is_file(), f"{folder} holds no {SUMS}")
    listed: dict[str, str] = {}
    for line in (at / SUMS).read_text(encoding="utf-8").splitlines():
        listed[line[66:]] = line[:64]
    found = there(at)
    expected = set(listed) | {SUMS} | (more or set())
    expect(found == expected, f"too many or too few in {folder}: {sorted(found ^ expected)[:9]}")
    other = [name for name, digest in listed.items() if _hash(at / name) != digest]
    expect(not other, f"other than the list says: {other[:9]}")
    return len(listed)


def compiled(source: str, out: Path) -> Path:
    """A program for Windows from one of the sources beside this script."""
    program = out / Path(source).with_suffix(".exe").name
    command = ["x86_64-w64-mingw32-gcc", "-municode", "-o", str(program), str(STEPS / source)]
    subprocess.run(command, check=True, timeout=LIMIT_S)
    return program


@contextlib.contextmanager
def beside(words: list[str]) -> Generator[None]:
    """A command that runs within the block and no longer."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            yield
        finally:
            process.kill()


def end_program(*words: str) -> None:
    """End what runs with these words in its command line, and wait for it."""
    for one in processes(*words):
        kill(one)
    wait_until(lambda: not processes(*words), f"{' '.join(words)} to end")


def only(words: list[str]) -> Path:
    """The one argument of these steps: the frozen program's folder."""
    folder = Path(words[0]).resolve()
    if len(words) != 1 or not (folder / SUMS).is_file():
        raise StepFailedError(
            f"give the folder that build.py made on Windows, not {' '.join(words)}"
        )
    return folder


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(value: str) -> str:
    inside = value[1:-1] if value.startswith('"') else value
    return inside.replace('\\"', '"').replace("\\\\", "\\")
