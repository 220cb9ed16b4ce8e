"""What one file becomes: state, reason, flags, sizes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageFile

from tests.unit.evidence.drawn import encoded, exif, scene, written
from triage.core.records import Flag, InputSpec, Reason, ResizeRule, State
from triage.evidence import limits
from triage.evidence.examine import NeedsSecondRun, examine

if TYPE_CHECKING:
    from pathlib import Path

    from triage.core.records import Examined

SPEC = InputSpec(32, 32)


def examined(folder: Path, data: bytes, name: str = "a.jpg", *specs: InputSpec) -> Examined:
    return examine(written(folder, data), name, specs, alone=False)


def alone(folder: Path, data: bytes) -> Examined:
    return examine(written(folder, data), "a", (SPEC,), alone=True)


def noisy(width: int = 200, height: int = 150) -> Image.Image:
    pixels = np.random.default_rng(3).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


@pytest.mark.parametrize(
    "form",
    ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "TGA", "PCX", "PPM", "QOI"],
)
def test_a_whole_picture_is_analysed(tmp_path: Path, form: str) -> None:
    found = examined(tmp_path, encoded(scene(64, 40), form), "a", SPEC)
    assert (found.state, found.reason, found.flags) == (State.ANALYSED, Reason.NONE, Flag.NONE)
    assert (found.width, found.height) == (64, 40)
    assert len(found.inputs) == 1
    assert found.phash
    assert found.thumbnail


def test_width_and_height_are_as_shown(tmp_path: Path) -> None:
    turned = encoded(scene(1600, 1000), "JPEG", exif=exif({0x112: 6}))
    found = examined(tmp_path, turned)
    small = Image.open(io.BytesIO(found.thumbnail or b""))
    assert (found.width, found.height) == (1000, 1600)
    assert small.size == (200, 320)
    assert found.metadata["Orientation"] == 6


def test_a_large_jpeg_is_decoded_small(tmp_path: Path) -> None:
    found = examined(tmp_path, encoded(scene(4000, 3000)))
    assert (found.width, found.height) == (4000, 3000)
    assert found.decoder.endswith("1/8 DCT 500x375")


def test_a_packs_input_does_not_depend_on_other_packs(tmp_path: Path) -> None:
    data = encoded(noisy(1400, 1300))
    fine = InputSpec(64, 64, resize=ResizeRule.PAD, least_side=640)
    both = examined(tmp_path, data, "a.jpg", SPEC, fine).inputs
    assert (both[0] == examined(tmp_path, data, "a.jpg", SPEC).inputs[0]).all()
    assert (both[1] == examined(tmp_path, data, "a.jpg", fine).inputs[0]).all()


def test_metadata_is_kept_and_dated(tmp_path: Path) -> None:
    made = exif({0x10F: "Canon"}, {0x9003: "2017:08:21 15:08:07", 0x9011: "+02:00"})
    found = examined(tmp_path, encoded(scene(8, 8), "JPEG", exif=made))
    assert found.metadata["Make"] == "Canon"
    assert found.raw_tags["IFD0:Make"] == "Canon"
    assert found.taken == "2017-08-21T15:08:07+02:00"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_exif_is_found_in_every_container(tmp_path: Path, form: str) -> None:
    data = encoded(scene(32, 32), form, exif=exif({0x110: "D70"}).tobytes())
    assert examined(tmp_path, data).metadata["Model"] == "D70"


def test_damaged_metadata_changes_no_state(tmp_path: Path) -> None:
    data = encoded(scene(32, 32), "JPEG", exif=b"Exif\0\0no tiff at all")
    found = examined(tmp_path, data)
    assert (found.state, found.flags) == (State.ANALYSED, Flag.METADATA_DAMAGED)


def test_a_wrong_extension_is_flagged(tmp_path: Path) -> None:
    found = examined(tmp_path, encoded(scene(8, 8), "PNG"), "a.jpg")
    assert found.flags == Flag.EXTENSION_MISMATCH
    assert found.media_type == "image/png"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP"])
def test_a_cut_picture_waits_for_a_run_of_its_own(tmp_path: Path, form: str) -> None:
    data = encoded(noisy(), form)
    with pytest.raises(NeedsSecondRun):
        examined(tmp_path, data[: len(data) * 2 // 3])
    found = alone(tmp_path, data[: len(data) * 2 // 3])
    assert (found.state, found.flags) == (State.ANALYSED, Flag.TRUNCATED)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


@pytest.mark.parametrize("form", ["WEBP", "JPEG2000", "AVIF"])
def test_a_cut_picture_without_pixels_failed_as_truncated(tmp_path: Path, form: str) -> None:
    data = encoded(noisy(), form)
    found = alone(tmp_path, data[: len(data) // 2])
    assert found.state is State.FAILED
    assert found.reason in (Reason.TRUNCATED, Reason.CORRUPT)
    assert found.thumbnail is None


def test_a_header_without_pixels_is_no_grey_picture(tmp_path: Path) -> None:
    data = encoded(noisy())
    found = alone(tmp_path, data[: data.index(b"\xff\xda") + 14])
    assert (found.state, found.reason) == (State.FAILED, Reason.TRUNCATED)


def test_a_scan_too_short_for_its_size_is_truncated(tmp_path: Path) -> None:
    data = bytearray(encoded(scene(64, 64)))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = (6000).to_bytes(2, "big") + (8000).to_bytes(2, "big")
    found = alone(tmp_path, bytes(data))
    assert Flag.TRUNCATED in found.flags


def test_noise_behind_a_signature_is_corrupt(tmp_path: Path) -> None:
    noise = np.random.default_rng(7).bytes(5000).replace(b"\xff", b"\0")
    found = alone(tmp_path, b"\xff\xd8\xff\xe0\0\x04ab" + noise)
    assert (found.state, found.reason) == (State.FAILED, Reason.CORRUPT)
    assert found.detail


def test_text_is_skipped_and_an_empty_file_too(tmp_path: Path) -> None:
    assert examined(tmp_path, b"words").reason is Reason.NOT_AN_IMAGE
    assert examined(tmp_path, b"").reason is Reason.EMPTY


def test_a_valid_kind_that_nothing_decodes_is_unsupported(tmp_path: Path) -> None:
    data = bytearray(encoded(scene(16, 16), "BMP"))
    data[30:34] = (4).to_bytes(4, "little")
    assert examined(tmp_path, bytes(data)).reason is Reason.UNSUPPORTED_FORMAT


def test_a_file_that_is_gone_disappeared(tmp_path: Path) -> None:
    found = examine(str(tmp_path / "gone.jpg"), "gone.jpg", (), alone=False)
    assert found.reason is Reason.DISAPPEARED


def test_a_wild_header_is_too_large(tmp_path: Path) -> None:
    data = bytearray(encoded(scene(16, 16), "PNG", compress_level=1))
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    crc = __import__("zlib").crc32(bytes(data[12:29]))
    data[29:33] = crc.to_bytes(4, "big")
    assert examined(tmp_path, bytes(data)).reason is Reason.TOO_LARGE


@pytest.mark.parametrize(("side", "state"), [(14_000, "analysed"), (40_000, "failed")])
def test_a_jpeg_counts_after_reduction(tmp_path: Path, side: int, state: str) -> None:
    data = bytearray(encoded(scene(64, 64)))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = side.to_bytes(2, "big") * 2
    found = alone(tmp_path, bytes(data))
    assert found.state.word == state


def test_an_animated_webp_is_judged_by_its_canvas(tmp_path: Path) -> None:
    data = b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0" + (12_999).to_bytes(3, "little") * 2
    assert examined(tmp_path, data + bytes(34)).reason is Reason.TOO_LARGE


def test_memory_errors_pass_through(tmp_path: Path, monkeypatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(limits, "check_before_open", fails)
    with pytest.raises(MemoryError):
        examined(tmp_path, encoded(scene(8, 8)))


def test_evidence_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(scene(32, 32)))
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    examine(str(path), "a.jpg", (SPEC,), alone=True)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
