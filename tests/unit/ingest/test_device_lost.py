"""An import whose graphics card goes away in the middle."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.pictures import fill_source
from tests.support.recorded_device import DML, RecordedDevice
from tests.unit.ingest.conftest import count, rows
from triage.inference.lane import Lane

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from triage.ingest.request import ImportSummary
    from triage.store.case import Case


@pytest.fixture
def on_device(monkeypatch: pytest.MonkeyPatch) -> Callable[[RecordedDevice], None]:
    def choose(device: RecordedDevice) -> None:
        lane = functools.partial(Lane, sessions=device.open)
        monkeypatch.setattr("triage.ingest.score_stage.Lane", lane)
        monkeypatch.setattr("triage.ingest.import_job.choose", lambda _wanted: DML)

    return choose


@pytest.mark.parametrize("lost_at", [1, 2, 3])
def test_a_lost_device_costs_no_item_and_is_told(
    run: Callable[..., ImportSummary],
    case: Case,
    tmp_path: Path,
    on_device: Callable[[RecordedDevice], None],
    lost_at: int,
) -> None:
    on_device(RecordedDevice(lost_at_run=lost_at))
    summary = run(fill_source(tmp_path / "many", pictures=20), provider="dml")
    assert summary.found == summary.analysed + summary.skipped + summary.failed
    assert (summary.failed, summary.pending) == (0, 0)
    analysed = {row["content"] for row in rows(case).values() if row["state"] == "analysed"}
    assert count(case, "suggestion") == len(analysed) > 16
    [note] = [note for note in summary.notes if "887A0005" in note]
    assert "the CPU does the" in note


def test_the_case_keeps_apart_what_the_device_and_the_processor_scored(
    run: Callable[..., ImportSummary],
    case: Case,
    tmp_path: Path,
    on_device: Callable[[RecordedDevice], Any],
) -> None:
    on_device(RecordedDevice(lost_at_run=3))
    run(fill_source(tmp_path / "many", pictures=20), provider="dml")
    query = "SELECT provider, count(*) FROM suggestion JOIN model_run ON model_run.id = run_id"
    with case.reader() as reader:
        scored = dict(reader.connection.execute(f"{query} GROUP BY provider").fetchall())
    assert set(scored) == {"DmlExecutionProvider", "CPUExecutionProvider"}
    assert scored["DmlExecutionProvider"] <= 8
