"""The format of ``pack.toml``, version 1: what a model pack says of itself.

``[files]`` pins every file of the pack by SHA-256, so that the SHA-256 of ``pack.toml`` alone
identifies the pack. ``[preprocessing]`` says how RGB pixels become the model's input:
``(pixel * scale - mean) / std``, ``mean`` and ``std`` in the order of ``colour_order``.
``[output]`` says what the program still has to apply to what the model gives. Models for
DirectML should keep to ONNX opset 17 or lower and give the batch axis a name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass
from typing import Any

from triage.core.records import InputSpec, Label, ResizeRule
from triage.inference.toml_table import ManifestError, Table

MODEL_FILE = "model.onnx"
MOST_BYTES = 1 << 20
"""A pack.toml larger than this is refused unread."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_LABELS = 5000
_MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """How RGB pixels become the model's input; the words are those of ``pack.toml``."""

    width: int
    height: int
    resize: str
    resample: str
    colour_order: str
    layout: str
    dtype: str
    scale: float
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    least_decode_side: int
    resize_to: int
    pad_value: int

    @property
    def spec(self) -> InputSpec:
        """The part that is done where the picture is decoded."""
        return InputSpec(
            width=self.width,
            height=self.height,
            resize=ResizeRule(self.resize),
            resample=self.resample,
            resize_to=self.resize_to,
            pad_value=self.pad_value,
            least_side=self.least_decode_side,
        )


@dataclass(frozen=True, slots=True)
class Output:
    """Which output holds the scores ("" = the only one), and what is still to be applied."""

    name: str
    activation: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A ``pack.toml`` that was read without an error."""

    name: str
    version: str
    licence: str
    description: str
    multi_label: bool
    files: dict[str, str]
    """File name -> SHA-256 in hex."""
    output: Output
    preprocessing: Preprocessing
    labels: tuple[Label, ...]

    @property
    def record(self) -> dict[str, Any]:
        """``[preprocessing]`` with its defaults filled in, and ``output``, as plain JSON."""
        steps = asdict(self.preprocessing)
        steps["mean"] = list(self.preprocessing.mean)
        steps["std"] = list(self.preprocessing.std)
        return {**steps, "output": asdict(self.output)}


def parse(data: bytes) -> Manifest:
    """Read the bytes of a ``pack.toml``; ManifestError says what is wrong with them."""
    if len(data) > MOST_BYTES:
        raise ManifestError(f"it is larger than {MOST_BYTES} bytes")
    try:
        top = Table(tomllib.loads(data.decode("utf-8")), "")
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"it is not valid TOML: {error}") from error
    top.whole("format", 1, 1)
    manifest = Manifest(
        name=_name(top),
        version=top.text("version", most=40),
        licence=top.text("licence"),
        description=top.text("description", "", most=1000),
        multi_label=top.flag("multi_label"),
        files=_files(top.table("files")),
        output=_output(top.table("output", needed=False)),
        preprocessing=_preprocessing(top.table("preprocessing")),
        labels=_labels(top.tables("labels", _MOST_LABELS)),
    )
    top.done()
    return manifest


def _name(top: Table) -> str:
    name = top.text("name", most=64)
    if not _NAME.fullmatch(name):
        raise ManifestError(f"the name {name!r} has other characters than a-z 0-9 . _ -")
    return name


def _files(table: Table) -> dict[str, str]:
    names = table.keys()
    if len(names) > _MOST_FILES:
        raise ManifestError(f"[files] lists more than {_MOST_FILES} files")
    files: dict[str, str] = {}
    for name in names:
        if not _FILE_NAME.fullmatch(name) or name.endswith("."):
            raise ManifestError(f"{name[:80]!r} in [files] is not a plain file name")
        files[name] = table.text(name).lower()
        if not _SHA256.fullmatch(files[name]):
            raise ManifestError(f"{name!r} in [files] must be a SHA-256 in hex")
    if MODEL_FILE not in files:
        raise ManifestError(f"{MODEL_FILE} is not listed in [files]")
    return files


def _output(table: Table) -> Output:
    output = Output(
        name=table.text("name", ""),
        activation=table.choice("activation", ("none", "sigmoid", "softmax"), "none"),
    )
    table.done()
    return output


def _preprocessing(table: Table) -> Preprocessing:
    width = table.whole("width", 8, 2048)
    height = table.whole("height", 8, 2048)
    resize = table.choice("resize", tuple(rule.value for rule in ResizeRule))
    resize_to = _resize_to(table, resize, max(width, height))
    dtype = table.choice("dtype", ("float32", "float16", "uint8"))
    scale, mean, std = _arithmetic(table, dtype)
    # Half the pixels of a side may go in the last, smooth step; a JPEG is never reduced further.
    least = 2 * max(min(width, height), resize_to)
    steps = Preprocessing(
        width=width,
        height=height,
        resize=resize,
        resample=table.choice(
            "resample", ("nearest", "bilinear", "bicubic", "lanczos"), "bilinear"
        ),
        colour_order=table.choice("colour_order", ("RGB", "BGR")),
        layout=table.choice("layout", ("NCHW", "NHWC")),
        dtype=dtype,
        scale=scale,
        mean=mean,
        std=std,
        least_decode_side=table.whole("least_decode_side", 8, 8192, least),
        resize_to=resize_to,
        pad_value=table.whole("pad_value", 0, 255, 114),
    )
    table.done()
    return steps


def _resize_to(table: Table, resize: str, side: int) -> int:
    resize_to = table.whole("resize_to", 0, 4096, 0)
    if resize_to and resize != ResizeRule.SHORT_SIDE_CROP.value:
        raise ManifestError("'resize_to' in [preprocessing] goes with short-side-crop only")
    if 0 < resize_to < side:
        raise ManifestError("'resize_to' in [preprocessing] is smaller than the crop")
    return resize_to


def _arithmetic(
    table: Table, dtype: str
) -> tuple[float, tuple[float, float, float], tuple[float, float, float]]:
    """Scale, mean and std: they must be said, but for a uint8 model, which takes the pixels."""
    raw = dtype == "uint8"
    scale = table.number("scale", 1e-6, 1e3, 1.0 if raw else None)
    mean = table.three("mean", -1e4, 1e4, 0.0 if raw else None)
    std = table.three("std", 1e-6, 1e4, 1.0 if raw else None)
    if raw and (scale, mean, std) != (1.0, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)):
        raise ManifestError("a uint8 model takes pixels as they are: no scale, mean or std")
    return scale, mean, std


def _labels(tables: list[Table]) -> tuple[Label, ...]:
    labels = [_label(table) for table in tables]
    seen: set[str] = set()
    for label in labels:
        # Examiners type labels: two that differ in case alone would be a trap.
        if label.name.casefold() in seen:
            raise ManifestError(f"the label {label.name!r} stands there twice")
        seen.add(label.name.casefold())
    return tuple(labels)


def _label(table: Table) -> Label:
    name = table.text("name", most=80)
    if "/" in name or name != name.strip():
        raise ManifestError(f"the label {name!r} has a / or a blank at an end")
    label = Label(
        name=name,
        display=table.text("display", name, most=80),
        description=table.text("description", "", most=1000),
        notable=table.flag("notable", default=False),
        threshold=table.number("threshold", 0.0, 1.0, 0.5),
    )
    table.done()
    return label
