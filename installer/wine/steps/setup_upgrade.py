"""An older version is replaced in its place; a newer one is not, unless it is asked for.

``python setup_upgrade.py OUT FOLDER``: FOLDER is the newer version. The older one is the same
with one file changed, one that is gone since, and one that is not there yet.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import setups
from bed import Program, expect, main
from setups import TARGET, UNINSTALL

if TYPE_CHECKING:
    from pathlib import Path

OLDER, NEWER = "0.0.9", "0.0.10"
CHANGED = "_internal/changed.txt"
GONE = "_internal/of the old/gone.txt"
ADDED = "_internal/of the new/added.txt"
THEIRS = "_internal/of the old/note of a person.txt"
KEY = rf"HKEY_LOCAL_MACHINE\{UNINSTALL}"
ELSEWHERE = r"C:\Elsewhere"


def setup_upgrade(out: Path, program: Program) -> None:
    """Older, newer over it, older again, newer in another folder, away."""
    setups.away()
    older, newer = versions(setups.only(program.words), out)
    setups.must(0, older, f"/D={TARGET}")
    at = setups.place(TARGET)
    expect((at / CHANGED).read_text(encoding="utf-8") == "old", "the older version is not there")
    setups.replace(at / THEIRS, "mine")

    setups.must(0, newer)
    expect((at / CHANGED).read_text(encoding="utf-8") == "new", f"{CHANGED} is still the old one")
    expect(not (at / GONE).exists(), f"{GONE} of the older version stayed")
    expect((at / THEIRS).read_text(encoding="utf-8") == "mine", "a person's file was touched")
    setups.expect_whole(TARGET, {THEIRS})
    _expect_version(NEWER, TARGET)

    setups.must(5, older)
    setups.expect_whole(TARGET, {THEIRS})
    _expect_version(NEWER, TARGET)
    setups.must(0, older, "/AllowDowngrade")
    expect((at / GONE).exists() and not (at / ADDED).exists(), "the older one did not come back")
    expect(not (at / ADDED).parent.exists(), "an empty folder of the newer version stayed")

    setups.must(0, newer, f"/D={ELSEWHERE}")
    setups.expect_whole(ELSEWHERE)
    left = setups.there(at)
    expect(left == {THEIRS}, f"in the folder of before stayed {sorted(left)[:9]}")
    shutil.rmtree(at)
    _expect_version(NEWER, ELSEWHERE)
    setups.uninstall(ELSEWHERE)
    expect(not setups.place(ELSEWHERE).exists(), "the folder stayed")
    print("   replaced, refused with 5, moved, removed; a person's file stayed")


def versions(folder: Path, out: Path) -> tuple[Path, Path]:
    """The setups of an older and a newer version."""

    def age(copy: Path) -> None:
        setups.replace(copy / CHANGED, "old")
        setups.replace(copy / GONE, "gone")

    def renew(copy: Path) -> None:
        setups.replace(copy / CHANGED, "new")
        setups.replace(copy / ADDED, "added")

    old = setups.changed(folder, out / "old", age)
    new = setups.changed(folder, out / "new", renew)
    return setups.make(old, out, OLDER), setups.make(new, out, NEWER)


def _expect_version(version: str, target: str) -> None:
    values = setups.keys(KEY).get(KEY, {})
    got = (values.get("DisplayVersion"), values.get("InstallLocation"))
    expect(got == (version, target), f"registered is {got} instead of {(version, target)}")


if __name__ == "__main__":
    main(setup_upgrade)
