"""The tests of the program in the Windows Python, without those of the window.

``WORDS`` start that Python. What is left out, and why, says :mod:`not_under_wine`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from bed import TREE, Program, expect, main, windows

PASSED_LEAST = 1000
LIMIT_S = 900


def suite(out: Path, program: Program) -> None:
    """Run them by two workers; print what failed, and how many passed."""
    program.search.append(Path(__file__).parent)
    os.chdir(TREE)
    done = program.run(
        *("-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-m", "not shared"),
        *("-p", "not_under_wine", "-p", "no:cacheprovider", "--durations", "20", "tests"),
        *("--basetemp", r"C:\tests", "-o", "faulthandler_timeout=120"),
        *("--junitxml", windows(out / "tests.xml")),
        limit=LIMIT_S,
    )
    (out / "pytest.log").write_text(done.out + done.err, encoding="utf-8")
    lines = (done.out + done.err).splitlines()
    for line in lines:
        if line.startswith(("FAILED", "ERROR", "left out:")):
            print(f"   {line}")
    last = lines[-1] if lines else ""
    print(f"   {last}")
    expect(done.code == 0, f"pytest ended with {done.code}: {out / 'pytest.log'}")
    passed = re.search(r"(\d+) passed", done.out)
    expect(passed and int(passed[1]) >= PASSED_LEAST, f"fewer than {PASSED_LEAST} passed: {last}")


if __name__ == "__main__":
    main(suite)
