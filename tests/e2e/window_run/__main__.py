"""``python -m tests.e2e.window_run --full --evidence FOLDER``: the run of the issue, as a whole.

Prints one JSON object for each way (mouse, keys): the figures of the run, how many questions the
second program found answered as it was done, and every one that was not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.e2e.window_run import screen
from tests.e2e.window_run.evidence import draw
from tests.e2e.window_run.journal import Journal
from tests.e2e.window_run.sitting import WAYS, read_back, sit

FULL_DRAWN, SHORT_DRAWN = 5000, 800
FULL_GRADES, SHORT_GRADES = 50, 8


def main() -> int:
    """0 where everything in case, log, report and copies is as it was done."""
    asked = _asked()
    lacking = screen.missing()
    if lacking:
        print(f"not here: {lacking}", file=sys.stderr)
        return 2
    asked.root.mkdir(parents=True, exist_ok=True)
    drawn = draw(asked.root / "drawn", FULL_DRAWN if asked.full else SHORT_DRAWN)
    sources = (*asked.evidence, drawn)
    grades = FULL_GRADES if asked.full else SHORT_GRADES
    bad = False
    for way in asked.by:
        shots = None if asked.shots is None else asked.shots / way
        path = sit(way, sources, asked.root / way, grades, shots)
        found = read_back(path)
        figures = Journal.read(path).figures
        holds = found["holds"] if asked.every else len(found["holds"])
        told = {"by": way, "figures": figures, "holds": holds, "differs": found["differs"]}
        print(json.dumps(told, indent=2, ensure_ascii=False), flush=True)
        bad = bad or bool(found["differs"])
    return int(bad)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser("tests.e2e.window_run", description=__doc__)
    parser.add_argument("--full", action="store_true", help="5,000 drawn pictures, 50 grades")
    parser.add_argument(
        "--evidence", type=Path, action="append", default=[], help="a folder to add to the drawn"
    )
    parser.add_argument("--by", choices=list(WAYS), action="append", help="default: both")
    parser.add_argument("--root", type=Path, help="an empty folder for case and exports")
    parser.add_argument("--shots", type=Path, help="a folder for pictures of the screen")
    parser.add_argument("--every", action="store_true", help="print every answer")
    asked = parser.parse_args()
    asked.evidence = [folder.absolute() for folder in asked.evidence]
    asked.by = asked.by or list(WAYS)
    asked.root = asked.root or Path(tempfile.mkdtemp(prefix="window-run-"))
    return asked


if __name__ == "__main__":
    sys.exit(main())
