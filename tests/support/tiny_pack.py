"""Tiny but real model packs: an ONNX file is written by hand, no package ``onnx`` needed.

The model sees colours. Label 0 scores high (> 0.9) on red pictures, label 1 on green, label 2 on
blue, label 3 on red again and so on, and low (< 0.2) on grey, white, black and other colours. A
small random part (``seed``) makes the scores of two different pictures differ.

Message and field numbers: onnx/onnx.proto of the ONNX project, IR version 8, opset 13.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

CELLS = 4
"""The model averages the picture to CELLS x CELLS before it looks at it."""


def write_tiny_pack(
    folder: Path,
    *,
    labels: Sequence[str],
    size: int = 16,
    seed: int = 0,
    multi_label: bool = True,
    name: str = "tiny",
    notable: Sequence[str] = (),
    model: bytes | None = None,
    more_files: dict[str, bytes] | None = None,
) -> Path:
    """Write a pack that loads and runs; ``size`` is a multiple of 4. Returns ``folder``.

    ``model`` replaces the ONNX file, ``more_files`` are listed and written beside it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    last = "Sigmoid" if multi_label else "Softmax"
    data = tiny_model(len(labels), size, seed, last=last) if model is None else model
    files = {"model.onnx": data, **(more_files or {})}
    for file_name, content in files.items():
        (folder / file_name).write_bytes(content)
    lines = [
        "format = 1",
        f'name = "{name}"',
        'version = "1.0.0"',
        'licence = "Apache-2.0"',
        'description = "Colours, for tests."',
        f"multi_label = {str(multi_label).lower()}",
        "[files]",
        *(f'"{key}" = "{hashlib.sha256(value).hexdigest()}"' for key, value in files.items()),
        "[output]",
        'activation = "none"',
        "[preprocessing]",
        f"width = {size}",
        f"height = {size}",
        'resize = "stretch"',
        'colour_order = "RGB"',
        'layout = "NCHW"',
        'dtype = "float32"',
        "scale = 0.00392156862745098",
        "mean = [0.0, 0.0, 0.0]",
        "std = [1.0, 1.0, 1.0]",
    ]
    for label in labels:
        lines += [
            "[[labels]]",
            f'name = "{label}"',
            f'display = "{label.capitalize()}"',
            f'description = "Pictures of {label}."',
            f"notable = {str(label in notable).lower()}",
            "threshold = 0.5",
        ]
    (folder / "pack.toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return folder


def edit_manifest(folder: Path, old: str, new: str) -> Path:
    """Replace text that is there once in the folder's pack.toml."""
    path = folder / "pack.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is not there exactly once"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return folder


def tiny_model(
    labels: int,
    size: int = 16,
    seed: int = 0,
    *,
    batch: str | int = "n",
    last: str = "Sigmoid",
    bias: float = -2.0,
    weights_in: str = "",
) -> bytes:
    """The bytes of a ``model.onnx``: float32 ``pixels`` [batch, 3, size, size] -> ``scores``.

    ``last`` is the last operator (Identity gives logits), ``weights_in`` the name of the file
    that holds :func:`tiny_weights` instead of the model.
    """
    window = size // CELLS
    raw = tiny_weights(labels, seed)
    nodes = [
        _node("AveragePool", ["pixels"], "cells", kernel_shape=window, strides=window),
        _node("Flatten", ["cells"], "flat"),
        _node("MatMul", ["flat", "weights"], "products"),
        _node("Add", ["products", "bias"], "logits"),
        _node(last, ["logits"], "scores"),
    ]
    weights = _tensor("weights", [3 * CELLS * CELLS, labels], raw, weights_in)
    offsets = _tensor("bias", [labels], np.full(labels, bias, "<f4").tobytes())
    graph = b"".join(
        [
            *(_bytes(1, node) for node in nodes),
            _text(2, "tiny"),
            _bytes(5, weights),
            _bytes(5, offsets),
            _bytes(11, _value("pixels", [batch, 3, size, size])),
            _bytes(12, _value("scores", [batch, labels])),
        ]
    )
    opset = _text(1, "") + _number(2, 13)
    return _number(1, 8) + _text(2, "tests") + _bytes(7, graph) + _bytes(8, opset)


def tiny_weights(labels: int, seed: int = 0) -> bytes:
    """Little-endian float32 [3 * CELLS * CELLS, labels]: colours, and a little noise."""
    cells = CELLS * CELLS
    weights = np.random.default_rng(seed).normal(0.0, 0.02, (3, cells, labels))
    for label in range(labels):
        weights[:, :, label] -= 4.0 / cells
        weights[label % 3, :, label] += 12.0 / cells
    return weights.reshape(3 * cells, labels).astype("<f4").tobytes()


def _node(operator: str, inputs: Iterable[str], output: str, **sides: int) -> bytes:
    named = b"".join(_text(1, name) for name in inputs) + _text(2, output) + _text(4, operator)
    return named + b"".join(_bytes(5, _pair(key, side)) for key, side in sides.items())


def _pair(name: str, side: int) -> bytes:
    """An attribute INTS with the same number twice, as for a square window."""
    return _text(1, name) + _number(8, side) + _number(8, side) + _number(20, 7)


def _tensor(name: str, dims: Iterable[int], raw: bytes, file_name: str = "") -> bytes:
    head = b"".join(_number(1, dim) for dim in dims) + _number(2, 1) + _text(8, name)
    if not file_name:
        return head + _bytes(9, raw)
    location = _text(1, "location") + _text(2, file_name)
    length = _text(1, "length") + _text(2, str(len(raw)))
    return head + _bytes(13, location) + _bytes(13, length) + _number(14, 1)


def _value(name: str, shape: Iterable[str | int]) -> bytes:
    dims = b"".join(
        _bytes(1, _text(2, dim) if isinstance(dim, str) else _number(1, dim)) for dim in shape
    )
    tensor = _number(1, 1) + _bytes(2, dims)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode("utf-8"))


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first, the top bit set where more follow."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
