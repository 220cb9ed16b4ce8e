"""How benchmarks measure and what their last line says (contract.md, Benchmarks)."""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


def milliseconds(run: Callable[[], object]) -> float:
    """Wall clock of one call."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def row(what: str, samples: list[float], unit: str = "") -> dict[str, Any]:
    """One row of the answer; ``unit`` where it is not the benchmark's own."""
    figures = {
        "what": what,
        "p50": round(float(np.percentile(samples, 50)), 3),
        "p95": round(float(np.percentile(samples, 95)), 3),
        "max": round(max(samples), 3),
    }
    return figures | ({"unit": unit} if unit else {})


def machine() -> str:
    """Processor, cores, system and Python, in words."""
    cores = os.cpu_count()
    return (
        f"{_processor()}, {cores} logical cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__}"
    )


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        return platform.processor() or platform.machine()
    return platform.processor() or platform.machine()


def last_line(
    name: str, n: int, rows: list[dict[str, Any]], unit: str = "ms", platform_said: str = ""
) -> str:
    """The JSON object that ends every benchmark; ``platform_said`` goes into its machine."""
    where = ", ".join(filter(None, (machine(), platform_said)))
    answer = {"name": name, "n": n, "unit": unit, "rows": rows, "machine": where}
    return json.dumps(answer, ensure_ascii=True)
