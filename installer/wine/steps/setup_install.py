"""Silent installation for one user and for all: files, registry, menu, what opens a case.

``python setup_install.py OUT FOLDER`` leaves the program installed for all users in a folder
with a blank and an umlaut, for the steps after it; ``OUT/setup.exe`` is what installed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import setups
from bed import Program, expect, main, processes, wait_until, windows
from setups import CLASSES, TARGET, UNINSTALL

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "0.1.0"
FOR_ALL = "HKEY_LOCAL_MACHINE"
FOR_ONE = "HKEY_CURRENT_USER"
MENU_OF_ALL = r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\Forensic Triage.lnk"


def setup_install(out: Path, program: Program) -> None:
    """For one user and away again, then for all users."""
    folder = setups.only(program.words)
    setups.away()
    setup = setups.make(folder, out, VERSION)
    _for_one(setup)
    setups.must(0, setup, "/AllUsers", "/Desktop", f"/D={TARGET}")
    files = setups.expect_whole(TARGET)
    _expect_registered(FOR_ALL, TARGET)
    expect(not setups.keys(rf"{FOR_ONE}\{UNINSTALL}"), "installed for one user as well")
    _expect_shortcut(setups.place(MENU_OF_ALL), TARGET)
    _expect_shortcut(setups.place(r"C:\users\Public\Desktop\Forensic Triage.lnk"), TARGET)
    _expect_opens(out)
    print(f"   {files} files as listed; registry, menu, desktop; a case opens in the window")


def _for_one(setup: Path) -> None:
    home = setups.variable("LOCALAPPDATA")
    target = rf"{home}\Programs\Forensic Triage"
    setups.must(0, setup, "/CurrentUser")
    setups.expect_whole(target)
    _expect_registered(FOR_ONE, target)
    expect(not setups.keys(rf"{FOR_ALL}\{UNINSTALL}"), "installed for all users as well")
    menu = setups.variable("APPDATA") + r"\Microsoft\Windows\Start Menu\Programs"
    _expect_shortcut(setups.place(rf"{menu}\Forensic Triage.lnk"), target)
    setups.uninstall(target)
    expect(not setups.keys(rf"{FOR_ONE}\{UNINSTALL}"), "its key for one user stayed")
    expect(not setups.place(rf"{menu}\Forensic Triage.lnk").exists(), "its shortcut stayed")


def _expect_registered(hive: str, target: str) -> None:
    key = rf"{hive}\{UNINSTALL}"
    values = setups.keys(key).get(key, {})
    size = int(values.pop("EstimatedSize", "dword:0").removeprefix("dword:"), 16)
    weight = sum(path.stat().st_size for path in setups.place(target).rglob("*"))
    expect(0.9 < size * 1024 / weight < 1.1, f"EstimatedSize is {size} KB for {weight} bytes")
    wanted = {
        "DisplayName": "Forensic Triage",
        "DisplayVersion": VERSION,
        "VersionNumbers": "0.1.0.0",
        "Publisher": "Forensic Triage",
        "DisplayIcon": rf'"{target}\triage-gui.exe",0',
        "InstallLocation": target,
        "UninstallString": rf'"{target}\uninstall.exe"',
        "QuietUninstallString": rf'"{target}\uninstall.exe" /S',
        "NoModify": "dword:00000001",
        "NoRepair": "dword:00000001",
    }
    expect(values == wanted, f"{key} is {values}")
    gui = rf'"{target}\triage-gui.exe"'
    _expect_default(rf"{hive}\{CLASSES}\.triage", "ForensicTriage.Case")
    _expect_default(rf"{hive}\{CLASSES}\ForensicTriage.Case\shell\open\command", f'{gui} "%1"')
    for kind, argument in (("Directory", '"%1"'), ("Drive", r'"%1\."')):
        entry = rf"{hive}\{CLASSES}\{kind}\shell\ForensicTriage"
        _expect_default(entry, "Triage this folder")
        _expect_default(rf"{entry}\command", f"{gui} {argument}")


def _expect_default(key: str, wanted: str) -> None:
    got = setups.keys(key).get(key, {}).get("@")
    expect(got == wanted, f"{key} is {got!r} instead of {wanted!r}")


def _expect_shortcut(file: Path, target: str) -> None:
    """A shortcut bears its target as UTF-16 among other things."""
    expect(file.is_file(), f"no shortcut {file}")
    wanted = rf"{target}\triage-gui.exe".encode("utf-16-le")
    # Wine writes it in the code page of the system too; one of both has to be there.
    content = file.read_bytes()
    near = rf"{target}\triage-gui.exe".encode("cp1252")
    expect(wanted in content or near in content, f"{file} leads to somewhere else")


def _expect_opens(out: Path) -> None:
    """What a double click does: the window gets the case."""
    case = out / "wait ü.triage"
    case.write_bytes(b"")
    setups.start(case)
    words = ("triage-gui.exe", windows(case))
    wait_until(lambda: processes(*words), "the window to be started with the case")
    setups.end_program(*words)


if __name__ == "__main__":
    main(setup_install)
