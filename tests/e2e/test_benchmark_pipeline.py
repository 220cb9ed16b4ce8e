"""The benchmark of the import still runs and says what others read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_last_line_has_the_ratios():
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "pipeline.py", "--n", "8", "--repeats", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert {"name", "n", "unit", "rows", "machine"} <= set(told)
    assert (told["name"], told["n"], told["unit"]) == ("pipeline", 8, "ratio")
    assert [row["what"] for row in told["rows"]][:2] == ["floor / import", "naive / import"]
    assert all(row["p50"] >= 0 for row in told["rows"])
