"""DirectML's rules: that the stand-in keeps them, and that the lane never meets them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.recorded_device import DML, LOST, RecordedDevice, RuleBrokenError
from tests.support.tiny_pack import tiny_model, write_tiny_pack
from triage.inference.engine import Engine
from triage.inference.lane import Lane
from triage.inference.packs import ModelPack, load_pack
from triage.inference.providers import cpu
from triage.inference.runtime import runtime
from triage.inference.session import provider_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from triage.core.records import Pixels
    from triage.inference.session import Device, Options, Session

_DEADLINE = 30.0


def _options() -> Any:
    options = runtime().SessionOptions()
    options.log_severity_level = 4
    options.enable_mem_pattern = False
    return options


def _opened(device: RecordedDevice) -> Session:
    return device.open(tiny_model(3), _options(), provider_list(DML))


def _run(session: Session, batch: int = 8) -> None:
    feed = {session.get_inputs()[0].name: np.zeros((batch, 3, 16, 16), np.float32)}
    session.run([session.get_outputs()[0].name], feed)


def _mem_pattern(options: Any) -> None:
    options.enable_mem_pattern = True


def _parallel(options: Any) -> None:
    options.execution_mode = runtime().ExecutionMode.ORT_PARALLEL


@pytest.mark.parametrize(
    ("slip", "words"), [(_mem_pattern, "memory patterns"), (_parallel, "parallel execution")]
)
def test_the_stand_in_refuses_options(slip: Callable[[Any], None], words: str) -> None:
    options = _options()
    slip(options)
    with pytest.raises(RuleBrokenError, match=words):
        RecordedDevice().open(tiny_model(3), options, provider_list(DML))


def test_the_stand_in_refuses_an_adapter_that_is_not_there() -> None:
    with pytest.raises(RuleBrokenError, match="no such adapter"):
        RecordedDevice().open(tiny_model(3), _options(), [("DmlExecutionProvider", {})])


def test_the_stand_in_refuses_another_shape() -> None:
    session = _opened(RecordedDevice())
    _run(session)
    with pytest.raises(RuleBrokenError, match=r"was \(8, 3, 16, 16\), and is now \(7,"):
        _run(session, 7)


def test_the_stand_in_refuses_a_second_run_meanwhile() -> None:
    device = RecordedDevice()
    inside, done = threading.Event(), threading.Event()

    class Slow:
        def run(self, _names: list[str], _feed: dict[str, Any]) -> list[Any]:
            inside.set()
            assert done.wait(_DEADLINE)
            return [np.zeros((8, 3), np.float32)]

    first = threading.Thread(target=device.run, args=(Slow(), ["scores"], {"image": np.zeros(3)}))
    first.start()
    assert inside.wait(_DEADLINE)
    with pytest.raises(RuleBrokenError, match="two runs"):
        _run(_opened(device))
    done.set()
    first.join()


def test_a_lost_stand_in_stays_lost_for_every_session() -> None:
    device = RecordedDevice(lost_at_run=2)
    first, second = _opened(device), _opened(device)
    _run(first)
    for session in (first, first, second):
        with pytest.raises(RuntimeError, match="887A0005"):
            _run(session)
    with pytest.raises(RuntimeError, match="887A0005"):
        _opened(device)


@pytest.mark.parametrize("batch", [0, 1, 3])
def test_a_model_of_any_batch_keeps_the_rules(tmp_path: Path, pictures: Pixels, batch: int) -> None:
    model = tiny_model(3, batch=batch) if batch else tiny_model(3)
    pack = load_pack(write_tiny_pack(tmp_path / "p", labels=["a", "b", "c"], model=model))
    with Lane(pack, DML, threads=3, wait_s=0.001, sessions=RecordedDevice().open) as lane:
        futures = [lane.submit(picture) for picture in pictures]
        got = np.stack([future.result(_DEADLINE).scores for future in futures])
        assert (lane.notices, lane.provenances[0].provider) == ([], "DmlExecutionProvider")
    assert np.allclose(got, Engine(pack, cpu()).run(pictures), atol=1e-6)


@pytest.mark.parametrize("run", [1, 2, 3, 4, 5])
def test_wherever_the_device_is_lost_every_picture_has_its_scores(
    tiny: ModelPack, pictures: Pixels, run: int
) -> None:
    # Run 1 tries the device; 21 pictures are three batches, the last one not full; the fifth
    # run never comes.
    device = RecordedDevice(lost_at_run=run)
    with Lane(tiny, DML, threads=2, wait_s=0.25, sessions=device.open) as lane:
        futures = [lane.submit(picture) for picture in pictures]
        got = np.stack([future.result(_DEADLINE).scores for future in futures])
        notices, used = lane.notices, [one.provider for one in lane.provenances]
    assert np.allclose(got, Engine(tiny, cpu()).run(pictures), atol=1e-6)
    told = [notice for notice in notices if "887A0005" in notice and "the CPU does the" in notice]
    assert len(told) == len(notices) == (run < 5)
    assert used[-1] == ("CPUExecutionProvider" if run < 5 else "DmlExecutionProvider")


def test_what_is_told_of_a_loss_is_a_sentence(tiny: ModelPack, pictures: Pixels) -> None:
    device = RecordedDevice(lost_at_run=2)
    with Lane(tiny, DML, wait_s=0.001, sessions=device.open) as lane:
        lane.submit(pictures[0]).result(_DEADLINE)
        [notice] = lane.notices
    code = LOST.partition("tid(1f40) ")[2]
    assert notice == (
        f"DirectML (Test Graphics 1) gave no scores: {code}; the CPU does the rest from here on"
    )


def test_every_run_and_every_opening_has_the_device_for_itself(
    tiny: ModelPack, pictures: Pixels
) -> None:
    held: list[bool] = []

    class Watched(RecordedDevice):
        def open(self, model: bytes, options: Options, providers: list[Device]) -> Session:
            held.append(DML.turn.locked())
            return super().open(model, options, providers)

        def run(self, real: Session, names: list[str], feed: dict[str, Any]) -> Sequence[Any]:
            held.append(DML.turn.locked())
            return super().run(real, names, feed)

    with Lane(tiny, DML, wait_s=0.001, sessions=Watched().open) as lane:
        lane.submit(pictures[0]).result(_DEADLINE)
    assert held == [True] * 3
    assert not DML.turn.locked()


def test_two_packs_lose_one_device_and_no_picture(tiny: ModelPack, pictures: Pixels) -> None:
    device = RecordedDevice(lost_at_run=4)
    first = Lane(tiny, DML, threads=2, wait_s=0.001, sessions=device.open)
    second = Lane(tiny, DML, threads=2, wait_s=0.001, sessions=device.open)
    with first, second:
        futures = [lane.submit(picture) for picture in pictures for lane in (first, second)]
        got = np.stack([future.result(_DEADLINE).scores for future in futures])
        notices = [lane.notices for lane in (first, second)]
    expected = np.repeat(Engine(tiny, cpu()).run(pictures), 2, axis=0)
    assert np.allclose(got, expected, atol=1e-6)
    assert [len(told) for told in notices] == [1, 1]


def test_a_device_lost_while_the_lane_is_closed_costs_no_picture(
    tiny: ModelPack, pictures: Pixels
) -> None:
    device = RecordedDevice(lost_at_run=2)
    lane = Lane(tiny, DML, threads=3, wait_s=_DEADLINE, sessions=device.open)
    futures = [lane.submit(picture) for picture in pictures]
    lane.close()
    got = np.stack([future.result(0).scores for future in futures])
    assert np.allclose(got, Engine(tiny, cpu()).run(pictures), atol=1e-6)


def test_a_processor_that_fails_after_the_device_is_an_error_of_its_own(
    tiny: ModelPack, pictures: Pixels
) -> None:
    device = RecordedDevice(lost_at_run=2)

    def no_processor(model: bytes, options: Options, providers: list[Device]) -> Session:
        if len(device.shapes) >= 2:
            raise RuntimeError("bad allocation")
        return device.open(model, options, providers)

    with Lane(tiny, DML, wait_s=0.001, sessions=no_processor) as lane:
        error = lane.submit(pictures[0]).exception(_DEADLINE)
    assert str(error).startswith("The model of the pack tiny cannot load the model: bad alloc")
