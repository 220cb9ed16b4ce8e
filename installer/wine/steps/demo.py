"""The demo runs to its report, and finds in it what Linux finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alike import compared
from bed import Program, expect, linux, linux_items, main

if TYPE_CHECKING:
    from pathlib import Path

FOUND = 80


def demo(out: Path, program: Program) -> None:
    """``demo --headless``: counts, report, and every item as on Linux."""
    said = program.must("demo", "--headless", "--out", out / "demo")
    report = out / "demo" / "report" / "index.html"
    expect("index.html" in said, f"the demo did not name its report: {said!r}")
    expect(report.read_text(encoding="utf-8").startswith("<!"), "the report is no page")
    case = out / "demo" / "demo.triage"
    told = program.status(case)
    expect((told["found"], told["pending"]) == (FOUND, 0), f"the demo's counts are {told}")
    # The same files: the PNG writer of the Windows wheel packs them into other bytes.
    linux("import", out / "linux.triage", out / "demo" / "evidence", "--by", "demo")
    found = compared(program.items(case), linux_items(out / "linux.triage"))
    expect(not found.differences, "\n".join(map(str, found.differences)))
    print(f"   {found.items} items as on Linux, largest difference of a score {found.largest:g}")


if __name__ == "__main__":
    main(demo)
