"""Write a trained network as a model pack: model.onnx, pack.toml, and what is known of it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import importlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from triage.core.errors import BugError
from triage.training.backend import Module, torch
from triage.training.network import DEVIATION, MEAN, Scorer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from triage.training.calibration import Calibration
    from triage.training.collect import Material
    from triage.training.labels import Label

OPSET: Final = 17
AGREEMENT: Final = 1e-4
MODEL: Final = "model.onnx"
FINGERPRINT: Final = "data.csv.gz"
FINGERPRINT_FIELDS: Final = ("source_repo", "commit", "path", "sha256", "dhash")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a pack says of itself."""

    name: str
    version: str
    description: str
    licence: str
    labels: Sequence[Label]
    multi_label: bool
    side: int


def write_model(network: Module, calibration: Calibration, side: int, place: Path) -> float:
    """Write the network with its calibration; return how far ONNX and torch differ at most.

    The normalisations stay nodes of their own under the names of the network's own parts: the
    runtime folds them when it loads the model, and a later training can begin with them.
    """
    slope, offset = torch.from_numpy(calibration.slope), torch.from_numpy(calibration.offset)
    scorer = Scorer(network.cpu(), slope, offset)
    scorer = scorer.to(memory_format=torch.contiguous_format).eval()
    torch.onnx.export(
        scorer,
        (torch.zeros(2, 3, side, side),),
        str(place),
        input_names=["pixels"],
        output_names=["scores", "embedding"],
        dynamic_axes={name: {0: "batch"} for name in ("pixels", "scores", "embedding")},
        opset_version=OPSET,
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
        # The other exporter needs a further package.
        dynamo=False,
    )
    difference = disagreement(scorer, place, side)
    if difference > AGREEMENT:
        raise BugError(f"the exported model differs from the network by {difference:.2e}")
    return difference


def disagreement(scorer: Module, place: Path, side: int) -> float:
    """The largest difference between torch and the file on three random pictures.

    The file is run by ONNX's own reference, not by the runtime that will run it later.
    """
    reference: Any = importlib.import_module("onnx.reference")
    pixels = np.random.default_rng(0).normal(size=(3, 3, side, side)).astype(np.float32)
    with torch.no_grad():
        expected = [output.numpy() for output in scorer(torch.from_numpy(pixels))]
    found = reference.ReferenceEvaluator(str(place)).run(None, {"pixels": pixels})
    return max(float(np.abs(one - two).max()) for one, two in zip(found, expected, strict=True))


def write_manifest(folder: Path, facts: Facts, thresholds: Sequence[float]) -> None:
    """Write pack.toml for the model that lies in ``folder``."""
    digest = hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()
    top = {
        "format": 1,
        "name": facts.name,
        "version": facts.version,
        "licence": facts.licence,
        "description": facts.description,
        "multi_label": facts.multi_label,
    }
    parts = [
        _table("", top),
        _table("[files]", {f'"{MODEL}"': digest}),
        _table("[output]", {"name": "scores", "activation": "none"}),
        _table("[preprocessing]", _preprocessing(facts.side)),
    ]
    for label, threshold in zip(facts.labels, thresholds, strict=True):
        entry = {
            "name": label.name,
            "display": label.display,
            "description": label.description,
            "notable": label.notable,
            "threshold": threshold,
        }
        parts.append(_table("[[labels]]", entry))
    (folder / "pack.toml").write_text("\n".join(parts), encoding="utf-8")


def write_fingerprint(material: Material, place: Path) -> None:
    """List every picture that was learned from, so that it can be known again."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FINGERPRINT_FIELDS)
    for row, looked in zip(material.rows, material.looks, strict=True):
        seen = int(looked.hashes[0]) if looked.hashes is not None else 0
        dhash = seen if row.dhash is None else row.dhash
        sha256 = row.sha256 or looked.sha256
        writer.writerow((row.source, row.commit, row.path, sha256, f"{dhash:016x}"))
    # Without a name and a time in it: the same pictures give the same bytes.
    data = text.getvalue().encode("utf-8", "surrogateescape")
    place.write_bytes(gzip.compress(data, mtime=0))


def _preprocessing(side: int) -> dict[str, object]:
    return {
        "width": side,
        "height": side,
        "resize": "stretch",
        "resample": "bilinear",
        "colour_order": "RGB",
        "layout": "NCHW",
        "dtype": "float32",
        "scale": 1.0 / 255.0,
        "mean": [MEAN] * 3,
        "std": [DEVIATION] * 3,
        "least_decode_side": 2 * side,
    }


def _table(head: str, entries: Mapping[str, object]) -> str:
    # JSON and TOML write strings, numbers, truth values and lists of them alike.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()]
    return "\n".join([head, *lines] if head else lines) + "\n"
