from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.export_case import BY, SmallCase, small_case
from triage.core.job import JobContext
from triage.export.run import ExportResult, export_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from triage.core.filters import Filter


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallCase]:
    made = small_case(tmp_path)
    with made.case:
        yield made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder / "out"


@pytest.fixture
def export(small: SmallCase, out: Path) -> Callable[..., ExportResult]:
    """Export the small case; ``ctx`` may be given to cancel."""

    def run(
        kind: str,
        chosen: Filter | None = None,
        *,
        all_items: bool = False,
        ctx: JobContext | None = None,
        to: Path | None = None,
    ) -> ExportResult:
        return export_case(
            ctx or JobContext(),
            small.case,
            kind,
            to or out,
            chosen,
            all_items=all_items,
            by=BY,
            load_plugins=False,
        )

    return run
