"""Whole trainings on drawn shapes: what comes out, and that nothing is lost on the way."""

from __future__ import annotations

import csv
import gzip
import importlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

if not os.environ.get("TRIAGE_TRAIN_TESTS"):
    # With the variable set, a missing torch is an error: nobody overlooks that nothing was tested.
    pytest.importorskip("torch", reason="torch is not installed: the train extra brings it")
    pytest.importorskip("onnx", reason="onnx is not installed: the train extra brings it")

from triage.core.errors import KnownError
from triage.core.job import JobContext
from triage.inference.engine import Engine
from triage.inference.packs import load_pack
from triage.inference.providers import cpu
from triage.training import begin_with, course, plan
from triage.training.backend import torch
from triage.training.network import Network
from triage.training.order import Order
from triage.training.pictures import whole
from triage.training.shape import Shape
from triage.training.student import load, masked_loss, save
from triage.training.teachers import Teacher

TINY = plan.Preset(Shape(16, (24, 48, 64), (1, 1, 1), 3, 32), 2, 10, 48, 48, 0.5, 0, 0, batch=48)


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    monkeypatch.setitem(plan.PRESETS, "quick", TINY)


def trained(data: Path, out: Path, **options) -> course.Outcome:
    order = Order(data=(data,), out=out, preset="quick", threads=1, **options)
    return course.train(order, JobContext())


@pytest.mark.timeout(120)
def test_a_toy_pack_on_drawn_shapes_is_good_and_whole(shapes, tmp_path):
    data = shapes("ring", "cross", "other", count=90)

    outcome = trained(data, tmp_path / "toy")

    assert outcome.mean_ap >= 0.95
    assert outcome.difference <= 1e-4
    pack = load_pack(outcome.pack)
    assert [label.name for label in pack.info.labels] == ["cross", "other", "ring"]
    rows = course.collect(
        Order((data,), tmp_path), course.Looks(tmp_path).look, lambda *_: None
    ).rows
    scores = Engine(pack, cpu()).run(whole(rows[:64], 48))
    assert (scores.argmax(1) == 0).mean() >= 0.95
    listed = list(
        csv.DictReader(
            io.StringIO(gzip.decompress((outcome.pack / "data.csv.gz").read_bytes()).decode())
        )
    )
    assert len(listed) == 270
    assert set(listed[0]) == {"source_repo", "commit", "path", "sha256", "dhash"}
    told = json.loads((outcome.pack / "metrics.json").read_text())
    assert told["labels"]["ring"]["average_precision"] >= 0.9


def test_the_weights_of_a_pack_can_be_a_beginning(shapes, tmp_path):
    outcome = trained(shapes("ring", "cross"), tmp_path / "first", epochs=2)
    kept = load(tmp_path / "first" / "training.pt")["student"]["average"]
    network = Network(TINY.shape, 3)

    begin_with.fill(network, begin_with.weights_of(outcome.pack), outcome.pack)

    state = network.state_dict()
    assert torch.equal(state["stem.0.weight"], kept["stem.0.weight"])
    assert torch.equal(state["stem.1.running_var"], kept["stem.1.running_var"])


def test_a_pack_of_another_size_is_no_beginning(shapes, tmp_path):
    outcome = trained(shapes("ring", "cross"), tmp_path / "first", epochs=2)
    other = Network(Shape(8, (16, 32), (1, 1), 2, 32), 2)
    with pytest.raises(KnownError, match="is of another size"):
        begin_with.fill(other, begin_with.weights_of(outcome.pack), outcome.pack)


def in_own_process(data: Path, out: Path, *, resume: bool) -> subprocess.Popen[bytes]:
    code = (
        "import sys; from pathlib import Path; from triage.training import plan, course, workshop;"
        "from triage.training.shape import Shape; from triage.training.order import Order;"
        "from triage.core.job import JobContext\n"
        "if __name__ == '__main__':\n"
        "    plan.PRESETS['quick'] = plan.Preset(Shape(16, (24, 48, 64), (1, 1, 1), 3, 32), 2, 10,"
        " 48, 48, 0.5, 0, 0, batch=48)\n"
        "    course.train(Order((Path(sys.argv[1]),), Path(sys.argv[2]), 'quick', epochs=6,"
        " threads=1, resume=sys.argv[3] == 'True'), JobContext())\n"
    )
    script = out.parent / "run.py"
    script.write_text(code)
    root = Path(__file__).parents[3]
    return subprocess.Popen(
        [sys.executable, str(script), str(data), str(out), str(resume)],
        env={**os.environ, "PYTHONPATH": str(root)},
    )


