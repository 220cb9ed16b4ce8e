"""Evidence at a path of more than 260 characters."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bed import Program, expect, main, windows
from drawn import draw_many

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_OF_OLD = 260
DEEP = ["d" * 60] * 6


def long_path(out: Path, program: Program) -> None:
    """Found, hashed, analysed, verified and copied by an export."""
    evidence = out / "evidence"
    pictures = draw_many(evidence.joinpath(*DEEP), 3)
    length = len(windows(pictures / "000.jpg"))
    expect(length > LONGEST_OF_OLD, f"the path has only {length} characters")
    case = out / "c.triage"
    program.must("import", case, evidence, "--by", "bed")
    items = program.items(case)
    states = [item["state"] for item in items]
    expect(states == ["analysed"] * 3, f"the items are {states}")
    hashes = {item["sha256"] for item in items}
    drawn = {hashlib.sha256(place.read_bytes()).hexdigest() for place in pictures.iterdir()}
    expect(hashes == drawn, "the hashes are not those of the pictures")
    program.must("verify", case, "--evidence")
    # Named on the command line, a folder at such a path would meet a fault of wine's own.
    program.must("export", case, "files", out / "copies", "--all", "--by", "bed")
    copies = (out / "copies").rglob("*.jpg")
    copied = {hashlib.sha256(place.read_bytes()).hexdigest() for place in copies}
    expect(copied == drawn, "the copies are not the pictures")
    print(f"   evidence at {length} characters: imported, verified, copied")


if __name__ == "__main__":
    main(long_path)
