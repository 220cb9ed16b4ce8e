"""A picture to look at: right side up, in sRGB, no larger than asked for, whatever its format."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.support.whereabouts import below, where
from triage.core.records import Imported, Reason, Rendered, RenderFailed
from triage.evidence import checks, evidence_file, render, to_show
from triage.evidence.attempt import NeedsSecondRun
from triage.evidence.hashing import hash_and_identify
from triage.evidence.render import render as rendered
from triage.evidence.to_show import shown_size

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

QUARTERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))


def quartered(width: int = 80, height: int = 60) -> Image.Image:
    """Red, green over blue, yellow."""
    picture = Image.new("RGB", (width, height))
    corners = [(0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)]
    for corner, colour in zip(corners, QUARTERS, strict=True):
        picture.paste(colour, (*corner, corner[0] + width // 2, corner[1] + height // 2))
    return picture


def look(path: Path, longest: int = 0, *, alone: bool = False) -> Rendered:
    answer = rendered(where(path), None, longest, alone=alone)
    assert isinstance(answer, Rendered), answer
    return answer


def pixels(answer: Rendered) -> NDArray[np.uint8]:
    flat = np.frombuffer(answer.rgb, dtype=np.uint8)
    return flat.reshape(answer.height, answer.width, 3)


def failure(path: Path, *, alone: bool = True) -> RenderFailed:
    answer = rendered(where(path), None, 0, alone=alone)
    assert isinstance(answer, RenderFailed)
    return answer


@pytest.mark.parametrize("ending", ["png", "bmp", "tif", "webp"])
def test_a_picture_comes_in_full_and_byte_for_byte(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    quartered().save(path, lossless=True)
    answer = look(path)
    assert (answer.width, answer.height, answer.changed) == (80, 60, False)
    assert bytes(answer.rgb) == quartered().tobytes()


@pytest.mark.parametrize("ending", ["png", "jpg", "tif"])
def test_a_large_picture_comes_as_small_as_asked_for(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    quartered(1200, 900).save(path)
    answer = look(path, 400)
    assert (answer.width, answer.height) == (400, 300)
    assert (answer.full_width, answer.full_height) == (1200, 900)
    corners = [pixels(answer)[y, x] for y in (20, 280) for x in (20, 380)]
    assert np.abs(np.array(corners, dtype=int) - np.array(QUARTERS)).max() < 8


def test_a_small_picture_is_not_made_larger(tmp_path: Path) -> None:
    quartered().save(tmp_path / "x.png")
    answer = look(tmp_path / "x.png", 1024)
    assert (answer.width, answer.height) == (80, 60)


@pytest.mark.parametrize("longest", [0, 40])
@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_picture_is_turned_as_it_asks(tmp_path: Path, ending: str, longest: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / f"x.{ending}"
    quartered().save(path, exif=exif, quality=95)
    answer = look(path, longest)
    assert (answer.full_width, answer.full_height) == (60, 80)
    assert answer.width < answer.height
    # Turned right: what was at the lower left is at the upper left.
    assert pixels(answer)[4, 4].argmax() == 2


def test_colours_are_shown_in_srgb(tmp_path: Path) -> None:
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # By another name, and its red and blue exchanged: what is stored as red is shown as blue.
    profile = own.replace(b"s\0R\0G\0B", b"o\0t\0h\0r").replace(b"sRGB", b"othr")
    for this, other in ((b"rXYZ", b"!XYZ"), (b"bXYZ", b"rXYZ"), (b"!XYZ", b"bXYZ")):
        profile = profile.replace(this, other, 1)
    Image.new("RGB", (64, 64), (250, 0, 0)).save(tmp_path / "x.png", icc_profile=profile)
    assert pixels(look(tmp_path / "x.png", 16))[8, 8].argmax() == 2


def test_transparency_lies_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (9, 7), (0, 0, 0, 0)).save(tmp_path / "x.png")
    assert pixels(look(tmp_path / "x.png")).min() == 255


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_cut_picture_shows_what_is_there_alone(tmp_path: Path, ending: str) -> None:
    whole = io.BytesIO()
    noise = np.random.default_rng(3).integers(0, 255, (200, 300, 3), dtype=np.uint8)
    Image.fromarray(noise).save(whole, "PNG" if ending == "png" else "JPEG")
    path = tmp_path / f"x.{ending}"
    path.write_bytes(whole.getvalue()[: len(whole.getvalue()) * 6 // 10])
    try:
        rendered(where(path), None, 0, alone=False)
    except NeedsSecondRun:
        answer = look(path, alone=True)
    else:
        pytest.fail("decoded among others")
    assert (answer.width, answer.height) == (300, 200)
    assert pixels(answer)[:80].std() > 30


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"only words, and a few more of them\n", Reason.NOT_AN_IMAGE),
        (b"\x89PNG\r\n\x1a\n" + bytes(400) + b"IEND", Reason.CORRUPT),
    ],
)
def test_a_file_without_a_picture_says_why(tmp_path: Path, data: bytes, reason: Reason) -> None:
    (tmp_path / "x.png").write_bytes(data)
    assert failure(tmp_path / "x.png").reason is reason


def test_a_picture_that_claims_too_much_is_refused(tmp_path: Path) -> None:
    Image.new("1", (30_000, 30_000)).save(tmp_path / "x.png")
    assert failure(tmp_path / "x.png").reason is Reason.TOO_LARGE


def test_what_is_gone_or_no_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert failure(tmp_path / "gone").reason is Reason.DISAPPEARED
    assert failure(tmp_path / "folder").reason is Reason.UNREADABLE


@pytest.mark.skipif(os.name == "nt", reason="needs links that anybody may make")
def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    quartered().save(tmp_path / "outside" / "x.png")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "sub").symlink_to(tmp_path / "outside")
    answer = rendered(below(tmp_path / "source", "sub/x.png"), None, 0, alone=True)
    assert isinstance(answer, RenderFailed)
    assert answer.reason is Reason.DISAPPEARED


def test_a_file_that_is_another_than_was_meant_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    quartered().save(path)
    meant = hash_and_identify(where(path))[1]
    assert isinstance(rendered(where(path), meant, 0, alone=True), Rendered)
    other = replace(meant, inode=meant.inode + 1)
    assert rendered(where(path), other, 0, alone=True) == RenderFailed(
        Reason.UNREADABLE, "changed while it was read"
    )


def imported(path: Path, *, strict: bool) -> Imported:
    """What a case would know of a file."""
    hashes, identity = hash_and_identify(where(path))
    return Imported(identity.size, identity.modified_ns, hashes.sha256.hex(), strict)


def replaced(path: Path, colour: tuple[int, int, int]) -> None:
    """Another picture takes a file's place, with the same size and time."""
    before = path.stat()
    Image.new("RGB", (80, 60), colour).save(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


@pytest.mark.parametrize("in_memory", [True, False])
def test_with_its_digest_asked_a_replaced_file_is_not_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: bool
) -> None:
    path = tmp_path / "x.bmp"
    quartered().save(path)
    known = imported(path, strict=True)
    replaced(path, (1, 2, 3))
    monkeypatch.setattr(evidence_file, "IN_MEMORY", 1 << 20 if in_memory else 0)
    monkeypatch.delattr(render, "decode_to_show")
    answer = rendered(where(path), None, 0, alone=True, imported=known)
    assert answer == RenderFailed(Reason.UNREADABLE, "not what was imported", changed=True)


