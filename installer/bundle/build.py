"""Freeze the program: ``python installer/bundle/build.py OUT [--python PYTHON]``.

Makes ``OUT/Forensic Triage`` with everything that is needed to run, its list of hashes, and
prints what each part weighs. Runs on the system that the folder is for: Windows or Linux.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from installer.bundle import sizes, sums, windows_facts  # noqa: E402  a script finds them only now
from installer.bundle.lacking import lacking_modules  # noqa: E402  as above
from installer.source_date import VARIABLE, source_date  # noqa: E402  as above

NAME = "Forensic Triage"
_SPEC = ROOT / "installer" / "bundle" / "triage.spec"
_CHECKED = "from triage.inference.runtime import check_runtime; check_runtime()"
_LINUX_EXTRAS = (
    "installer/linux/forensic-triage.desktop",
    "installer/linux/forensic-triage.xml",
    "installer/linux/add-to-menu.sh",
    "installer/bundle/triage.svg",
)


class BuildError(Exception):
    """The folder is not what may be given to anybody."""


def main() -> int:
    """Build, and say what came of it."""
    parser = argparse.ArgumentParser(description="Freeze the program into one folder.")
    parser.add_argument("out", type=Path, help="folder outside the source tree")
    parser.add_argument("--python", default=sys.executable, help="the Python that is frozen")
    options = parser.parse_args()
    began = time.monotonic()
    try:
        folder = build(options.out.resolve(), options.python)
    except BuildError as error:
        print(f"not built: {error}", file=sys.stderr)
        return 1
    found = sizes.sizes(folder)
    print(sizes.table(found))
    print(f"{folder}: {time.monotonic() - began:.0f} s")
    if sum(found.values()) > sizes.MOST_BYTES:
        print("too large: see installer/bundle/prune.py", file=sys.stderr)
        return 1
    return 0


def build(out: Path, python: str) -> Path:
    """The finished folder."""
    if out.is_relative_to(ROOT):
        raise BuildError(f"{out} is in the source tree: give a folder outside of it")
    out.mkdir(parents=True, exist_ok=True)
    _run([python, "-c", _CHECKED], _environment(out))
    folder = out / NAME
    if folder.exists():
        shutil.rmtree(folder)
    _freeze(out, python)
    _add_extras(folder)
    check(folder)
    _call("installer.notices", "write", folder, python)
    _call("installer.sign", "sign", executables(folder))
    print(f"{sums.NAME}: {sums.write(folder)} files")
    return folder


def executables(folder: Path) -> list[Path]:
    """What Windows asks a signature of; nothing on Linux."""
    kinds = {".exe", ".dll", ".pyd"}
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in kinds)


def check(folder: Path) -> None:
    """Raise BuildError where something is missing that a start would miss only elsewhere."""
    on_windows = sys.platform == "win32"
    ending = ".exe" if on_windows else ""
    internal = folder / "_internal"
    wanted = [folder / f"triage{ending}", folder / f"triage-gui{ending}"]
    wanted += [internal / "models/general/model.onnx", internal / "resources/theme.toml"]
    wanted += [internal / "triage/store/migrations/0001_initial.sql"]
    missing = [path.relative_to(folder).as_posix() for path in wanted if not path.is_file()]
    if on_windows:
        missing += windows_facts.missing_libraries(internal)
    if missing:
        raise BuildError(f"missing from the folder: {', '.join(missing)}")
    if on_windows:
        print(f"C++ runtime inside: {', '.join(windows_facts.RUNTIME_LIBRARIES)}")


def _freeze(out: Path, python: str) -> None:
    work = out / "work"
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(work), str(_SPEC)]
    try:
        _run(command, _environment(out))
        told = (work / "triage" / "warn-triage.txt").read_text(encoding="utf-8")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if lacking := lacking_modules(told):
        raise BuildError(f"left out, but imported (contents.py): {', '.join(lacking)}")


def _environment(out: Path) -> dict[str, str]:
    """The same input gives the same bytes: no time of day, no order by chance, no leftovers."""
    return {
        **os.environ,
        VARIABLE: str(source_date(ROOT)),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
        "PYINSTALLER_CONFIG_DIR": str(out / "work" / "settings"),
    }


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    if done.returncode:
        raise BuildError(f"{' '.join(command[:3])} ended with {done.returncode}")


def _add_extras(folder: Path) -> None:
    if sys.platform != "linux":
        return
    for place in _LINUX_EXTRAS:
        name = Path(place).name.replace("triage.svg", "forensic-triage.svg")
        shutil.copy(ROOT / place, folder / name)


def _call(module: str, function: str, *words: object) -> None:
    """A step that another part of the installer may have."""
    if importlib.util.find_spec(module) is None:
        print(f"{module}: not there, skipped")
        return
    said = getattr(importlib.import_module(module), function)(*words)
    if said:
        print(said)


if __name__ == "__main__":
    sys.exit(main())
