"""Makes ``resources/golden`` anew: drawn pictures, and what every bundled pack scores them.

To be run on a CPU whenever a bundled pack changes: ``python -m installer.golden``. The self-test
of the program scores them again wherever it is installed (:mod:`triage.doctor.checks.golden`).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.core.job import JobContext
from triage.doctor.golden_scores import FILE, score
from triage.evidence.samples.charts import chart
from triage.evidence.samples.letters import letter
from triage.evidence.samples.photos import photo
from triage.evidence.samples.receipts import receipt
from triage.evidence.samples.screenshots import screenshot
from triage.inference.packs import bundled_folders, load_pack
from triage.inference.providers import cpu

if TYPE_CHECKING:
    from PIL.Image import Image

    from triage.inference.packs import ModelPack

GOLDEN = Path(__file__).resolve().parents[1] / "resources" / "golden"
TOLERANCE = 0.001
"""Devices and kernels differ by less: 0.0001 between two CPUs, a little more on a GPU."""
_SIDE = 448
_DIGITS = 7


def drawn() -> dict[str, Image]:
    """Seven pictures by file name, in the formats that imports meet most."""
    return {
        "photo-1.jpg": photo(3),
        "photo-2.jpg": photo(9),
        "photo-3.webp": photo(14),
        "letter.png": letter(2),
        "receipt.jpg": receipt(1),
        "screenshot.png": screenshot(4),
        "chart.png": chart(1),
    }


def write_pictures(folder: Path) -> tuple[str, ...]:
    """Write them, none longer than a tile is sharp; their names in order."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = drawn()
    for name, picture in pictures.items():
        small = picture.convert("RGB")
        small.thumbnail((_SIDE, _SIDE))
        small.save(folder / name, quality=88)
    return tuple(pictures)


def scores_of(pack: ModelPack, folder: Path, pictures: tuple[str, ...]) -> dict[str, Any]:
    """What the pack scores them on the CPU, with its name for whoever reads the file."""
    again = score(JobContext(), pack, cpu(), folder, pictures)
    rounded = {
        name: [round(one, _DIGITS) for one in scores] for name, scores in again.scores.items()
    }
    labels = [label.name for label in pack.info.labels]
    return {
        "name": pack.info.name,
        "version": pack.info.version,
        "labels": labels,
        "scores": rounded,
    }


def main() -> int:
    """Write pictures and scores; say what is where."""
    pictures = write_pictures(GOLDEN)
    packs = [load_pack(folder) for folder in bundled_folders()]
    told = {
        "tolerance": TOLERANCE,
        "pictures": list(pictures),
        "packs": {pack.info.sha256: scores_of(pack, GOLDEN, pictures) for pack in packs},
    }
    text = json.dumps(told, indent=1) + "\n"
    (GOLDEN / FILE).write_text(text, encoding="utf-8", newline="\n")
    sizes = sum(path.stat().st_size for path in GOLDEN.iterdir())
    sys.stdout.write(f"{len(pictures)} pictures, {len(packs)} packs, {sizes:,} bytes in {GOLDEN}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
