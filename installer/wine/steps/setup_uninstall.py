"""Silent removal: nothing of the program stays, and everything else does.

``python setup_uninstall.py OUT FOLDER``: removes what ``setup_install.py`` left, or installs
FOLDER first where nothing is installed.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import setups
from bed import LIMIT_S, Program, expect, main, wait_until
from setups import CLASSES, TARGET, UNINSTALL

if TYPE_CHECKING:
    from pathlib import Path

HIVE = "HKEY_LOCAL_MACHINE"
STAYS_IN_FOLDER = {"my case.triage", "_internal/resources/a note.txt"}
_LOADED = re.compile(r'Loaded L"(?P<path>[^"]+)"')


def setup_uninstall(out: Path, program: Program) -> None:
    """A case, settings, packs and a note stay; files, registry and menu entries go."""
    if not setups.keys(rf"{HIVE}\{UNINSTALL}"):
        setup = setups.make(setups.only(program.words), out, "0.1.0")
        setups.must(0, setup, "/AllUsers", "/Desktop", f"/D={TARGET}")
    at = setups.place(TARGET)
    roaming = setups.place(setups.variable("APPDATA"))
    kept = [
        out / "case.triage",
        roaming / "Forensic Triage" / "settings.json",
        roaming / "Forensic Triage" / "packs" / "mine" / "pack.json",
        setups.place(r"C:\ProgramData\Forensic Triage\settings.json"),
        setups.place(r"C:\ProgramData\Forensic Triage\packs\theirs\pack.json"),
        *(at / name for name in STAYS_IN_FOLDER),
    ]
    for file in kept:
        setups.replace(file, str(file))
    _expect_runs_in_place()
    gone = [file for file in kept if not file.is_file() or file.read_text() != str(file)]
    expect(not gone, f"removed or changed: {gone}")
    _expect_nothing_left()
    for file in kept:
        file.unlink()
    print(f"   {len(kept)} files of persons stayed, nothing of the program did")


def _expect_runs_in_place() -> None:
    """The quiet command of the registry; what it loads comes from the system or its folder."""
    quiet = setups.keys(rf"{HIVE}\{UNINSTALL}")[rf"{HIVE}\{UNINSTALL}"]["QuietUninstallString"]
    expect(quiet == rf'"{TARGET}\uninstall.exe" /S', f"the quiet command is {quiet}")
    done = subprocess.run(
        ["wine", rf"{TARGET}\uninstall.exe", "/S"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT_S,
        check=False,
        env=os.environ | {"WINEDEBUG": "+loaddll"},
    )
    expect(done.returncode == 0, f"the quiet command ended with {done.returncode}")
    said = done.stderr.decode("utf-8", "replace")
    loaded = {_path(found["path"]) for found in _LOADED.finditer(said)}
    expect(any(path.endswith(r"\uninstall.exe") for path in loaded), "no word of what was loaded")
    allowed = ("c:\\windows\\system32\\", "c:\\windows\\winsxs\\", TARGET.lower())
    strange = [path for path in loaded if not path.lower().startswith(allowed)]
    expect(not strange, f"the removal ran or loaded {strange}")


def _path(traced: str) -> str:
    """Wine writes letters of other alphabets by their numbers."""
    letters = re.sub(r"\\([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), traced)
    return letters.replace("\\\\", "\\")


def _expect_nothing_left() -> None:
    at = setups.place(TARGET)
    wait_until(lambda: setups.there(at) == STAYS_IN_FOLDER, "the program's files to go", 30)
    empty = [path for path in at.rglob("*") if path.is_dir() and not any(path.iterdir())]
    expect(not empty, f"empty folders stayed: {empty}")
    for key in (
        UNINSTALL,
        rf"{CLASSES}\.triage",
        rf"{CLASSES}\ForensicTriage.Case",
        rf"{CLASSES}\Directory\shell\ForensicTriage",
        rf"{CLASSES}\Drive\shell\ForensicTriage",
    ):
        expect(not setups.keys(rf"{HIVE}\{key}"), f"{key} stayed in the registry")
    left = list(setups.place("C:").rglob("Forensic Triage.lnk"))
    expect(not left, f"shortcuts stayed: {left}")


if __name__ == "__main__":
    main(setup_uninstall)
