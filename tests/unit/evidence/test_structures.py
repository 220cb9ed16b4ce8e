"""Boxes, item tables and JPEG headers: bounded, whatever the bytes say."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.evidence.drawn import encoded, scene
from triage.evidence.boxes import MOST_BOXES, boxes
from triage.evidence.heif_items import heif_items
from triage.evidence.jpeg_header import jpeg_header


def reader(data: bytes):
    return lambda at, length: data[at : at + length] if at >= 0 else b""


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def test_boxes_tell_kind_and_place() -> None:
    data = box(b"ftyp", b"heic") + box(b"meta", b"")
    assert [(b.kind, b.start, b.end) for b in boxes(reader(data), 0, len(data))] == [
        (b"ftyp", 8, 12),
        (b"meta", 20, 20),
    ]


def test_endless_boxes_end() -> None:
    data = box(b"free", b"") * (MOST_BOXES + 10)
    assert len(list(boxes(reader(data), 0, len(data)))) == MOST_BOXES


def test_items_tell_exif_coding_and_the_last_byte_needed() -> None:
    payload = b"\0\0\0\0II*\0rest"
    kinds = b"".join(
        box(b"infe", b"\2\0\0\0" + struct.pack(">HH", number, 0) + kind + b"\0")
        for number, kind in ((1, b"hvc1"), (2, b"Exif"))
    )
    places = b"".join(
        struct.pack(">HHHII", number, 0, 1, at, length)
        for number, at, length in ((1, 5000, 700), (2, 0, len(payload)))
    )
    meta = box(
        b"meta",
        b"\0" * 4
        + box(b"pitm", b"\0\0\0\0\0\1")
        + box(b"iinf", b"\0\0\0\0\0\2" + kinds)
        + box(b"iloc", b"\0\0\0\0\x44\0\0\2" + places),
    )
    found = heif_items(reader(meta), len(meta))
    assert found.kinds[found.primary] == b"hvc1"
    assert found.end == 5700
    assert found.exif(reader(payload)) == b"II*\0rest"


def test_a_jpeg_header_knows_what_a_decoder_must_keep() -> None:
    plain = jpeg_header(reader(encoded(scene(64, 32), subsampling=2)))
    stepwise = jpeg_header(reader(encoded(scene(64, 32), progressive=True, subsampling=2)))
    assert (plain.width, plain.height, plain.coefficient_bytes) == (64, 32, 0)
    assert stepwise.coefficient_bytes == 64 * 32 * 3


@given(st.binary(max_size=400))
def test_any_bytes_end_without_a_wild_loop(noise: bytes) -> None:
    jpeg_header(reader(b"\xff\xd8" + noise))
    data = box(b"meta", b"\0" * 4 + box(b"iloc", noise))
    told = ""
    try:
        heif_items(reader(data), len(data))
    except ValueError as error:
        told = str(error)
    assert not told or "cut short" in told
