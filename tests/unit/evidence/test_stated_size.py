"""What headers state, read without a decoder."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.evidence.drawn import encoded, exif, scene, written
from triage.core.records import Reason
from triage.evidence import kinds
from triage.evidence.evidence_file import EvidenceFile
from triage.evidence.examine import examine
from triage.evidence.sniff import sniff
from triage.evidence.stated_size import stated_size

if TYPE_CHECKING:
    from pathlib import Path

    from triage.evidence.stated_size import Size

FORMS = ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "TGA", "PCX", "PPM"]


def stated(folder: Path, data: bytes, kind: kinds.Kind | None = None) -> Size | None:
    with EvidenceFile(written(folder, data)) as file:
        return stated_size(file, kind or sniff(file))


@pytest.mark.parametrize("form", [*FORMS, "QOI"])
def test_every_format_states_its_size(tmp_path: Path, form: str) -> None:
    assert stated(tmp_path, encoded(scene(64, 40), form)) == (64, 40)


@pytest.mark.parametrize("options", [{"lossless": True}, {"exif": exif({0x10F: "x"}).tobytes()}])
def test_every_kind_of_webp_states_its_size(tmp_path: Path, options: dict[str, object]) -> None:
    assert stated(tmp_path, encoded(scene(64, 40), "WEBP", **options)) == (64, 40)


def test_an_icon_states_the_size_of_its_largest_picture(tmp_path: Path) -> None:
    assert stated(tmp_path, encoded(scene(64, 64), "ICO", sizes=[(16, 16), (64, 64)])) == (64, 64)
    old = encoded(scene(64, 64), "ICO", sizes=[(16, 16)], bitmap_format="bmp")
    assert stated(tmp_path, old) == (16, 16)


def test_a_bare_codestream_and_a_photoshop_file_state_theirs(tmp_path: Path) -> None:
    stream = encoded(scene(64, 40), "JPEG2000", no_jp2=True)
    assert stated(tmp_path, stream) == (64, 40)
    head = b"8BPS\0\1" + bytes(6) + b"\0\3" + (40).to_bytes(4, "big") + (64).to_bytes(4, "big")
    assert stated(tmp_path, head + b"\0\x08\0\3" + bytes(12), kinds.PSD) == (64, 40)


KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)]


@given(data=st.binary(max_size=80), kind=st.sampled_from(KINDS))
def test_any_bytes_state_a_size_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: kinds.Kind
) -> None:
    size = stated(tmp_path_factory.getbasetemp(), data, kind)
    assert size is None or all(0 < side < 1 << 31 for side in size)


def too_large_png(turn: int) -> bytes:
    data = bytearray(encoded(scene(16, 16), "PNG", exif=exif({0x112: turn})))
    data[16:24] = (50_000).to_bytes(4, "big") + (40_000).to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(("turn", "size"), [(1, (50_000, 40_000)), (6, (40_000, 50_000))])
def test_a_picture_that_is_too_large_shows_its_size(
    tmp_path: Path, turn: int, size: tuple[int, int]
) -> None:
    found = examine(written(tmp_path, too_large_png(turn)), "a.png", (), alone=False)
    assert (found.reason, (found.width, found.height)) == (Reason.TOO_LARGE, size)
