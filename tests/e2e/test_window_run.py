"""A short sitting at the real window, by events of an X server; the full one is a command.

``python -m tests.e2e.window_run --full --evidence FOLDER``
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.window_run import screen
from tests.e2e.window_run.__main__ import SHORT_DRAWN, SHORT_GRADES
from tests.e2e.window_run.evidence import draw
from tests.e2e.window_run.sitting import WAYS, read_back, sit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="events go through an X server"),
    pytest.mark.skipif(bool(screen.missing()), reason=f"not here: {screen.missing()}"),
]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("evidence") / "drawn", SHORT_DRAWN)


@pytest.mark.parametrize("way", WAYS)
def test_case_log_report_and_copies_say_what_was_done_at_the_window(
    way: str, drawn: Path, tmp_path: Path
):
    journal = sit(way, (drawn,), tmp_path, SHORT_GRADES, tmp_path / "shots")
    found = read_back(journal)
    assert found["differs"] == {}
    assert len(found["holds"]) > 30
    copy = next((tmp_path / "work" / "copies" / "files").rglob("*.jpg"))
    copy.write_bytes(b"another picture")
    assert list(read_back(journal)["differs"]) == ["files: files that are not as its manifest says"]
