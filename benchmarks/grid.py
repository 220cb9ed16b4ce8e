"""The grid over a million items: first page, scrolling, filter steps, memory, and an import beside.

    python benchmarks/grid.py [--n 1000000] [--pictures 20000] [--case CASE.triage]

Starts an X server of its own (Xvfb, 1600x1000) and shows there the window's session, grid and
shelf over a case like that of filters.py, in which every analysed item has a drawn thumbnail
and every third a grade; every part in a process of its own. Building takes about 9 GB in the
temporary folder; ``--case`` names a case that is built once and kept (opening it adds rows to
its audit log). Rows in ms unless they say otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from private_display import PLATFORM, SCREEN, private_display
from timing import last_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, Any]
THUMBNAILS = 3000
GRADE_EVERY = 3
PARTS = ("cold", "view", "memory", "import")
_MARK = "row: "


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the last line is one JSON object."""
    told = _asked(arguments)
    if told.part:
        import grid_parts  # noqa: PLC0415  Qt belongs into the children alone

        for row in grid_parts.rows_of(told.part, told):
            print(_MARK + json.dumps(row), flush=True)
        return 0
    # Ended from outside, it still ends its X server and its children.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="triage-grid-") as folder:
        place = Path(folder)
        case: Path = told.case or place / "benchmark.triage"
        if not case.exists() and set(told.only) - {"import"}:
            _build(case, told.n)
        with private_display() as environment:
            rows = _measure(told, case, place, environment)
    said = f"{PLATFORM} on Xvfb {SCREEN}, load {load:.1f} before"
    print(last_line("grid", told.n, rows, platform_said=said))
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=1_000_000, help="items of the case")
    parser.add_argument("--pictures", type=int, default=20_000, help="files to import")
    parser.add_argument("--frames", type=int, default=300, help="of each way to scroll")
    parser.add_argument("--repeats", type=int, default=60, help="steps of a row")
    parser.add_argument("--case", type=Path, help="build or use this case and leave it there")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _build(case: Path, items: int) -> None:
    import drawn_pictures  # noqa: PLC0415  not needed where a case is given
    import synthetic_case  # noqa: PLC0415  the same

    drawn = drawn_pictures.thumbnails(min(items, THUMBNAILS))
    synthetic_case.build(case, items, thumbnails=drawn, grade_every=GRADE_EVERY)


def _measure(
    told: argparse.Namespace, case: Path, place: Path, environment: Mapping[str, str]
) -> list[Row]:
    rows: list[Row] = []
    for part in told.only:
        names = ("memory without", "memory") if part == "memory" else (part,)
        for name in names:
            rows += _child(name, told, case, place, environment)
    return rows + _added(rows)


def _child(
    part: str, told: argparse.Namespace, case: Path, place: Path, environment: Mapping[str, str]
) -> list[Row]:
    program = [sys.executable, __file__, "--part", part, "--case", str(case)]
    program += ["--place", str(place), "--pictures", str(told.pictures)]
    program += ["--frames", str(told.frames), "--repeats", str(told.repeats)]
    own = {"XDG_CONFIG_HOME": str(place), "TMPDIR": str(place)}
    rows: list[Row] = []
    with subprocess.Popen(
        program, env={**environment, **own}, stdout=subprocess.PIPE, encoding="utf-8"
    ) as child:
        try:
            for line in child.stdout or ():
                if line.startswith(_MARK):
                    rows.append(json.loads(line.removeprefix(_MARK)))
                    print(_words(rows[-1]), file=sys.stderr, flush=True)
        except BaseException:
            child.terminate()
            raise
    if child.returncode:
        raise SystemExit(f"{part} ends with {child.returncode}")
    return rows


def _added(rows: list[Row]) -> list[Row]:
    """What the grid adds to a process that has the same case open."""
    of = {row["what"]: row["p50"] for row in rows}
    without, with_grid = of.get("memory without the grid"), of.get("memory with the grid")
    if without is None or with_grid is None:
        return []
    added = round(with_grid - without - of["memory: thumbnail cache"], 1)
    figures = {"p50": added, "p95": added, "max": added, "unit": "MB"}
    made: Row = {"what": "memory that the grid adds, thumbnail cache apart", **figures}
    print(_words(made), file=sys.stderr)
    return [made]


def _words(row: Row) -> str:
    p99 = f"  p99 {row['p99']:8.2f}" if "p99" in row else ""
    figures = f"p50 {row['p50']:8.2f}  p95 {row['p95']:8.2f}{p99}  max {row['max']:8.2f}"
    return f"{row['what']:58} {figures} {row.get('unit', 'ms')}"


if __name__ == "__main__":
    raise SystemExit(main())
