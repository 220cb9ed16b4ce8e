"""EXIF structures, values and raw tags."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.evidence.drawn import tiff_block
from triage.evidence.exif_blocks import Block
from triage.evidence.exif_tree import ExifTree, exif_tree
from triage.evidence.exif_values import exif_values
from triage.evidence.ifd import MOST_ENTRIES
from triage.evidence.raw_tags import MOST_TAGS, raw_tags


def block(data: bytes, name: str = "IFD0") -> Block:
    return Block(lambda at, length: data[at : at + length] if at >= 0 else b"", len(data), name)


def tree_of(*entries: tuple[int, int, int, bytes], name: str = "IFD0") -> ExifTree:
    return exif_tree([block(tiff_block(list(entries)), name)])


def gps(*entries: tuple[int, int, int, bytes]) -> dict[str, object]:
    return exif_values(tree_of(*entries, name="GPS"))


def rationals(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def test_text_is_utf8_or_windows_1252() -> None:
    made = tree_of((0x13B, 2, 8, "Bjørn\0".encode()), (0x10E, 2, 6, b"Bj\xf8rn\0"))
    assert exif_values(made) == {"Artist": "Bjørn", "ImageDescription": "Bjørn"}


def test_a_second_copyright_holder_gets_a_line_of_its_own() -> None:
    assert exif_values(tree_of((0x8298, 2, 6, b"me\0us\0")))["Copyright"] == "me\nus"


def test_numbers_are_numbers_and_0_over_0_is_none() -> None:
    own = tree_of(
        (0x829D, 5, 1, rationals(28, 10)),
        (0x920A, 5, 1, rationals(0, 0)),
        (0x8827, 3, 2, struct.pack("<2H", 0, 200)),
        name="ExifIFD",
    )
    assert exif_values(own) == {"FNumber": 2.8, "ISO": 200}


@pytest.mark.parametrize(("stored", "shown"), [(6, {"Orientation": 6}), (0, {}), (9, {})])
def test_orientation_is_1_to_8_or_none(stored: int, shown: dict[str, int]) -> None:
    assert exif_values(tree_of((0x112, 3, 1, stored.to_bytes(2, "little")))) == shown


def test_a_position_in_the_south_west_below_the_sea_is_negative() -> None:
    found = gps(
        (1, 2, 2, b"S\0"),
        (2, 5, 3, rationals(33, 1, 30, 1, 0, 1)),
        (3, 2, 2, b"W\0"),
        (4, 5, 3, rationals(70, 1, 0, 1, 36, 1)),
        (5, 1, 1, b"\1"),
        (6, 5, 1, rationals(85, 2)),
    )
    assert found == {"GPSLatitude": -33.5, "GPSLongitude": -70.01, "GPSAltitude": -42.5}


@pytest.mark.parametrize(
    "parts", [(0, 0, 0, 0, 0, 0), (4294967295, 1, 0, 1, 0, 1), (91, 1, 0, 1, 0, 1)]
)
def test_no_degrees_or_beyond_the_globe_is_no_position(parts: tuple[int, ...]) -> None:
    assert gps((1, 2, 2, b"N\0"), (2, 5, 3, rationals(*parts))) == {}


def test_a_wild_count_is_left_out_and_named() -> None:
    made = tree_of((0x10F, 2, 2**32 - 1, b"\x10\0\0\0"), (0x110, 2, 4, b"D70\0"))
    assert exif_values(made) == {"Model": "D70"}
    assert "lie outside" in made.problems[0]


def test_a_directory_that_points_to_itself_ends() -> None:
    made = tree_of((0x8769, 4, 1, b"\x08\0\0\0"), (0x110, 2, 4, b"D70\0"))
    assert exif_values(made) == {"Model": "D70"}
    assert made.problems == ["ExifIFD: no sound pointer"]


def test_more_entries_than_the_limit_are_named() -> None:
    made = tree_of(*[(tag, 3, 1, b"\1\0") for tag in range(1, MOST_ENTRIES + 50)])
    assert len(made.directory("IFD0")) == MOST_ENTRIES
    assert made.problems


def test_raw_tags_keep_fractions_hex_and_stay_bounded() -> None:
    found = raw_tags(tree_of((0x11A, 5, 1, rationals(720, 10)), (0x927C, 7, 40, bytes(range(40)))))
    assert found["IFD0:XResolution"] == "720/10"
    assert found["IFD0:MakerNote"].startswith("40 bytes: 000102")
    assert len(raw_tags(tree_of(*[(tag, 3, 1, b"\1\0") for tag in range(1, 900)]))) == MOST_TAGS


@given(st.binary(max_size=300), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b""]))
def test_any_bytes_give_json_and_never_an_error(noise: bytes, head: bytes) -> None:
    made = exif_tree([block(head + noise)])
    json.dumps([exif_values(made), raw_tags(made)], allow_nan=False).encode("ascii")
