"""The corpus of real and hostile files: the same states, hashes, metadata and scores as on Linux.

Every difference is printed with its cause; one without a cause fails the step. The corpus lies
beside the checkout, and the step says so and passes where it does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alike import compared
from bed import CORPUS, Program, expect, linux, linux_items, main

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("real", "hostile_found")

CAUSES = {
    "formats/pillow__hopper_webp.tif": (
        "a TIFF with WebP inside, which Pillow's Windows wheel can read and its Linux wheel cannot"
    ),
}
"""By path: real differences between the systems, which docs/windows.md names too."""


def corpus(out: Path, program: Program) -> None:
    """Import it with both programs and compare."""
    if not (CORPUS / "expected.jsonl").is_file():
        print("   skipped: there is no corpus beside the checkout")
        return
    folders = [CORPUS / part for part in PARTS]
    here, there = out / "windows.triage", out / "linux.triage"
    program.must("import", here, *folders, "--by", "bed", limit=500)
    linux("import", there, *folders, "--by", "bed", limit=500)
    found = compared(program.items(here), linux_items(there))
    unknown = [one for one in found.differences if one.path not in CAUSES]
    for path, cause in CAUSES.items():
        fields = [str(one.field) for one in found.differences if one.path == path]
        print(f"   {path}: {', '.join(fields) or 'alike'}\n      cause: {cause}")
    print(f"   {found.items} items, largest difference of a score {found.largest:g}")
    expect(not unknown, "differences without a cause:\n" + "\n".join(map(str, unknown)))


if __name__ == "__main__":
    main(corpus)
