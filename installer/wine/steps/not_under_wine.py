"""A plugin of pytest (``-p not_under_wine``): which tests the bed leaves out, each with a reason.

Folders are told at the end of the run; files and tests are skipped with their reason, which
begins with "wine:". Places are below ``tests``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDERS = {
    "gui": "wine: the step window looks at the window; its own tests run on Linux",
    "walls": "wine: these read the source, which is the same on every system",
    "unit/training": "wine: training needs torch, which the bed has not",
    "unit/installer": "wine: these test what runs on the machine that builds",
}

_SAME = "wine: minutes of imports on what is the same on every system; the steps import too"
_DIRECTML = "wine: offers DirectML, which never starts there; the self-test rightly warns"

PLACES = {
    "e2e/test_benchmark_pipeline.py": "wine: measures what is measured on Linux",
    "e2e/test_pipes_and_demo.py::test_the_demo_ends_with_a_report": "wine: the step demo does it",
    "e2e/test_privacy_on_screen.py": "wine: looks at an X server from within, which Linux can",
    "e2e/test_window_run.py": "wine: moves the mouse of an X server from within, which Linux can",
    "unit/ingest/test_import.py": _SAME,
    "unit/ingest/test_import_in_sight.py": _SAME,
    "unit/ingest/test_import_news.py": _SAME,
    "unit/ingest/test_newest_pack.py": _SAME,
    "unit/ingest/test_folder_opened_up.py": _SAME,
    "unit/ingest/test_device_lost.py": _SAME,
    "unit/ingest/test_sources_moved_and_checked.py": _SAME,
    "unit/store/columns/test_refresh.py": "wine: a minute of arithmetic, the same on every system",
    "unit/store/query/test_filters_benchmark.py": "wine: measures what is measured on Linux",
    "unit/evidence_isolation/test_render_pool.py": (
        "wine: a child there takes longer to begin than its pictures are given"
    ),
    "unit/doctor/test_doctor.py::test_a_machine_that_is_well_passes_every_check": _DIRECTML,
    "unit/doctor/test_doctor_faults.py::test_a_device_that_does_not_start_is_found": _DIRECTML,
}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import what is in a folder that is left out."""
    tests = config.rootpath / "tests"
    if not collection_path.is_relative_to(tests):
        return None
    return True if collection_path.relative_to(tests).as_posix() in FOLDERS else None


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark what is skipped."""
    for item in items:
        place = item.nodeid.replace("\\", "/").removeprefix("tests/")
        for left_out, reason in PLACES.items():
            if place.startswith(left_out):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not collected."""
    for folder, reason in FOLDERS.items():
        terminalreporter.write_line(f"left out: tests/{folder}: {reason}")
