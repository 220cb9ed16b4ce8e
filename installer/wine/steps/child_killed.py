"""A child that dies mid-import is replaced, and the case is that of an import left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alike import compared
from bed import LIMIT_S, Program, children, expect, kill, linux, linux_items, main, wait_until
from drawn import draw_many

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = 400


def child_killed(out: Path, program: Program) -> None:
    """Kill the child that reads, and the one that comes after it."""
    evidence = draw_many(out / "evidence", PICTURES)
    case = out / "windows.triage"
    expect(not children(), "a child of another import is still there")
    with program.started("import", case, evidence, "--by", "bed") as process:
        killed = _kill_children(program, case, set())
        killed |= _kill_children(program, case, killed)
        expect(process.poll() is None, "the import was over before its children were killed")
        code = process.wait(LIMIT_S)
    expect(code == 0, f"the import ended with {code}")
    linux("import", out / "linux.triage", evidence, "--by", "bed")
    found = compared(program.items(case), linux_items(out / "linux.triage"))
    expect(not found.differences, "\n".join(map(str, found.differences)))
    expect(found.items == PICTURES, f"{found.items} items instead of {PICTURES}")
    print(f"   {len(killed)} children killed, {found.items} items as of an import left alone")


def _kill_children(program: Program, case: Path, before: set[int]) -> set[int]:
    """Once they have done more than those before them."""
    wait_until(lambda: set(children()) - before, "a child that reads evidence")
    wait_until(lambda: program.analysed(case) > 50 * len(before), "items that are done")
    now = set(children()) - before
    expect(now, "no child reads evidence during an import")
    for child in now:
        kill(child)
    return now


if __name__ == "__main__":
    main(child_killed)
