"""CPU of a whole import against its floor, and against the loop that one would write first.

    python benchmarks/pipeline.py [--n 120] [--repeats 3]

Draws JPEGs of 12 megapixels (about 3.4 MB each; every scene in ten files that differ by a
comment: other hashes, the same work). Three sides do the same pictures, each in a process of
its own: the import; the floor (the same hashes, decode scale and model, nothing else); the
naive loop (two reads, full decode, Lanczos, full-size hash, batches of one, a runtime left
with its default threads). CPU counts children; what starting up costs, measured over four
pictures, is taken off each side. Above 1, floor / import is impossible; naive / import says
how many times less CPU an import takes.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pipeline_sides
from PIL import Image
from timing import last_line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW = 4
SCENES = 12
COPIES = 10
WIDTH, HEIGHT = 4000, 3000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=SCENES * COPIES, help="pictures")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--side", choices=list(pipeline_sides.SIDES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args(arguments)
    if told.side:
        pipeline_sides.SIDES[told.side](told.folder)
        return 0
    if told.n <= FEW:
        parser.error(f"--n must be above {FEW}")
    with tempfile.TemporaryDirectory(prefix="triage-pipeline-") as place:
        print(last_line("pipeline", told.n, _measure(Path(place), told.n, told.repeats), "ratio"))
    return 0


def _measure(place: Path, n: int, repeats: int) -> list[dict[str, Any]]:
    few, all_of_them = place / "few", place / "all"
    _draw(few, FEW)
    _draw(all_of_them, n)
    costs: dict[str, list[float]] = {}
    for repeat in range(repeats):
        for side in ("import", *pipeline_sides.SIDES):
            spent = _cost(side, all_of_them, place / f"{repeat}-all.triage")
            spent -= _cost(side, few, place / f"{repeat}-few.triage")
            costs.setdefault(side, []).append(max(spent, 1e-6) / (n - FEW))
            print(f"{side}: {costs[side][-1] * 1000:.1f} ms of CPU a picture", file=sys.stderr)
    ratios = {
        f"{side} / import": [a / b for a, b in zip(costs[side], costs["import"], strict=True)]
        for side in pipeline_sides.SIDES
    }
    rows = [row(what, samples) for what, samples in ratios.items()]
    for side, seconds in costs.items():
        rows.append(row(f"{side}, CPU a picture", [s * 1000 for s in seconds], "ms"))
    return rows


def _cost(side: str, folder: Path, case: Path) -> float:
    """CPU seconds of one side over a folder, children and their children counted."""
    program = [sys.executable, __file__, "--side", side, "--folder", str(folder)]
    if side == "import":
        program = [sys.executable, "-m", "triage", "import", str(case), str(folder)]
        program += ["--by", "benchmark"]
    before = _children()
    done = subprocess.run(program, check=False, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"{side} ends with {done.returncode}: {done.stderr.strip()[-300:]}")
    return _children() - before


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _draw(folder: Path, n: int) -> None:
    """``n`` pictures: noise over soft colours, as heavy to decode as photographs."""
    folder.mkdir()
    rng = np.random.default_rng(5)
    noise = rng.normal(0, 7, (HEIGHT, WIDTH, 3)).astype(np.int16)
    data = b""
    for number in range(n):
        if number % COPIES == 0:
            data = _scene(rng, np.roll(noise, number * 7919))
        comment = b"\xff\xfe\x00\x06" + f"{number:04}".encode()
        (folder / f"{number:04}.jpg").write_bytes(data[:2] + comment + data[2:])


def _scene(rng: np.random.Generator, noise: np.ndarray[Any, np.dtype[np.int16]]) -> bytes:
    coarse = Image.fromarray(rng.integers(0, 255, (75, 100, 3), dtype=np.uint8))
    smooth = np.asarray(coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC))
    held = io.BytesIO()
    picture = (smooth.astype(np.int16) + noise).clip(0, 255).astype(np.uint8)
    Image.fromarray(picture).save(held, "JPEG", quality=88)
    return held.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
