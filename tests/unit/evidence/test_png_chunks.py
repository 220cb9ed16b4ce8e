"""Damage in a PNG's chunks: of its metadata it hides no picture."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import PngImagePlugin

from tests.unit.evidence.drawn import encoded, exif, scene, written
from triage.core.records import Examined, Flag, Reason, State
from triage.evidence.examine import NeedsSecondRun, examine

if TYPE_CHECKING:
    from pathlib import Path


def drawn() -> bytearray:
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("Title", "a scene")
    made = exif({0x10F: "Canon", 0x112: 6})
    return bytearray(encoded(scene(90, 60), "PNG", exif=made, pnginfo=texts))


def with_wrong_checksum(name: bytes) -> bytes:
    data = drawn()
    at = data.index(name)
    length = int.from_bytes(data[at - 4 : at], "big")
    data[at + 4 + length] ^= 0xFF
    return bytes(data)


def with_chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content).to_bytes(4, "big")
    chunk = len(content).to_bytes(4, "big") + name + content + checksum
    data = drawn()
    return bytes(data[:33]) + chunk + bytes(data[33:])


def examined(folder: Path, data: bytes) -> Examined:
    """Alone, where it does not want to be examined beside others."""
    path = written(folder, data, "a.png")
    with pytest.raises(NeedsSecondRun):
        examine(path, "a.png", (), alone=False)
    return examine(path, "a.png", (), alone=True)


@pytest.mark.parametrize("name", [b"eXIf", b"iTXt"])
def test_a_wrong_checksum_of_metadata_hides_no_picture(tmp_path: Path, name: bytes) -> None:
    found = examined(tmp_path, with_wrong_checksum(name))
    assert (found.state, found.flags) == (State.ANALYSED, Flag.METADATA_DAMAGED)
    whole = examine(written(tmp_path, bytes(drawn())), "a.png", (), alone=False)
    assert (found.thumbnail, found.width, found.height) == (whole.thumbnail, 60, 90)
    assert found.metadata["Make"] == "Canon"


@pytest.mark.parametrize(
    ("name", "content"), [(b"iCCP", b"profile\0\x01junk"), (b"pHYs", b"\0"), (b"tIME", b"\0")]
)
def test_metadata_that_make_no_sense_hide_no_picture(
    tmp_path: Path, name: bytes, content: bytes
) -> None:
    path = written(tmp_path, with_chunk(name, content), "a.png")
    found = examine(path, "a.png", (), alone=True)
    assert found.state is State.ANALYSED
    assert Flag.TRUNCATED not in found.flags


def test_a_wrong_checksum_and_a_cut_are_truncated(tmp_path: Path) -> None:
    data = with_wrong_checksum(b"eXIf")
    found = examined(tmp_path, data[: len(data) - 100])
    assert (found.state, found.flags) == (State.ANALYSED, Flag.TRUNCATED)


def test_a_wrong_checksum_of_the_header_is_corrupt(tmp_path: Path) -> None:
    found = examined(tmp_path, with_wrong_checksum(b"IHDR"))
    assert (found.state, found.reason) == (State.FAILED, Reason.CORRUPT)


def test_a_wrong_checksum_of_sound_pixels_is_no_damage(tmp_path: Path) -> None:
    path = written(tmp_path, with_wrong_checksum(b"IDAT"))
    found = examine(path, "a.png", (), alone=False)
    assert (found.state, found.flags) == (State.ANALYSED, Flag.NONE)
