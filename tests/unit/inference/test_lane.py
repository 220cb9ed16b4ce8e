"""The background pool: who gets which scores, and what happens when a device is lost."""

from __future__ import annotations

import threading
from concurrent.futures import wait
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.recorded_device import DML, RecordedDevice
from triage.core.errors import BugError, PackError
from triage.inference.engine import Engine
from triage.inference.lane import Lane, Scored
from triage.inference.providers import cpu
from triage.inference.session import Device, Options, Session, open_session

if TYPE_CHECKING:
    from triage.core.records import Pixels
    from triage.inference.packs import ModelPack

_DEADLINE = 30.0


def _scored(lane: Lane, pictures: Pixels) -> list[Scored]:
    futures = [lane.submit(picture) for picture in pictures]
    return [future.result(_DEADLINE) for future in futures]


@pytest.mark.parametrize("threads", [1, 3])
def test_every_picture_gets_its_own_scores(tiny: ModelPack, pictures: Pixels, threads: int) -> None:
    many = np.concatenate([pictures] * 4)
    with Lane(tiny, cpu(), threads, wait_s=0.001) as lane:
        got = np.stack([scored.scores for scored in _scored(lane, many)])
    assert np.array_equal(got, Engine(tiny, cpu()).run(many))


def test_closing_finishes_what_was_queued_and_ends_the_threads(
    tiny: ModelPack, pictures: Pixels
) -> None:
    before = threading.active_count()
    lane = Lane(tiny, cpu(), threads=2, wait_s=_DEADLINE)
    futures = [lane.submit(picture) for picture in pictures[:5]]
    lane.close()
    assert all(future.done() and future.exception() is None for future in futures)
    assert threading.active_count() == before


def test_a_cancelled_picture_is_left_out(tiny: ModelPack, pictures: Pixels) -> None:
    lane = Lane(tiny, cpu(), wait_s=_DEADLINE)
    futures = [lane.submit(picture) for picture in pictures[:2]]
    assert futures[0].cancel()
    lane.close()
    expected = Engine(tiny, cpu()).run(pictures[1:2])[0]
    assert np.array_equal(futures[1].result(_DEADLINE).scores, expected)


def test_a_picture_of_another_size_is_refused_at_once(tiny: ModelPack) -> None:
    with Lane(tiny, cpu()) as lane, pytest.raises(BugError, match="a picture is"):
        lane.submit(np.zeros((8, 8, 3), np.uint8))


def test_a_device_runs_one_batch_at_a_time(tiny: ModelPack, pictures: Pixels) -> None:
    device = RecordedDevice()
    with Lane(tiny, DML, threads=4, wait_s=0.001, sessions=device.open) as lane:
        _scored(lane, np.concatenate([pictures] * 3))
        assert lane.provenances[0].provider == "DmlExecutionProvider"
    assert not device.overlapped
    assert len(device.shapes) >= 8
    assert set(device.shapes) == {(8, 3, 16, 16)}


def test_the_packs_of_one_device_take_turns(tiny: ModelPack, pictures: Pixels) -> None:
    device = RecordedDevice()
    first = Lane(tiny, DML, wait_s=0.001, sessions=device.open)
    second = Lane(tiny, DML, wait_s=0.001, sessions=device.open)
    with first, second:
        futures = [lane.submit(picture) for picture in pictures for lane in (first, second)]
        wait(futures, _DEADLINE)
        assert [*first.notices, *second.notices] == []
    assert not device.overlapped


def test_a_lost_device_costs_no_picture(tiny: ModelPack, pictures: Pixels) -> None:
    # Run 1 tries the device, 2 is the first batch, 3 fails.
    device = RecordedDevice(lost_at_run=3)
    with Lane(tiny, DML, threads=2, wait_s=_DEADLINE, sessions=device.open) as lane:
        futures = [lane.submit(picture) for picture in pictures[:16]]
        scored = [future.result(_DEADLINE) for future in futures]
        provenances, notices = lane.provenances, lane.notices
    got = np.stack([one.scores for one in scored])
    assert np.allclose(got, Engine(tiny, cpu()).run(pictures[:16]), atol=1e-6)
    assert [one.provenance for one in scored] == [0] * 8 + [1] * 8
    providers = [provenance.provider for provenance in provenances]
    assert providers == ["DmlExecutionProvider", "CPUExecutionProvider"]
    assert len(notices) == 1
    assert notices[0] == provenances[1].note
    assert "887A0005" in notices[0]
    assert "the CPU does the rest" in notices[0]


def test_a_device_that_gives_no_numbers_counts_as_lost(tiny: ModelPack, pictures: Pixels) -> None:
    device = RecordedDevice(nan_at_run=2)
    with Lane(tiny, DML, wait_s=0.001, sessions=device.open) as lane:
        (scored,) = _scored(lane, pictures[:1])
        assert scored.provenance == 1
        assert "not numbers" in lane.notices[0]
    assert np.isfinite(scored.scores).all()


def test_a_lost_device_is_not_asked_again(tiny: ModelPack, pictures: Pixels) -> None:
    device = RecordedDevice(lost_at_run=2)
    with Lane(tiny, DML, wait_s=0.001, sessions=device.open) as lane:
        _scored(lane, pictures)
        assert len(device.shapes) == 2
        assert {one.provenance for one in _scored(lane, pictures)} == {1}


def test_after_a_loss_all_threads_work_on_the_cpu(tiny: ModelPack, pictures: Pixels) -> None:
    def working() -> int:
        return sum(thread.name.startswith("lane-tiny") for thread in threading.enumerate())

    device = RecordedDevice(lost_at_run=2)
    with Lane(tiny, DML, threads=3, wait_s=0.001, sessions=device.open) as lane:
        assert working() == 1
        _scored(lane, pictures[:1])
        assert working() == 3
    assert working() == 0


def test_a_device_missing_from_the_start_is_noticed(tiny: ModelPack) -> None:
    device = RecordedDevice(silent_fallback=True)
    with Lane(tiny, DML, sessions=device.open) as lane:
        assert "could not be started" in lane.notices[0]
        assert lane.provenances[0].provider == "CPUExecutionProvider"


def test_a_cpu_that_fails_gives_a_known_error_and_goes_on(
    tiny: ModelPack, pictures: Pixels
) -> None:
    broken = _BrokenOnce()
    with Lane(tiny, cpu(), wait_s=0.001, sessions=broken.open) as lane:
        broken.fails = True
        first = lane.submit(pictures[0])
        wait([first], _DEADLINE)
        error = first.exception()
        assert isinstance(error, PackError)
        assert str(error) == "The model of the pack tiny gave no scores: bad allocation."
        assert len(_scored(lane, pictures[1:2])) == 1


class _BrokenOnce:
    """Opens real CPU sessions whose next run fails once ``fails`` was set."""

    def __init__(self) -> None:
        self.fails = False

    def open(self, model: bytes, options: Options, providers: list[Device]) -> Session:
        outer = self
        real = open_session(model, options, providers)

        class Breaking:
            def __getattr__(self, name: str) -> Any:
                return getattr(real, name)

            def run(self, names: list[str], feed: dict[str, Any]) -> Any:
                if outer.fails:
                    outer.fails = False
                    raise RuntimeError("bad allocation\nat line 3")
                return real.run(names, feed)

        return Breaking()  # pyright: ignore[reportReturnType]  it hands on what it lacks
