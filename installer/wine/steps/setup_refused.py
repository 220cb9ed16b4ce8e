"""What the setup and the uninstaller do not do, each with its exit code, and leave all as it was.

``python setup_refused.py OUT FOLDER``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import setups
from bed import Program, expect, main, processes, wait_until, windows
from setup_upgrade import ADDED, CHANGED, versions
from setups import TARGET, UNINSTALL

if TYPE_CHECKING:
    from pathlib import Path

FAILED, RUNNING, NO_RIGHTS, WRONG_FOLDER = 2, 3, 4, 7
KEY = rf"HKEY_LOCAL_MACHINE\{UNINSTALL}"


def setup_refused(out: Path, program: Program) -> None:
    """A running program, a failure halfway, a cut, missing rights, folders that will not do."""
    setups.away()
    older, newer = versions(setups.only(program.words), out)
    setups.must(0, older, f"/D={TARGET}")
    _while_it_runs(out, newer)
    _failing_halfway(newer)
    _cut_off(newer, older)
    _without_rights(out, newer)
    setups.uninstall()
    _wrong_folders(newer)
    print("   running 3, failing 2 and rolled back, cut off, without rights 4, folders 7")


def _while_it_runs(out: Path, newer: Path) -> None:
    """Each of the two programs, stopped before its first instruction: it needs no screen."""
    helper = setups.compiled("suspended.c", out)
    for name in ("triage.exe", "triage-gui.exe"):
        words = ["wine", windows(helper), "/S", rf"{TARGET}\{name}"]
        with setups.beside(words):
            wait_until(lambda name=name: _running(name), f"{name} to run")
            setups.must(RUNNING, newer)
            setups.must(RUNNING, newer, r"/D=C:\Elsewhere")
            expect(not setups.place(r"C:\Elsewhere").exists(), "a folder was made all the same")
            setups.uninstall(code=RUNNING)
            expect(_running(name), f"{name} ended by itself")
            setups.end_program(name)
    _expect_older()


def _running(name: str) -> list[int]:
    """The program, not the helper that has its name on the command line."""
    return sorted({*processes(name)} - {*processes("suspended.exe")})


def _failing_halfway(newer: Path) -> None:
    """A folder lies where the new file has to go."""
    stone = setups.place(TARGET) / ADDED
    (stone / "in the way").mkdir(parents=True)
    setups.must(FAILED, newer)
    (stone / "in the way").rmdir()
    stone.rmdir()
    stone.parent.rmdir()
    _expect_older()


def _cut_off(newer: Path, older: Path) -> None:
    """The power went when all old files were aside and some new ones there.

    The version that was being installed had a file that no other has.
    """
    at = setups.place(TARGET)
    aside = at / "replaced~"
    aside.mkdir()
    (at / "_internal").rename(aside / "_internal")
    (at / setups.SUMS).rename(aside / setups.SUMS)
    names = (CHANGED, ADDED, "_internal/of a third/only there.txt", "../../out.txt")
    new_list = "".join(f"{'0' * 64}  {name}\n" for name in names)
    (aside / f"{setups.SUMS}.new").write_text(new_list, encoding="utf-8")
    for name in names:
        setups.replace(at / name, "half")
    setups.must(0, newer)
    setups.expect_whole(TARGET)
    expect((at / "../../out.txt").exists(), "a list reached out of the program's folder")
    (at / "../../out.txt").unlink()
    setups.must(0, older, "/AllowDowngrade")
    _expect_older()


def _without_rights(out: Path, newer: Path) -> None:
    """As a person who is no administrator; the helper takes the right from its own token."""
    helper = setups.compiled("limited.c", out)
    setups.must(0, helper, "cmd.exe", "/d", "/c", "exit")
    setups.must(NO_RIGHTS, helper, windows(newer), "/S", "/AllUsers")
    setups.must(NO_RIGHTS, helper, rf"{TARGET}\uninstall.exe", "/S")
    _expect_older()


def _wrong_folders(newer: Path) -> None:
    deep = "C:\\" + "d" * 240
    setups.must(WRONG_FOLDER, newer, f"/D={deep}")
    expect(not setups.place(deep).exists(), "something was made at a path that is too long")
    portable = r"C:\Portable"
    setups.replace(setups.place(portable) / "portable", "")
    setups.must(WRONG_FOLDER, newer, f"/D={portable}")
    expect(setups.there(setups.place(portable)) == {"portable"}, "a portable copy was touched")
    setups.must(WRONG_FOLDER, newer, rf"/D={portable}\portable")
    expect(not setups.keys(KEY), "something was registered by a setup that refused")


def _expect_older() -> None:
    setups.expect_whole(TARGET)
    old = (setups.place(TARGET) / CHANGED).read_text(encoding="utf-8")
    expect(old == "old", f"the older version is not as it was: {old}")
    version = setups.keys(KEY).get(KEY, {}).get("DisplayVersion")
    expect(version == "0.0.9", f"{version} is registered instead of the older version")


if __name__ == "__main__":
    main(setup_refused)
