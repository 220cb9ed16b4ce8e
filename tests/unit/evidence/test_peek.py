"""The quick look at a JPEG's head."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import piexif
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.unit.evidence.drawn import encoded, exif, scene, written
from triage.evidence import peek as peeking
from triage.evidence.peek import peek

if TYPE_CHECKING:
    from pathlib import Path


def with_thumbnail(thumbnail: bytes) -> bytes:
    tags = {
        "0th": {0x10F: b"Canon", 0x110: b"EOS", 0x112: 6},
        "Exif": {0x9003: b"2017:08:21 15:08:07"},
        "1st": {0x103: 6},
        "thumbnail": thumbnail,
    }
    return encoded(scene(64, 48), "JPEG", exif=piexif.dump(tags))


def test_it_shows_thumbnail_date_and_camera(tmp_path: Path) -> None:
    found = peek(written(tmp_path, with_thumbnail(encoded(scene(160, 120)))))
    assert found
    assert (found.taken, found.camera) == ("2017-08-21T15:08:07", "Canon EOS")
    assert Image.open(io.BytesIO(found.thumbnail or b"")).size == (120, 160)


def test_a_thumbnail_that_claims_many_pixels_is_left_out(tmp_path: Path) -> None:
    huge = bytearray(encoded(scene(16, 16)))
    frame = huge.index(b"\xff\xc0")
    huge[frame + 5 : frame + 9] = b"\xff\xdc" * 2
    found = peek(written(tmp_path, with_thumbnail(bytes(huge))))
    assert found
    assert found.thumbnail is None
    assert found.camera == "Canon EOS"


def test_other_files_and_bare_jpegs_give_nothing(tmp_path: Path) -> None:
    assert peek(written(tmp_path, encoded(scene(16, 16), "PNG"))) is None
    assert peek(written(tmp_path, encoded(scene(16, 16)))) is None
    assert peek(str(tmp_path / "missing.jpg")) is None


def test_exif_that_our_reader_doubts_is_not_given_to_piexif(tmp_path: Path, monkeypatch) -> None:
    data = encoded(scene(16, 16), "JPEG", exif=exif({0x10F: "Canon maker"}))
    at = data.index(b"\x0f\x01\x02\x00") if b"II*\0" in data else data.index(b"\x01\x0f\x00\x02")
    wild = data[: at + 4] + b"\x7f\xff\xff\x7f" + data[at + 8 :]
    asked: list[bytes] = []
    monkeypatch.setattr(peeking.piexif, "load", asked.append)
    assert peek(written(tmp_path, wild)) is None
    assert not asked


@given(st.binary(max_size=400))
def test_noise_never_raises(tmp_path_factory, noise: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    peek(written(folder, b"\xff\xd8\xff\xe1\x01\x00Exif\0\0II*\0\x08\0\0\0" + noise))
