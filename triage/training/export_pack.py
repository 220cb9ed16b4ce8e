"""Write a trained network as a model pack: model.onnx, pack.toml and CARD.md."""

import hashlib
import importlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from triage.training.backend import Module, torch
from triage.training.labels import LABELS, VERSION
from triage.training.network import Scorer
from triage.training.train import DEVIATION, MEAN, SIDE

OPSET: Final = 17
AGREEMENT: Final = 1e-4
DESCRIPTION: Final = (
    "Sorts pictures into fourteen kinds, firearm and knife among them; trained from random "
    "weights on public pictures."
)


class ExportError(RuntimeError):
    """The exported model does not say what the network says."""


def export_onnx(network: Module, path: Path) -> float:
    """Write `network` with its sigmoid to `path`; return the largest difference found."""
    scorer = Scorer(network).to(memory_format=torch.contiguous_format).eval()
    torch.onnx.export(
        scorer,
        (torch.zeros(1, 3, SIDE, SIDE),),
        str(path),
        input_names=["pixels"],
        output_names=["scores"],
        dynamic_axes={"pixels": {0: "batch"}, "scores": {0: "batch"}},
        opset_version=OPSET,
        # The other exporter needs a further package and does not fold the normalisation.
        dynamo=False,
    )
    difference = disagreement(scorer, path)
    if difference > AGREEMENT:
        raise ExportError(f"the exported model differs from the network by {difference:.2e}")
    return difference


def disagreement(scorer: Module, path: Path) -> float:
    """Largest difference between torch and the ONNX reference on three random pictures."""
    reference: Any = importlib.import_module("onnx.reference")
    pixels = np.random.default_rng(0).normal(size=(3, 3, SIDE, SIDE)).astype(np.float32)
    with torch.no_grad():
        expected = scorer(torch.from_numpy(pixels)).numpy()
    (scores,) = reference.ReferenceEvaluator(str(path)).run(None, {"pixels": pixels})
    return float(np.abs(scores - expected).max())


def write_pack(network: Module, folder: Path, thresholds: Mapping[str, float], card: str) -> float:
    """Write the whole pack into `folder`; return the difference `export_onnx` found."""
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / "model.onnx"
    difference = export_onnx(network, model)
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    (folder / "pack.toml").write_text(pack_text(digest, thresholds), encoding="utf-8")
    (folder / "CARD.md").write_text(card, encoding="utf-8")
    return difference


def pack_text(digest: str, thresholds: Mapping[str, float]) -> str:
    """Return pack.toml for a model file with the SHA-256 `digest`."""
    parts = [
        _table(
            "",
            {
                "format": 1,
                "name": "general",
                "version": VERSION,
                "licence": "Apache-2.0",
                "description": DESCRIPTION,
                "multi_label": True,
            },
        ),
        _table("[files]", {'"model.onnx"': digest}),
        _table("[output]", {"name": "scores", "activation": "none"}),
        _table("[preprocessing]", _preprocessing()),
    ]
    for label in LABELS:
        entry = {
            "name": label.name,
            "display": label.display,
            "description": label.description,
            "notable": label.notable,
            "threshold": thresholds[label.name],
        }
        parts.append(_table("[[labels]]", entry))
    return "\n".join(parts)


def _preprocessing() -> dict[str, object]:
    return {
        "width": SIDE,
        "height": SIDE,
        "resize": "stretch",
        "resample": "bilinear",
        "colour_order": "RGB",
        "layout": "NCHW",
        "dtype": "float32",
        "scale": 1.0 / 255.0,
        "mean": [MEAN] * 3,
        "std": [DEVIATION] * 3,
        "least_decode_side": 2 * SIDE,
    }


def _table(head: str, entries: Mapping[str, object]) -> str:
    lines: Sequence[str] = [
        # JSON and TOML write strings, numbers, truth values and lists of them alike.
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in entries.items()
    ]
    return "\n".join([head, *lines] if head else lines) + "\n"
