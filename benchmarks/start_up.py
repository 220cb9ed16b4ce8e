"""Start-up: to the first painted picture, to a case, to a model that is ready, beside bare floors.

    python benchmarks/start_up.py [--n 9] [--case CASE.triage]

Starts an X server of its own (Xvfb) and, turn by turn, so that all of them meet the same load:
a bare window of PySide6, a bare session of ONNX Runtime, ``triage --version``, the window, the
window with the demo's case, and the window until an import would begin at once. Each start is a
process of its own with compiled files on a warm disk; times are from before the process, and CPU
is that of the process. The first turn fills caches and does not count. Rows in ms unless they
say otherwise; ratios compare the medians of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from private_display import PLATFORM, SCREEN, private_display
from timing import last_line, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HERE = Path(__file__).resolve().parent
_MODEL = _HERE.parent / "models" / "general" / "model.onnx"
_EMPTY, _SESSION = "bare window of PySide6", "bare session of ONNX Runtime"
_VERSION, _WINDOW = "triage --version", "triage-gui, first picture"
_CASE, _READY = "triage-gui with the demo's case, its items", "triage-gui, an import would begin"
_RATIOS = ((_WINDOW, _EMPTY), (_CASE, _EMPTY), (_READY, _SESSION))
_PATIENCE_S = 120


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the last line is one JSON object."""
    told = _asked(arguments)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="triage-start-") as folder:
        place = Path(folder)
        case: Path = told.case or _demo(place)
        with private_display() as environment:
            wall, used = _turns(told.n, _starts(case, place), {**environment, **_own(place)})
    rows = [made for name in wall for made in _rows(name, wall[name], used.get(name, []))]
    rows += [_ratio(first, second, wall, "wall") for first, second in _RATIOS]
    rows += [_ratio(first, second, used, "CPU") for first, second in _RATIOS]
    for one in rows:
        print(f"{one['what']:62} {one['p50']:10.2f} {one['p95']:10.2f} {one.get('unit', 'ms')}")
    said = f"{PLATFORM} on Xvfb {SCREEN}, load {load:.1f} before, {os.getloadavg()[0]:.1f} after"
    print(last_line("start_up", told.n, rows, platform_said=said))
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--n", type=int, default=9, help="starts of each kind")
    parser.add_argument("--case", type=Path, help="a case instead of the demo's")
    return parser.parse_args(arguments)


def _demo(place: Path) -> Path:
    """The demo's case, as the command line makes it."""
    command = [sys.executable, "-m", "triage", "demo", "--headless", "--out", str(place / "demo")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return place / "demo" / "demo.triage"


def _own(place: Path) -> dict[str, str]:
    """Nobody's settings, and compiled files as an installation has them."""
    home = {"XDG_CONFIG_HOME": str(place), "PYTHONPYCACHEPREFIX": str(place / "compiled")}
    return {**home, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(_HERE.parent)}


def _starts(case: Path, place: Path) -> dict[str, list[str]]:
    settings = place / "settings.json"
    settings.write_text('{"theme": "dark", "provider": "cpu"}', encoding="utf-8")
    child = [sys.executable, str(_HERE / "start_up_child.py")]
    return {
        _EMPTY: [*child, "empty"],
        _SESSION: [*child, "session", str(_MODEL)],
        _VERSION: [sys.executable, "-m", "triage", "--version"],
        _WINDOW: [*child, "window", str(settings)],
        _CASE: [*child, "window", str(settings), str(case), "--by", "benchmark"],
        _READY: [*child, "ready", str(settings)],
    }


def _turns(
    turns: int, starts: Mapping[str, list[str]], environment: Mapping[str, str]
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Wall clock and CPU in ms of every start of every kind, turn by turn."""
    wall: dict[str, list[float]] = {name: [] for name in starts}
    used: dict[str, list[float]] = {name: [] for name in starts}
    for turn in range(turns + 1):
        for name, command in starts.items():
            seconds, cpu = _start(command, environment)
            if turn:
                wall[name].append(seconds * 1000)
                used[name].append(cpu * 1000)
    return wall, used


def _start(command: list[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Until the child tells its moment, or ends without one; and its CPU until then."""
    before = os.times()
    began = time.monotonic()
    done = subprocess.run(
        command,
        env=dict(environment),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=_PATIENCE_S,
        check=True,
    )
    ended, after = time.monotonic(), os.times()
    lines = done.stdout.splitlines()
    if lines and lines[-1].startswith("["):
        moment, cpu = json.loads(lines[-1])
        return moment - began, cpu
    spent = after.children_user + after.children_system
    return ended - began, spent - before.children_user - before.children_system


def _rows(name: str, wall: list[float], used: list[float]) -> list[dict[str, Any]]:
    return [row(name, wall), row(f"{name}: CPU", used)]


def _ratio(
    first: str, second: str, samples: Mapping[str, list[float]], what: str
) -> dict[str, Any]:
    ratio = median(samples[first]) / median(samples[second])
    return row(f"{first} / {second}, {what}", [ratio], "ratio")


if __name__ == "__main__":
    raise SystemExit(main())
