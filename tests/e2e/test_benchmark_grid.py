"""The benchmark of the grid still runs, on an X server of its own, and says what others read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = ("--n", "400", "--pictures", "24", "--frames", "12", "--repeats", "2")
ROWS = {
    "opening: first page painted",
    "opening: complete columns loaded, all items painted",
    "scrolling by wheel: GUI CPU a frame",
    "scrolling by page key: event loop late",
    "control, dragging the bar: event loop late",
    "filter step, at rest: painted",
    "threshold step, one after the other: painted",
    "memory: columns of the case",
    "memory: thumbnail cache",
    "memory that the grid adds, thumbnail cache apart",
    "import: first thumbnails painted",
    "import: event loop late",
    "import: from grading key to painted grade",
    "two sources: first page with its pictures",
    "two sources: page with its pictures after a jump to the end",
}


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb, an X server in memory")
def test_the_last_line_has_a_row_for_every_goal(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "grid.py", *SMALL],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["name"], told["n"], told["unit"]) == ("grid", 400, "ms")
    assert "xcb on Xvfb" in told["machine"]
    rows = {row["what"]: row for row in told["rows"]}
    assert rows.keys() >= ROWS
    assert all({"what", "p50", "p95", "max"} <= set(row) for row in told["rows"])
    assert all("p99" in row for row in told["rows"] if row["what"].endswith("late"))
    assert list(tmp_path.iterdir()) == []
