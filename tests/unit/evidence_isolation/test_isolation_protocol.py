"""Frames: what was written is read back, and whatever was not is nonsense or an end."""

from __future__ import annotations

import io
import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.evidence.protocol import (
    HEADER_MOST_BYTES,
    NonsenseError,
    head,
    read_frame,
    write_frame,
)

leaf = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text()
leaf |= st.floats(allow_nan=False, allow_infinity=False)
any_json = st.recursive(
    leaf, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)
any_header = st.dictionaries(st.text().filter(lambda key: key != "blobs"), any_json, max_size=5)


def framed(text: bytes) -> io.BytesIO:
    return io.BytesIO(struct.pack("<I", len(text)) + text)


@given(any_header, st.lists(st.binary(max_size=300), max_size=4))
def test_a_frame_is_read_as_it_was_written(header: dict[str, object], blobs: list[bytes]) -> None:
    stream = io.BytesIO()
    write_frame(stream, header, blobs)
    write_frame(stream, {"next": 1})
    stream.seek(0)
    frame = read_frame(stream, 1200)
    assert frame is not None
    assert frame[0] == header
    assert [blob.tobytes() for blob in frame[1]] == blobs
    assert read_frame(stream, 0) == ({"next": 1}, [])
    assert read_frame(stream, 0) is None


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_cut_frame_is_an_end(blob: bytes, data: st.DataObject) -> None:
    whole = head({"a": 1}, [blob]) + blob
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(whole[:cut]), 60)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_frame_an_end_or_nonsense(data: bytes) -> None:
    try:
        read_frame(io.BytesIO(data), 100)
    except (NonsenseError, EOFError):
        return


@given(st.binary(max_size=60) | any_json.map(lambda value: json.dumps(value).encode()))
def test_any_header_is_a_header_or_nonsense(text: bytes) -> None:
    try:
        read_frame(framed(text), 100)
    except (NonsenseError, EOFError):
        return


@pytest.mark.parametrize(
    "text",
    [
        b'{"blobs": [], "a": NaN}',
        b'{"blobs": [], "a": 1e999}',
        b'{"blobs": [true]}',
        b'{"blobs": [-1]}',
        b'{"blobs": [60, 60]}',
        b'{"blobs": 3}',
        b'{"a": 1}',
        b"[]",
        b'{"blobs": [], "a": "\xc3\xa9"}',
        b'{"blobs": [], "a": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_a_header_that_no_child_writes_is_nonsense(text: bytes) -> None:
    with pytest.raises(NonsenseError):
        read_frame(framed(text), 100)


def test_a_length_is_refused_before_memory_is_taken() -> None:
    with pytest.raises(NonsenseError):
        read_frame(io.BytesIO(struct.pack("<I", HEADER_MOST_BYTES + 1)), 100)


def test_a_header_that_the_other_end_would_refuse_is_not_written() -> None:
    stream = io.BytesIO()
    with pytest.raises(ValueError, match="bytes"):
        write_frame(stream, {"a": "x" * HEADER_MOST_BYTES})
    assert stream.getvalue() == b""


def test_an_array_travels_as_its_bytes() -> None:
    stream = io.BytesIO()
    write_frame(stream, {}, [np.arange(10, dtype=np.uint8)])
    stream.seek(0)
    frame = read_frame(stream, 10)
    assert frame is not None
    assert frame[1][0].tolist() == list(range(10))
