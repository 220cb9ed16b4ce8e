"""The corpus of real and hostile files beside the checkout, where it is there."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from triage.core.records import Examined, Flag, InputSpec, State
from triage.evidence.examine import NeedsSecondRun, examine

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (CORPUS / "expected.jsonl").is_file(), reason="no corpus beside the checkout"
    ),
]
TAGS = {
    "Make",
    "Model",
    "LensModel",
    "Software",
    "Orientation",
    "Artist",
    "Copyright",
    "ImageDescription",
    "ModifyDate",
    "ISO",
    "FNumber",
    "ExposureTime",
    "FocalLength",
    "DateTimeOriginal",
    "OffsetTimeOriginal",
    "SubSecTimeOriginal",
    "CreateDate",
    "GPSLatitude",
    "GPSLongitude",
    "GPSAltitude",
}
NO_EXIF = ("real/video/", "real/containers/", "real/misnamed/mp4_named.jpg", "hostile_found/")


@cache
def results() -> list[tuple[dict[str, Any], Examined]]:
    lines = (CORPUS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [(entry, run(CORPUS / entry["file"])) for entry in map(json.loads, lines)]


def run(path: Path) -> Examined:
    specs = (InputSpec(32, 32),)
    try:
        return examine(str(path), path.name, specs, alone=False)
    except NeedsSecondRun:
        return examine(str(path), path.name, specs, alone=True)


@cache
def compare() -> Any:
    spec = importlib.util.spec_from_file_location("compare", CORPUS / "compare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_file_that_decodes_is_analysed() -> None:
    wanted = [(entry, found) for entry, found in results() if entry["expect"] == "decodes"]
    lost = [entry["file"] for entry, found in wanted if found.state is not State.ANALYSED]
    assert not lost
    assert all(found.inputs and found.thumbnail and found.phash for _, found in wanted)


def test_whole_pictures_are_not_called_truncated() -> None:
    assert not [
        entry["file"]
        for entry, found in results()
        if entry["expect"] == "decodes" and Flag.TRUNCATED in found.flags
    ]


def test_sizes_are_those_after_orientation() -> None:
    wrong: list[str] = []
    for entry, found in results():
        stored = (entry["width"], entry["height"])
        if found.state is not State.ANALYSED or None in stored:
            continue
        turned = entry["exif"].get("Orientation", 1) in range(5, 9)
        if turned and entry["media_type"] == "image/jpeg":
            stored = stored[::-1]
        shown = (found.width, found.height)
        # How the list counts a turned TIFF, HEIC or AVIF differs; either way is right.
        either = shown[::-1] == stored and entry["media_type"] != "image/jpeg"
        if shown != stored and not either:
            wrong.append(entry["file"])
    assert not wrong


def test_exif_values_are_right() -> None:
    rules, right, bad = compare(), 0, []
    for entry, found in results():
        if entry["file"].startswith(NO_EXIF):
            continue
        got = {tag: value for tag, value in found.metadata.items() if tag in TAGS}
        bad += [(entry["file"], *one) for one in rules.check(entry, got)]
        right += sum(
            tag in TAGS and tag not in entry["exif_from"] and rules.norm(tag, value) is not None
            for tag, value in entry["exif"].items()
        )
    assert right > 1500
    assert len(bad) <= right * 0.01, bad


def test_media_types_of_real_files_are_right() -> None:
    assert not [
        (entry["file"], found.media_type)
        for entry, found in results()
        if entry["file"].startswith("real/") and found.media_type != entry["media_type"]
    ]


def test_files_without_pixels_are_not_analysed() -> None:
    none = ("fails", "unsupported_v1", "container", "video", "not_an_image")
    assert not [
        entry["file"]
        for entry, found in results()
        if entry["expect"] in none
        and found.state is State.ANALYSED
        # Where other decoders read it, either outcome is right (the corpus's own rule).
        and not (entry["expect"] == "fails" and "ok" in entry["decoders"].values())
    ]


def test_misnamed_files_are_flagged() -> None:
    for entry, found in results():
        if "_named." in entry["file"]:
            assert Flag.EXTENSION_MISMATCH in found.flags, entry["file"]


def test_everything_said_is_json() -> None:
    for _, found in results():
        json.dumps([found.metadata, found.raw_tags], allow_nan=False)


def test_a_cut_heic_of_tiles_is_flagged(tmp_path: Path) -> None:
    whole = (CORPUS / "real/formats/ianare__IMG_5195.HEIC").read_bytes()
    path = tmp_path / "cut.heic"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    found = run(path)
    assert (found.state, found.flags) == (State.ANALYSED, Flag.TRUNCATED)


def test_a_heic_that_does_not_open_keeps_its_position() -> None:
    found = run(CORPUS / "real/formats/tika__testHEIC_livePhoto.heic")
    assert found.state is State.FAILED
    assert "GPSLatitude" in found.metadata
