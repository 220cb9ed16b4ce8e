"""The kind of a file, by its content."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.unit.evidence.drawn import encoded, scene, tiff_block, written
from triage.core.records import Reason
from triage.evidence.evidence_file import EvidenceFile
from triage.evidence.extensions import mismatch
from triage.evidence.sniff import sniff

if TYPE_CHECKING:
    from pathlib import Path

    from triage.evidence.kinds import Kind


def kind_of(folder: Path, data: bytes) -> Kind:
    with EvidenceFile(written(folder, data)) as file:
        return sniff(file)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
        ("JPEG2000", "image/jp2"),
        ("ICO", "image/vnd.microsoft.icon"),
        ("TGA", "image/x-tga"),
        ("PCX", "image/x-pcx"),
        ("PPM", "image/x-portable-pixmap"),
        ("QOI", "image/qoi"),
    ],
)
def test_pictures_are_known_by_their_bytes(tmp_path: Path, form: str, media_type: str) -> None:
    kind = kind_of(tmp_path, encoded(scene(64, 40), form))
    assert (kind.media_type, kind.reason) == (media_type, Reason.NONE)


@pytest.mark.parametrize(
    ("data", "media_type", "reason"),
    [
        (b"just some words\n", "text/plain", Reason.NOT_AN_IMAGE),
        (b"BMW, GIF and P6 are words.\n", "text/plain", Reason.NOT_AN_IMAGE),
        (b"<!DOCTYPE html><p>hello", "text/html", Reason.NOT_AN_IMAGE),
        (b"MZ\x90\0" + b"\0" * 60, "application/vnd.microsoft.portable-executable", None),
        (b"%PDF-1.7\n", "application/pdf", Reason.UNSUPPORTED_FORMAT),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "image/svg+xml", Reason.UNSUPPORTED_FORMAT),
        (b"\xff\x0a" + b"x" * 30, "image/jxl", Reason.UNSUPPORTED_FORMAT),
        (b"\0\0\0\x18ftypcrx \0\0\0\1", "image/x-canon-cr3", Reason.UNSUPPORTED_FORMAT),
        (b"\0\0\0\x18ftypisom\0\0\0\1mp41", "video/mp4", Reason.UNSUPPORTED_FORMAT),
        (b"RIFF\x10\0\0\0AVI LIST", "video/x-msvideo", Reason.UNSUPPORTED_FORMAT),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x04CgBI1234", "image/png", Reason.UNSUPPORTED_FORMAT),
        (bytes(20_000), "application/octet-stream", Reason.NOT_AN_IMAGE),
        (b"", "inode/x-empty", Reason.EMPTY),
    ],
)
def test_other_files_say_why_they_are_not_decoded(tmp_path, data, media_type, reason) -> None:
    kind = kind_of(tmp_path, data)
    assert kind.media_type == media_type
    assert kind.reason is (reason or Reason.NOT_AN_IMAGE)


def test_archives_may_hold_pictures(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
    assert kind_of(tmp_path, packed.getvalue()).media_type == "application/zip"
    assert kind_of(tmp_path, bytes(500) + packed.getvalue()).media_type == "application/zip"


@pytest.mark.parametrize(
    ("entries", "media_type"),
    [
        ([(262, 3, 1, b"\x02\0")], "image/tiff"),
        ([(271, 2, 6, b"NIKON\0"), (262, 3, 1, b"\x02\0")], "image/tiff"),
        ([(50706, 1, 4, b"\1\4\0\0")], "image/x-adobe-dng"),
        ([(262, 3, 1, b"\x23\x80"), (271, 2, 7, b"PENTAX\0")], "image/x-pentax-pef"),
        ([(259, 3, 1, b"\xff\x7f"), (271, 2, 5, b"SONY\0")], "image/x-sony-arw"),
    ],
)
def test_raw_in_tiff_clothes_is_no_tiff(tmp_path, entries, media_type) -> None:
    assert kind_of(tmp_path, tiff_block(entries)).media_type == media_type


def test_sensor_samples_in_a_sub_directory_make_a_nef(tmp_path: Path) -> None:
    inner = tiff_block([(262, 3, 1, b"\x23\x80")])
    size = len(tiff_block([(271, 2, 6, b"NIKON\0"), (330, 4, 1, bytes(4))]))
    place = (size + 8).to_bytes(4, "little")
    data = tiff_block([(271, 2, 6, b"NIKON\0"), (330, 4, 1, place)]) + inner
    assert kind_of(tmp_path, data).media_type == "image/x-nikon-nef"


@pytest.mark.parametrize(
    ("name", "media_type", "differs"),
    [
        ("a.jpg", "image/jpeg", False),
        ("A.JPE", "image/jpeg", False),
        ("a.jfif", "image/jpeg", False),
        ("a.mpo", "image/jpeg", False),
        ("no extension", "image/jpeg", False),
        (".jpg", "image/jpeg", False),
        ("a.jpg", "image/png", True),
        ("a.txt", "image/jpeg", True),
        ("a.jpg", "text/plain", True),
        ("a.xyz", "text/plain", False),
        ("a.jpg", "inode/x-empty", False),
    ],
)
def test_extension_mismatch(name: str, media_type: str, differs: bool) -> None:
    assert mismatch(name, media_type) is differs
