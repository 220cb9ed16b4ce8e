"""Loss, network, export and a whole tiny run; skipped where torch is not installed."""

import hashlib
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is installed only where models are trained")
pytest.importorskip("onnx", reason="onnx is installed only where models are trained")


@pytest.fixture(autouse=True)
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def network():
    from triage.training.network import Network

    torch.manual_seed(0)
    made = Network(stem=4, widths=(8, 8, 8, 8), depths=(1, 1, 1, 1))
    # Statistics that differ from the initial ones, so that folding them is put to the test.
    made.train()
    made(torch.randn(8, 3, 64, 64) * 2 + 1)
    return made.eval()


def test_unknown_labels_move_nothing():
    from triage.training.train import masked_loss

    logits = torch.randn(4, 14, requires_grad=True)
    known = torch.ones(4, 14)
    known[:, 3] = 0.0
    known[2, 0] = 0.0
    targets = torch.zeros(4, 14)
    other = targets.clone()
    other[:, 3] = 1.0
    other[2, 0] = 1.0
    loss = masked_loss(logits, targets, known)
    assert loss.item() == masked_loss(logits, other, known).item()
    loss.backward()
    moved = logits.grad != 0
    assert torch.equal(moved, known > 0)


def test_a_batch_without_known_labels_has_no_loss():
    from triage.training.train import masked_loss

    nothing = torch.zeros(2, 14)
    assert masked_loss(torch.randn(2, 14), nothing, nothing).item() == 0.0


def test_blending_keeps_only_what_both_pictures_know():
    from triage.training.train import mixed

    known = torch.tensor([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    pixels = torch.rand(3, 3, 4, 4)
    targets = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    blended, blended_targets, both = mixed(pixels, targets, known, np.random.default_rng(1))
    assert blended.shape == pixels.shape
    assert float(blended_targets.min()) >= 0.0
    assert float(blended_targets.max()) <= 1.0
    assert (both <= known).all()


def test_the_learning_rate_rises_and_falls():
    from triage.training.train import learning_rate

    rates = [learning_rate(1.0, share) for share in (0.0, 0.01, 0.02, 0.5, 1.0)]
    assert rates[0] < rates[1] < rates[2] == pytest.approx(1.0)
    assert rates[2] > rates[3] > rates[4] == pytest.approx(0.01)


def test_the_network_takes_both_sizes_of_the_schedule():
    from triage.training.network import Network

    made = Network().eval()
    assert sum(item.numel() for item in made.parameters()) < 4_000_000
    for side in (128, 160):
        assert made(torch.zeros(2, 3, side, side)).shape == (2, 14)


def test_the_export_agrees_with_torch(network, tmp_path):
    from triage.training.export_pack import export_onnx

    path = tmp_path / "model.onnx"
    assert export_onnx(network, path) < 1e-4
    runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    assert [item.name for item in session.get_inputs()] == ["pixels"]
    assert [item.name for item in session.get_outputs()] == ["scores"]
    for count in (1, 5):
        pixels = np.random.default_rng(count).normal(size=(count, 3, 160, 160))
        (scores,) = session.run(None, {"pixels": pixels.astype(np.float32)})
        with torch.no_grad():
            expected = torch.sigmoid(network(torch.from_numpy(pixels).float())).numpy()
        assert scores.shape == (count, 14)
        assert scores.dtype == np.float32
        assert np.abs(scores - expected).max() < 1e-4


def test_an_export_that_differs_is_an_error(network, tmp_path, monkeypatch):
    from triage.training import export_pack

    monkeypatch.setattr(export_pack, "disagreement", lambda scorer, path: 0.01)
    with pytest.raises(export_pack.ExportError):
        export_pack.export_onnx(network, tmp_path / "model.onnx")


def test_the_pack_text_is_valid_and_complete():
    from triage.training.export_pack import pack_text
    from triage.training.labels import NAMES

    pack = tomllib.loads(pack_text("ab" * 32, dict.fromkeys(NAMES, 0.25)))
    assert pack["format"] == 1
    assert pack["multi_label"] is True
    assert pack["files"] == {"model.onnx": "ab" * 32}
    assert pack["preprocessing"]["scale"] == 1 / 255
    assert pack["preprocessing"]["least_decode_side"] == 320
    assert [label["name"] for label in pack["labels"]] == list(NAMES)
    assert [label["name"] for label in pack["labels"] if label["notable"]] == ["firearm", "knife"]


@pytest.fixture
def drawn_set(tmp_path, plant) -> Path:
    for label in ("firearm", "knife", "vehicle", "other"):
        for number in range(12):
            plant("train", label, number)
        plant("val", label, 0)
        plant("ood", label, 0, picture=False)
    return tmp_path


def test_a_whole_run_writes_a_pack_and_looks_at_val_last(drawn_set, opened, monkeypatch):
    from triage.training.__main__ import main

    out = drawn_set / "out"
    command = ["train", str(drawn_set), str(out), "--minutes", "0.02", "--seed", "3"]
    monkeypatch.setattr(sys, "argv", command)
    opened.clear()
    assert main() == 0

    inside = [Path(path) for path in opened if path.startswith(str(drawn_set))]
    splits = [path.relative_to(drawn_set).parts[0] for path in inside]
    assert "ood" not in splits
    assert splits.index("val") > max(i for i, name in enumerate(splits) if name == "train")
    # The last checkpoint is written before val is opened: nothing is learned after it.
    assert splits.index("val") > inside.index(out / "last.part")

    pack = tomllib.loads((out / "general/pack.toml").read_text(encoding="utf-8"))
    digest = hashlib.sha256((out / "general/model.onnx").read_bytes()).hexdigest()
    assert pack["files"]["model.onnx"] == digest
    card = (out / "general/CARD.md").read_text(encoding="utf-8")
    assert "nobody/drawn" in card
    assert "{{" not in card


def test_a_run_goes_on_from_its_checkpoint(drawn_set):
    from triage.training.manifest import read_split
    from triage.training.train import Settings, Trainer, prepare_hold_out

    split = read_split(drawn_set, "train")
    hold_out = prepare_hold_out(split)
    first = Trainer(Settings(minutes=0.01, batch=8), drawn_set)
    first.run(split, hold_out)
    second = Trainer(Settings(minutes=0.02, batch=8), drawn_set)
    second.resume(drawn_set / "last.pt")
    assert second.progress == first.progress
    for name, value in first.network.state_dict().items():
        assert torch.equal(value, second.network.state_dict()[name])
    second.run(split, hold_out)
    assert second.progress.steps > first.progress.steps
    assert second.progress.seconds >= 0.02 * 60
