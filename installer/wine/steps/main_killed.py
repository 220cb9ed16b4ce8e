"""The program itself is killed mid-import: no child is left, and the import goes on to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alike import compared
from bed import (
    Program,
    children,
    expect,
    kill,
    linux,
    linux_items,
    main,
    processes,
    wait_until,
    windows,
)
from drawn import draw_many

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = 200
STUCK_FROM = 100
STUCK = 8


def main_killed(out: Path, program: Program) -> None:
    """Some pictures never come back, so the import is under way when it is killed."""
    evidence = draw_many(out / "evidence", PICTURES)
    case = out / "windows.triage"
    stuck = ",".join(f"sleep:{n:03}.jpg" for n in range(STUCK_FROM, STUCK_FROM + STUCK))
    order = ("import", case, evidence, "--by", "bed", "--test-hook", stuck)
    with program.started(*order) as process:
        wait_until(lambda: program.analysed(case), "the first items of the import")
        running = processes("import", windows(case))
        expect(process.poll() is None and running, "the import was over before it was killed")
        expect(children(), "no child reads evidence during an import")
        for one in running:
            kill(one)
    wait_until(lambda: not children(), "the children of a killed program to end", 20)
    before = program.status(case)
    expect(before["pending"] >= STUCK, f"too little was left to do: {before}")
    program.must("import", case, "--resume", "--by", "bed")
    linux("import", out / "linux.triage", evidence, "--by", "bed")
    found = compared(program.items(case), linux_items(out / "linux.triage"))
    expect(not found.differences, "\n".join(map(str, found.differences)))
    program.must("verify", case)
    print(f"   killed with {before['pending']} of {PICTURES} to do, resumed to the same case")


if __name__ == "__main__":
    main(main_killed)
