"""The format of pack.toml: what is read, and that everything else is refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tiny_pack import write_tiny_pack
from triage.core.records import InputSpec, ResizeRule
from triage.inference.pack_toml import parse
from triage.inference.toml_table import ManifestError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def text(tmp_path: Path) -> str:
    folder = write_tiny_pack(tmp_path / "p", labels=["red", "blue"], notable=["red"])
    return (folder / "pack.toml").read_text(encoding="utf-8")


def _edited(text: str, old: str, new: str) -> bytes:
    assert old in text
    return text.replace(old, new, 1).encode()


def test_reads_labels_with_their_defaults(text: str) -> None:
    manifest = parse(_edited(text, "threshold = 0.5", "threshold = 0.25"))
    first, second = manifest.labels
    assert (first.name, first.display, first.notable, first.threshold) == (
        "red",
        "Red",
        True,
        0.25,
    )
    assert (second.notable, second.threshold) == (False, 0.5)


def test_least_decode_side_is_twice_the_input_unless_it_is_said(text: str) -> None:
    assert parse(text.encode()).preprocessing.least_decode_side == 32
    said = _edited(text, "scale =", "least_decode_side = 300\nscale =")
    assert parse(said).preprocessing.spec.least_side == 300


def test_short_side_crop_is_handed_to_the_decoder(text: str) -> None:
    crop = _edited(text, 'resize = "stretch"', 'resize = "short-side-crop"\nresize_to = 24')
    expected = InputSpec(16, 16, ResizeRule.SHORT_SIDE_CROP, "bilinear", 24, 114, 48)
    assert parse(crop).preprocessing.spec == expected


def test_the_record_is_plain_json_with_defaults_filled_in(text: str) -> None:
    record = parse(text.encode()).record
    assert record["mean"] == [0.0, 0.0, 0.0]
    assert record["resample"] == "bilinear"
    assert record["output"] == {"name": "", "activation": "none"}


def test_a_uint8_model_needs_no_arithmetic(text: str) -> None:
    data = _edited(text, 'dtype = "float32"', 'dtype = "uint8"').decode()
    bare = "\n".join(line for line in data.splitlines() if line.split(" ")[0] not in _ARITHMETIC)
    assert parse(bare.encode()).preprocessing.std == (1.0, 1.0, 1.0)


_ARITHMETIC = ("scale", "mean", "std")

_WRONG = [
    ("format = 1", "format = 2", "'format' must be a whole number from 1 to 1"),
    ("format = 1", "format = true", "'format' must be a whole number from 1 to 1"),
    ("format = 1", "", "'format' is missing"),
    ("format = 1", "format = 1\nmodel = 3", "'model' is not a key"),
    ('name = "tiny"', 'name = "a/b"', "other characters"),
    ('name = "tiny"', 'name = "a@b"', "other characters"),
    ('name = "tiny"', 'name = ""', "'name' must not be blank"),
    ('version = "1.0.0"', "version = 1", "'version' must be text"),
    ('licence = "Apache-2.0"', r'licence = "a\u202Eb"', "control or invisible"),
    ("multi_label = true", "multi_label = 1", "must be true or false"),
    ('"model.onnx" =', '"../model.onnx" =', "not a plain file name"),
    ('"model.onnx" =', '"/model.onnx" =', "not a plain file name"),
    ('"model.onnx" =', '"C:model.onnx" =', "not a plain file name"),
    ('"model.onnx" =', '"other.onnx" =', "model.onnx is not listed"),
    ('"model.onnx" = "', '"model.onnx" = "z', "must be a SHA-256"),
    ('activation = "none"', 'activation = "tanh"', "must be one of none, sigmoid, softmax"),
    ("width = 16", "width = true", "'width' in [preprocessing] must be a whole number"),
    ("width = 16", "width = 100000", "from 8 to 2048"),
    ("height = 16", "height = 16.0", "must be a whole number"),
    ("height = 16", "height = 16\ncrop = 3", "'crop' in [preprocessing] is not a key"),
    ('resize = "stretch"', 'resize = "fit"', "must be one of stretch"),
    ('resize = "stretch"', 'resize = "stretch"\nresize_to = 20', "short-side-crop only"),
    ('"stretch"', '"short-side-crop"\nresize_to = 9', "smaller than the crop"),
    ("scale = 0.00392156862745098", "scale = nan", "'scale' in [preprocessing] must be"),
    ("scale = 0.00392156862745098", "scale = inf", "'scale' in [preprocessing] must be"),
    ("scale = 0.00392156862745098", f"scale = {'9' * 400}", "must be a number"),
    ("scale = 0.00392156862745098", "", "'scale' in [preprocessing] is missing"),
    ("std = [1.0, 1.0, 1.0]", "std = [1.0, 0.0, 1.0]", "'std' in [preprocessing] must be three"),
    ("mean = [0.0, 0.0, 0.0]", "mean = [0.0]", "must be three numbers"),
    ('dtype = "float32"', 'dtype = "uint8"', "takes pixels as they are"),
    ('name = "red"', 'name = "a/b"', "has a / or a blank"),
    ('name = "red"', 'name = "Blue"', "stands there twice"),
    ("threshold = 0.5", "threshold = 1.5", "'threshold' in [[labels]] 1 must be a number"),
    ("[output]", "[output", "not valid TOML"),
]


@pytest.mark.parametrize(("old", "new", "words"), _WRONG)
def test_refuses_in_words(text: str, old: str, new: str, words: str) -> None:
    with pytest.raises(ManifestError) as caught:
        parse(_edited(text, old, new))
    assert words in str(caught.value)


def test_labels_are_needed(text: str) -> None:
    without = text[: text.index("[[labels]]")].encode()
    with pytest.raises(ManifestError, match="'labels' is missing"):
        parse(without)


def test_deeply_nested_toml_is_an_error_and_no_crash(text: str) -> None:
    with pytest.raises(ManifestError, match="not valid TOML"):
        parse(b"a = " + b"[" * 100_000)


def test_a_huge_manifest_is_refused_unread() -> None:
    with pytest.raises(ManifestError, match="larger than"):
        parse(b"#" * (1 << 21))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_manifest_error_and_nothing_else(data: bytes) -> None:
    with pytest.raises(ManifestError):
        parse(data)


_VALUES = st.recursive(
    st.one_of(
        st.sampled_from(["true", "-1", "0", "9e999", "nan", "''", "'a'", "1979-05-27", "[]", "{}"]),
        st.integers().map(str),
        st.floats().map(repr),
    ),
    lambda inner: st.lists(inner, max_size=4).map(lambda parts: f"[{', '.join(parts)}]"),
    max_leaves=6,
)


@given(st.integers(0, 60), _VALUES)
def test_any_value_at_any_key_is_read_or_refused(place: int, value: str) -> None:
    lines = [str(line) for line in _SAMPLE.splitlines()]
    key, equals, _ = lines[place % len(lines)].partition(" = ")
    if equals:
        lines[place % len(lines)] = f"{key} = {value}"
    try:
        manifest = parse("\n".join(lines).encode())
    except ManifestError:
        return
    assert 8 <= manifest.preprocessing.width <= 2048


_SAMPLE = f"""format = 1
name = "tiny"
version = "1"
licence = "MIT"
multi_label = true
[files]
"model.onnx" = "{"0" * 64}"
[output]
name = "scores"
activation = "none"
[preprocessing]
width = 16
height = 16
resize = "short-side-crop"
resize_to = 20
resample = "bilinear"
colour_order = "RGB"
layout = "NCHW"
dtype = "float32"
scale = 1.0
mean = [0.0, 0.0, 0.0]
std = [1.0, 1.0, 1.0]
[[labels]]
name = "red"
display = "Red"
description = ""
notable = true
threshold = 0.5
"""
