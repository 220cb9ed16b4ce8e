"""Records: they cross the pipe unchanged, and no field is believed."""

from __future__ import annotations

import io
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.records import Examined, Flag, InputSpec, Peek, Reason, ResizeRule, State
from triage.evidence import messages
from triage.evidence.protocol import NonsenseError, read_frame, write_frame

SPECS = (InputSpec(4, 3), InputSpec(2, 2, ResizeRule.PAD, pad_value=0))
PIXELS = (
    np.arange(36, dtype=np.uint8).reshape(3, 4, 3),
    np.arange(12, dtype=np.uint8).reshape(2, 2, 3),
)
FULL = Examined(
    State.ANALYSED,
    detail="d\udc80",
    media_type="image/png",
    width=4,
    height=3,
    flags=Flag.TRUNCATED | Flag.METADATA_DAMAGED,
    taken="2020-01-01T10:00:00",
    metadata={"Make": "Ä", "ISO": 100, "FNumber": 2.8, "list": [1, None, True]},
    raw_tags={"x": "\ud800"},
    phash=bytes(range(8)),
    thumbnail=b"jpeg",
    seconds=0.25,
    decoder="Pillow",
)


def sent(examined: Examined) -> tuple[dict[str, Any], list[Any]]:
    stream = io.BytesIO()
    write_frame(stream, *messages.examined_to_parts(examined))
    stream.seek(0)
    frame = read_frame(stream, 1 << 22)
    assert frame is not None
    return frame


def test_a_record_crosses_unchanged() -> None:
    assert messages.examined_from_parts(*sent(FULL), SPECS) == FULL


def test_inputs_cross_with_their_shapes() -> None:
    examined = Examined(State.ANALYSED, inputs=PIXELS)
    received = messages.examined_from_parts(*sent(examined), SPECS).inputs
    assert all(np.array_equal(a, b) for a, b in zip(received, PIXELS, strict=True))


def test_specs_cross_unchanged() -> None:
    assert messages.specs_from_json(messages.specs_to_json(SPECS)) == SPECS


@pytest.mark.parametrize("peek", [None, Peek(b"jpeg", "2020", "Canon"), Peek(None)])
def test_a_peek_crosses_unchanged(peek: Peek | None) -> None:
    stream = io.BytesIO()
    write_frame(stream, *messages.peek_to_parts(peek))
    stream.seek(0)
    frame = read_frame(stream, 100)
    assert frame is not None
    assert messages.peek_from_parts(*frame) == peek


@given(
    st.recursive(
        st.none() | st.floats() | st.integers() | st.text() | st.binary() | st.complex_numbers(),
        lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.integers(), inner),
        max_leaves=10,
    )
)
def test_whatever_a_file_brought_becomes_json(value: object) -> None:
    examined = Examined(State.ANALYSED, metadata={"value": value})
    messages.examined_from_parts(*sent(examined), SPECS)


def test_a_number_that_is_none_becomes_null() -> None:
    assert messages.plain([math.nan, math.inf, 1.5]) == [None, None, 1.5]


@pytest.mark.parametrize(
    "change",
    [
        {"state": 0},
        {"state": 9},
        {"state": True},
        {"state": 3},
        {"reason": int(Reason.CORRUPT)},
        {"reason": 99},
        {"detail": "x" * 3000},
        {"detail": None},
        {"media_type": 5},
        {"width": -1},
        {"width": 1 << 40},
        {"height": 1.5},
        {"flags": int(Flag.CHANGED)},
        {"flags": -1},
        {"taken": 3},
        {"metadata": []},
        {"raw_tags": None},
        {"seconds": -1},
        {"seconds": "1"},
        {"seconds": True},
        {"decoder": None},
    ],
)
def test_a_field_that_no_child_sends_is_nonsense(change: dict[str, Any]) -> None:
    header, blobs = sent(FULL)
    with pytest.raises(NonsenseError):
        messages.examined_from_parts({**header, **change}, blobs, SPECS)


@pytest.mark.parametrize("lengths", [[], [0], [0, 7], [0, 0, 36], [0, 0, 36, 11], [2 << 20, 0]])
def test_blobs_of_other_lengths_are_nonsense(lengths: list[int]) -> None:
    header, _ = sent(FULL)
    blobs = [np.zeros(length, np.uint8) for length in lengths]
    with pytest.raises(NonsenseError):
        messages.examined_from_parts(header, blobs, SPECS)