@pytest.mark.parametrize("in_memory", [True, False])
def test_with_its_digest_asked_the_file_itself_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: bool
) -> None:
    path = tmp_path / "x.bmp"
    quartered().save(path)
    known = imported(path, strict=True)
    monkeypatch.setattr(evidence_file, "IN_MEMORY", 1 << 20 if in_memory else 0)
    answer = rendered(where(path), None, 0, alone=True, imported=known)
    assert isinstance(answer, Rendered)
    assert bytes(answer.rgb) == quartered().tobytes()
    assert not answer.changed


@pytest.mark.parametrize("strict", [True, False])
def test_a_file_that_was_only_touched_is_the_same(tmp_path: Path, strict: bool) -> None:
    path = tmp_path / "x.bmp"
    quartered().save(path)
    known = imported(path, strict=strict)
    os.utime(path, ns=(1, 1))
    answer = rendered(where(path), None, 0, alone=True, imported=known)
    assert isinstance(answer, Rendered)
    assert not answer.changed


@pytest.mark.parametrize("known", [Imported(size=1), Imported(modified_ns=1)])
@pytest.mark.parametrize("strict", [True, False])
def test_without_a_digest_size_and_time_tell_another_file(
    tmp_path: Path, known: Imported, strict: bool
) -> None:
    path = tmp_path / "x.bmp"
    quartered().save(path)
    answer = rendered(where(path), None, 0, alone=True, imported=replace(known, strict=strict))
    assert answer.changed
    assert isinstance(answer, RenderFailed if strict else Rendered)


def test_a_file_with_another_time_and_other_bytes_is_said_to_be_another(tmp_path: Path) -> None:
    path = tmp_path / "x.bmp"
    quartered().save(path)
    known = imported(path, strict=False)
    replaced(path, (1, 2, 3))
    os.utime(path, ns=(1, 1))
    answer = rendered(where(path), None, 0, alone=True, imported=known)
    assert isinstance(answer, Rendered)
    assert answer.changed


def test_a_file_that_changes_while_it_is_decoded_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.png"
    quartered().save(path)

    def decode_and_change(*arguments: Any, **more: Any) -> Any:
        os.utime(path, ns=(1, 1))
        return to_show.decode_to_show(*arguments, **more)

    monkeypatch.setattr(render, "decode_to_show", decode_and_change)
    assert failure(path).detail == "changed while it was read"


@pytest.mark.parametrize(
    "size", [(1, 1), (30_000, 30_000), (200_000, 900), (1, 90_000), (12_000, 9_000), (8192, 8193)]
)
@pytest.mark.parametrize("longest", [0, 1, 333, 90_000])
def test_no_size_to_show_is_above_what_the_program_takes(
    size: tuple[int, int], longest: int
) -> None:
    width, height = shown_size(size, longest)
    most = min(longest, checks.RENDERED_SIDE_MOST)
    assert checks.rendered_size(width, height, most) == (width, height)
    assert width <= size[0]
    assert height <= size[1]


def test_a_picture_within_the_limits_is_shown_in_its_own_size() -> None:
    assert shown_size((8192, 8192), 0) == (8192, 8192)
    assert shown_size((30_000, 2_000), 0) == (30_000, 2_000)
