"""An end marker in the middle of a JPEG: told from all that may lie behind a whole one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from tests.unit.evidence.drawn import encoded, scene, written
from triage.core.records import Flag, State
from triage.evidence.evidence_file import EvidenceFile
from triage.evidence.examine import examine
from triage.evidence.jpeg_end import ends_early

if TYPE_CHECKING:
    from pathlib import Path

KINDS = [
    {},
    {"progressive": True},
    {"restart_marker_rows": 1},
    {"restart_marker_blocks": 1},
    {"subsampling": "4:2:0", "optimize": True},
]


def noisy(mode: str = "RGB", width: int = 800, height: int = 600) -> Image.Image:
    pixels = np.random.default_rng(3).integers(0, 256, (height // 4, width // 4, 3), dtype=np.uint8)
    return Image.fromarray(pixels).resize((width, height)).convert(mode)


def grey_below() -> Image.Image:
    picture = noisy()
    picture.paste((128, 128, 128), (0, 300, 800, 600))
    return picture


def ended_at(data: bytes, share: float) -> bytes:
    """An end marker in place of two bytes of coded data."""
    scan = data.index(b"\xff\xda")
    at = scan + int((len(data) - scan) * share)
    while data[at - 1] == 0xFF:
        at += 1
    return data[:at] + b"\xff\xd9" + data[at + 2 :]


def flags(folder: Path, data: bytes) -> Flag:
    found = examine(written(folder, data), "a.jpg", (), alone=False)
    assert found.state is State.ANALYSED
    return found.flags


@pytest.mark.parametrize("options", KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_an_early_end_is_truncated(tmp_path: Path, options: dict[str, Any], share: float) -> None:
    data = ended_at(encoded(noisy(), "JPEG", **options), share)
    assert flags(tmp_path, data) == Flag.TRUNCATED


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_an_early_end_is_truncated_in_any_colours(tmp_path: Path, mode: str) -> None:
    assert flags(tmp_path, ended_at(encoded(noisy(mode)), 0.6)) == Flag.TRUNCATED


def test_a_cut_with_an_end_put_behind_it_is_truncated(tmp_path: Path) -> None:
    data = encoded(noisy())
    assert flags(tmp_path, data[: len(data) * 6 // 10] + b"\xff\xd9") == Flag.TRUNCATED


@pytest.mark.parametrize("options", KINDS)
@pytest.mark.parametrize("draw", [noisy, grey_below, lambda: Image.new("RGB", (99, 70), "grey")])
def test_a_whole_picture_with_something_behind_it_is_whole(
    tmp_path: Path, options: dict[str, Any], draw: Any
) -> None:
    data = encoded(draw(), "JPEG", **options)
    for behind in (b"", bytes(400_000), data, b"PK\3\4" + b"zip" * 50_000):
        assert flags(tmp_path, data + behind) == Flag.NONE


def test_a_picture_that_is_meant_to_be_coarse_is_whole(tmp_path: Path) -> None:
    data = encoded(noisy("L"), "JPEG", progressive=True)
    second_scan = data.index(b"\xff\xc4", data.index(b"\xff\xda"))
    assert flags(tmp_path, data[:second_scan] + b"\xff\xd9") == Flag.NONE
    assert flags(tmp_path, data[: second_scan - 99] + b"\xff\xd9") == Flag.TRUNCATED


def test_a_second_picture_is_no_early_end(tmp_path: Path) -> None:
    data = encoded(noisy(), "MPO", save_all=True, append_images=[grey_below()])
    assert flags(tmp_path, data) == Flag.NONE


@pytest.mark.parametrize("options", KINDS)
def test_a_grey_end_is_proved_by_decoding(tmp_path: Path, options: dict[str, Any]) -> None:
    data = encoded(grey_below(), "JPEG", **options)
    with EvidenceFile(written(tmp_path, data)) as whole:
        assert not ends_early(whole)


def test_a_header_of_nonsense_proves_nothing(tmp_path: Path) -> None:
    data = encoded(scene(64, 64))
    scan = data.index(b"\xff\xda")
    for cut in range(scan, scan + 16):
        with EvidenceFile(written(tmp_path, data[:cut])) as file:
            ends_early(file)
