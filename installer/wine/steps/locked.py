"""A case that another process writes: readers go on, a second writer gets a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bed import Program, expect, kill, main, processes, wait_until, windows
from drawn import draw_many

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = 20
STUCK = "010.jpg"
HOLDER = "Holder"


def locked(out: Path, program: Program) -> None:
    """An import holds the case, since one of its pictures never comes back."""
    evidence = draw_many(out / "evidence", PICTURES)
    case = out / "c.triage"
    order = ("import", case, evidence, "--by", HOLDER, "--test-hook", f"sleep:{STUCK}")
    grade = ("grade", case, "--category", "1", "--by", "Second", "1")
    with program.started(*order) as process:
        wait_until(lambda: program.analysed(case), "the first items of the import")
        refused = program.run(*grade)
        read = program.items(case)
        expect(process.poll() is None, "the import was over before the second writer came")
        for one in processes("import", windows(case)):
            kill(one)
    expect(refused.code == 1, f"the second writer ended with {refused.code}: {refused.err}")
    expect(HOLDER in refused.err, f"the sentence does not say who holds it: {refused.err!r}")
    expect("Traceback" not in refused.err, refused.err)
    expect(len(read) == PICTURES, f"a reader beside the writer saw {len(read)} items")
    wait_until(lambda: not program.run(*grade).code, "the lock of a killed process to go", 20)
    print(f"   refused with: {refused.err.strip()}")


if __name__ == "__main__":
    main(locked)