@pytest.mark.timeout(180)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_training_goes_on_and_ends_with_the_same_epochs(shapes, tmp_path):
    data, out = shapes("ring", "cross", "other", count=20), tmp_path / "out"
    process = in_own_process(data, out, resume=False)
    while not (out / "training.pt").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    left = load(out / "training.pt")
    done = left["diary"]["epochs"]
    left["diary"]["history"][0]["mark"] = 1.0
    save(left, out / "training.pt")

    assert in_own_process(data, out, resume=True).wait() == 0

    kept = load(out / "training.pt")
    assert done < 6
    assert kept["diary"]["epochs"] == 6
    assert kept["diary"]["history"][0]["mark"] == 1.0
    assert kept["student"]["step"] == 6 * 30
    assert load_pack(out / "pack").info.name == "out"


def test_a_folder_with_a_training_is_not_begun_anew(shapes, tmp_path):
    data = shapes("ring", "cross")
    trained(data, tmp_path / "out", epochs=2)
    with pytest.raises(KnownError, match="holds a training already"):
        trained(data, tmp_path / "out", epochs=2)


def test_a_training_does_not_go_on_with_other_pictures(shapes, tmp_path):
    data = shapes("ring", "cross")
    trained(data, tmp_path / "out", epochs=2)
    (data / "ring" / "000.png").unlink()
    with pytest.raises(KnownError, match="begun with other pictures"):
        trained(data, tmp_path / "out", epochs=2, resume=True)


def test_nothing_to_go_on_with_is_told(shapes, tmp_path):
    with pytest.raises(KnownError, match="no training to go on with"):
        trained(shapes("ring", "cross"), tmp_path / "out", resume=True)


def model(place: Path, shape: list[object], kind: str = "FLOAT") -> Path:
    """An ONNX model that gives the mean of its pictures."""
    helper = importlib.import_module("onnx.helper")
    proto = importlib.import_module("onnx").TensorProto
    given = helper.make_tensor_value_info("pixels", getattr(proto, kind), shape)
    made = helper.make_tensor_value_info("features", proto.FLOAT, None)
    nodes = [
        helper.make_node("Cast", ["pixels"], ["real"], to=proto.FLOAT),
        helper.make_node("ReduceMean", ["real"], ["features"], axes=[2, 3], keepdims=0),
    ]
    graph = helper.make_graph(nodes, "teacher", [given], [made])
    opset = [helper.make_opsetid("", 17)]
    place.write_bytes(
        helper.make_model(graph, opset_imports=opset, ir_version=8).SerializeToString()
    )
    return place


def test_a_teacher_is_learned_from(shapes, tmp_path):
    teacher = model(tmp_path / "teacher.onnx", ["n", 3, 32, 32])
    trained(shapes("ring", "cross"), tmp_path / "out", epochs=2, teachers=(teacher,))
    history = load(tmp_path / "out" / "training.pt")["diary"]["history"]
    assert history[-1]["copying"] > 0.0


@pytest.mark.parametrize(
    ("shape", "kind", "words"),
    [
        (["n", 1, 32, 32], "FLOAT", "must take one float32 input"),
        (["n", 3, 32, 32], "UINT8", "must take one float32 input"),
        ([4, 3, 32, 32], "FLOAT", "takes exactly 4 pictures at a time"),
    ],
)
def test_a_teacher_with_a_wrong_input_is_told(tmp_path, shape, kind, words):
    with pytest.raises(KnownError, match=words):
        Teacher(model(tmp_path / "teacher.onnx", shape, kind))


def test_a_teacher_that_is_no_model_is_told(tmp_path):
    (tmp_path / "teacher.onnx").write_bytes(b"no model")
    with pytest.raises(KnownError, match="cannot be loaded"):
        Teacher(tmp_path / "teacher.onnx")


def test_a_label_that_nobody_judged_moves_nothing():
    logits = torch.tensor([[0.3, -0.2]], requires_grad=True)
    masked_loss(logits, torch.tensor([[1.0, 1.0]]), torch.tensor([[1.0, 0.0]])).backward()
    assert logits.grad[0, 0] != 0.0
    assert logits.grad[0, 1] == 0.0


def test_the_same_seed_sees_the_same_pictures_from_any_step_on(shapes, tmp_path):
    trained(shapes("ring", "cross"), tmp_path / "out", epochs=2)
    feed = importlib.import_module("triage.training.feed")
    bases = [
        p.parent / p.name.removesuffix(".meta.npz")
        for p in sorted((tmp_path / "out" / "crops").rglob("*.meta.npz"))
    ]
    chances = np.full(8, 1 / 8)
    first, again = (feed.Course(feed.Crops(bases), chances, 8, 1).make(7, 32) for _ in range(2))
    assert np.array_equal(first.pixels, again.pixels)
    assert not np.array_equal(
        first.pixels, feed.Course(feed.Crops(bases), chances, 8, 1).make(8, 32).pixels
    )
