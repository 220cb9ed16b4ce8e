"""Scores of batches: what they are, that company never changes them, and what is refused."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import triage
from tests.support.recorded_device import DML, RecordedDevice
from tests.support.tiny_pack import edit_manifest, tiny_model, tiny_weights, write_tiny_pack
from triage.core import resources
from triage.core.errors import BugError, DeviceLostError, PackError
from triage.inference.engine import Engine, activate
from triage.inference.packs import ModelPack, load_pack
from triage.inference.providers import Provider, available, cpu
from triage.inference.session import Device, Options, Session, first_line, open_session

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.records import Pixels


def _plain(red: int, green: int, blue: int) -> Pixels:
    return np.full((1, 16, 16, 3), (red, green, blue), np.uint8)


def test_scores_follow_the_picture(tiny: ModelPack) -> None:
    red, green, blue = Engine(tiny, cpu()).run(_plain(250, 10, 10))[0]
    assert red > 0.9
    assert max(green, blue) < 0.1


def test_scores_equal_the_models_arithmetic(tiny: ModelPack, pictures: Pixels) -> None:
    cells = pictures.reshape(21, 4, 4, 4, 4, 3).mean(axis=(2, 4)) / 255
    weights = np.frombuffer(tiny_weights(3), "<f4").reshape(48, 3)
    logits = cells.transpose(0, 3, 1, 2).reshape(21, 48) @ weights - 2
    got = Engine(tiny, cpu()).run(pictures)
    assert np.allclose(got, 1 / (1 + np.exp(-logits)), atol=1e-6)


def _company_changes_nothing(pack: ModelPack, pictures: Pixels) -> None:
    engine = Engine(pack, cpu())
    together = engine.run(pictures)
    alone = np.concatenate([engine.run(picture[None]) for picture in pictures])
    backwards = engine.run(pictures[::-1])[::-1]
    assert together.dtype == np.float32
    assert np.array_equal(together, alone)
    assert np.array_equal(together, backwards)
    assert np.array_equal(together, Engine(pack, cpu()).run(pictures))


def test_company_never_changes_a_score(tiny: ModelPack, pictures: Pixels) -> None:
    _company_changes_nothing(tiny, pictures)


def test_company_never_changes_a_score_of_the_default_pack() -> None:
    folder = resources.folder("models") / "general"
    if not (folder / "pack.toml").is_file():
        pytest.skip("models/general is not there")
    pack = load_pack(folder)
    size = (pack.spec.height, pack.spec.width)
    noise = np.random.default_rng(3).integers(0, 256, (7, *size, 3), dtype=np.uint8)
    _company_changes_nothing(pack, noise)


def test_no_pictures_give_no_scores(tiny: ModelPack, pictures: Pixels) -> None:
    assert Engine(tiny, cpu()).run(pictures[:0]).shape == (0, 3)


def test_pictures_of_another_size_are_a_bug_of_the_caller(tiny: ModelPack) -> None:
    with pytest.raises(BugError, match="pixels are uint8"):
        Engine(tiny, cpu()).run(np.zeros((1, 15, 16, 3), np.uint8))


def test_the_provenance_says_what_ran(tiny: ModelPack) -> None:
    provenance = Engine(tiny, cpu()).provenance
    assert provenance.provider == "CPUExecutionProvider"
    assert provenance.runtime.startswith("onnxruntime")
    assert (provenance.app_version, provenance.batch) == (triage.__version__, 4)
    assert provenance.device
    assert not provenance.note


def _pack(folder: Path, model: bytes, **more: Any) -> ModelPack:
    return load_pack(write_tiny_pack(folder, labels=["red", "green"], model=model, **more))


def test_a_model_with_a_batch_of_its_own_is_looped(tmp_path: Path, pictures: Pixels) -> None:
    free = Engine(_pack(tmp_path / "free", tiny_model(2)), cpu())
    fixed = Engine(_pack(tmp_path / "fixed", tiny_model(2, batch=1)), cpu())
    assert fixed.provenance.batch == 1
    assert np.allclose(fixed.run(pictures), free.run(pictures), atol=1e-6)


def test_external_data_is_used_when_the_pack_lists_it(tmp_path: Path, pictures: Pixels) -> None:
    model = tiny_model(2, weights_in="model.onnx.data")
    outside = {"model.onnx.data": tiny_weights(2)}
    got = Engine(_pack(tmp_path / "p", model, more_files=outside), cpu()).run(pictures)
    inside = Engine(_pack(tmp_path / "q", tiny_model(2)), cpu()).run(pictures)
    assert np.array_equal(got, inside)


def test_external_data_that_no_hash_pins_is_never_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = _pack(tmp_path / "p", tiny_model(2, weights_in="model.onnx.data"))
    (pack.folder / "model.onnx.data").write_bytes(tiny_weights(2))
    monkeypatch.chdir(pack.folder)
    with pytest.raises(PackError, match="does not load"):
        Engine(pack, cpu())


def test_a_model_that_does_not_load_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="The model of the pack tiny does not load: "):
        Engine(_pack(tmp_path / "p", b"no model"), cpu())


_UNFIT = [
    ("width = 16", "width = 32", r"shape \['n', 3, 16, 16\], not \['n', 3, 16, 32\]"),
    ('layout = "NCHW"', 'layout = "NHWC"', r"not \['n', 16, 16, 3\]"),
    ('dtype = "float32"', 'dtype = "float16"', r"its input is tensor\(float\), not float16"),
    ("[output]", '[output]\nname = "logit"', "no output 'logit', but scores"),
]


@pytest.mark.parametrize(("old", "new", "words"), _UNFIT)
def test_a_model_unlike_its_manifest_is_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    folder = edit_manifest(write_tiny_pack(tmp_path / "p", labels=["a"]), old, new)
    with pytest.raises(PackError, match=words):
        Engine(load_pack(folder), cpu())


def test_as_many_scores_as_labels_are_needed(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"their shape is \[4, 3\], and \[4, 2\] is needed"):
        Engine(_pack(tmp_path / "p", tiny_model(3)), cpu())


def test_scores_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "p", tiny_model(2, bias=float("nan")))
    with pytest.raises(PackError, match="some of them are not numbers"):
        Engine(pack, cpu())


def test_logits_without_an_activation_are_refused(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "p", tiny_model(2, last="Identity"))
    with pytest.raises(PackError, match="set 'activation'"):
        Engine(pack, cpu())


@pytest.mark.parametrize(("word", "operator"), [("sigmoid", "Sigmoid"), ("softmax", "Softmax")])
def test_an_activation_of_ours_equals_the_models_own(
    tmp_path: Path, pictures: Pixels, word: str, operator: str
) -> None:
    folder = write_tiny_pack(
        tmp_path / "p", labels=["a", "b"], model=tiny_model(2, last="Identity")
    )
    ours = load_pack(edit_manifest(folder, '"none"', f'"{word}"'))
    models = _pack(tmp_path / "q", tiny_model(2, last=operator))
    got = Engine(ours, cpu()).run(pictures)
    assert np.allclose(got, Engine(models, cpu()).run(pictures), atol=1e-6)


@pytest.mark.parametrize("word", ["sigmoid", "softmax"])
def test_activations_bear_huge_logits(word: str) -> None:
    with np.errstate(over="raise", invalid="raise"):
        got = activate(np.array([[-1e4, 1e4]], np.float32), word)
    assert np.array_equal(got, [[0.0, 1.0]])


def test_trailing_axes_of_one_are_dropped(tmp_path: Path, pictures: Pixels) -> None:
    class Deep:
        def __init__(self, real: Session) -> None:
            self.real = real

        def __getattr__(self, name: str) -> Any:
            return getattr(self.real, name)

        def run(self, names: list[str], feed: dict[str, Any]) -> list[Any]:
            return [self.real.run(names, feed)[0][:, :, None, None]]

    def deep(model: bytes, options: Options, providers: list[Device]) -> Any:
        return Deep(open_session(model, options, providers))

    pack = _pack(tmp_path / "p", tiny_model(2))
    assert np.array_equal(
        Engine(pack, cpu(), deep).run(pictures), Engine(pack, cpu()).run(pictures)
    )


def test_directml_gets_the_options_it_needs(tiny: ModelPack, pictures: Pixels) -> None:
    device = RecordedDevice()
    engine = Engine(tiny, DML, device.open)
    engine.run(pictures)
    (options,) = device.options
    assert options.enable_mem_pattern is False
    assert str(options.execution_mode).endswith("ORT_SEQUENTIAL")
    assert device.asked == [[("DmlExecutionProvider", {"device_id": "1"}), "CPUExecutionProvider"]]
    assert device.input_shapes == [[8, 3, 16, 16]]
    assert set(device.shapes) == {(8, 3, 16, 16)}
    assert engine.provenance.provider == "DmlExecutionProvider"
    assert engine.provenance.device == "Test Graphics 1"


def test_the_cpu_runs_one_thread_that_does_not_spin(tiny: ModelPack) -> None:
    seen: list[Any] = []

    def record(model: bytes, options: Options, providers: list[Device]) -> Session:
        seen.append(options)
        return open_session(model, options, providers)

    Engine(tiny, cpu(), record)
    assert seen[0].intra_op_num_threads == 1
    assert seen[0].get_session_config_entry("session.intra_op.allow_spinning") == "0"


def test_a_device_that_is_not_there_is_said_and_replaced(tiny: ModelPack, pictures: Pixels) -> None:
    engine = Engine(tiny, DML, RecordedDevice(silent_fallback=True).open)
    assert engine.provenance.provider == "CPUExecutionProvider"
    expected = "DirectML (Test Graphics 1) could not be started; the CPU does the work"
    assert engine.notice == engine.provenance.note == expected
    assert np.array_equal(engine.run(pictures), Engine(tiny, cpu()).run(pictures))


def test_a_device_unknown_to_this_runtime_is_replaced_in_silence(
    tiny: ModelPack, capfd: pytest.CaptureFixture[str]
) -> None:
    if any(provider.key == "coreml" for provider in available()):
        pytest.skip("this machine has CoreML")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        engine = Engine(tiny, Provider("coreml", "device 0"))
    assert engine.provider.is_cpu
    assert engine.notice.startswith("CoreML (device 0) could not be started")
    assert capfd.readouterr() == ("", "")


def test_a_device_that_fails_its_first_batch_is_replaced(tiny: ModelPack) -> None:
    engine = Engine(tiny, DML, RecordedDevice(lost_at_run=1).open)
    assert engine.provider.is_cpu
    assert "887A0005" in engine.notice


def test_a_device_lost_later_is_told_to_the_caller(tiny: ModelPack, pictures: Pixels) -> None:
    engine = Engine(tiny, DML, RecordedDevice(lost_at_run=2).open)
    with pytest.raises(DeviceLostError, match=r"DirectML \(Test Graphics 1\) gave no scores"):
        engine.run(pictures)


def test_an_error_of_directml_is_told_without_the_place_in_its_source_code() -> None:
    found = (
        r"E:\_work\1\s\factory.cc(510)\onnxruntime_pybind11_state.pyd!00007FF974D: "
        "(caller: 00007FF9530) Exception(1) tid(2b8) 887A0004 Not supported here."
    )
    assert first_line(RuntimeError(found)) == "887A0004 Not supported here."
    assert first_line(RuntimeError("no such axis\nmore")) == "no such axis"
