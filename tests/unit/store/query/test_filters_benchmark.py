import json
import subprocess
import sys
from pathlib import Path

import triage

ROOT = Path(triage.__file__).parents[1]


def test_a_small_run_ends_with_the_contracts_json_line(tmp_path):
    script = ROOT / "benchmarks" / "filters.py"
    ran = subprocess.run(
        [sys.executable, str(script), "--n", "300", "--repeats", "1"],
        env={"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    answer = json.loads(ran.stdout.splitlines()[-1])
    assert answer["name"] == "filters"
    assert answer["n"] == 300
    assert all({"what", "p50", "p95", "max"} <= set(row) for row in answer["rows"])
    assert list(tmp_path.iterdir()) == []
