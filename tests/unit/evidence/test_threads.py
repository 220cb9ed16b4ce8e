"""No file's outcome depends on what other threads examine meanwhile."""

from __future__ import annotations

import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageFile

from tests.unit.evidence.drawn import encoded, scene, tiff_block, written
from triage.core.records import Examined, Reason
from triage.evidence import limits
from triage.evidence.examine import examine
from triage.evidence.pillow import NotOpenedError, open_picture

if TYPE_CHECKING:
    from pathlib import Path

THREADS = 8
ODD_TIFF = tiff_block(
    [
        (256, 3, 1, (4).to_bytes(2, "little")),
        (257, 3, 1, (4).to_bytes(2, "little")),
        (258, 3, 1, (64).to_bytes(2, "little")),
        (262, 3, 1, (1).to_bytes(2, "little")),
        (277, 3, 1, (1).to_bytes(2, "little")),
        (279, 4, 1, (128).to_bytes(4, "little")),
    ]
)
"""64 bits a sample: valid, and unknown to Pillow, which says so when it refuses the file."""


def outcomes(paths: list[str]) -> list[tuple[Reason, str]]:
    """With all threads at the same file at the same time."""
    start = threading.Barrier(THREADS)

    def each(path: str) -> Examined:
        start.wait()
        return examine(path, "a", (), alone=False)

    with ThreadPoolExecutor(THREADS) as threads:
        found = [one for path in paths for one in threads.map(each, [path] * THREADS)]
    return [(one.reason, one.detail) for one in found]


def test_a_refused_file_has_one_reason_in_many_threads(tmp_path: Path) -> None:
    paths = [written(tmp_path, ODD_TIFF + bytes([n]), f"{n}.tif") for n in range(60)]
    calm = examine(paths[0], "a", (), alone=False)
    assert calm.reason is Reason.UNSUPPORTED_FORMAT
    assert set(outcomes(paths)) == {(calm.reason, calm.detail)}


def test_the_limit_of_one_kind_is_no_limit_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_ICON_PIXELS", 10)
    icon = written(tmp_path, encoded(scene(32, 32), "ICO"), "a.ico")
    other = written(tmp_path, encoded(scene(900, 700), "PNG"), "a.png")
    found = outcomes([icon, other] * 5)
    assert [reason for reason, _ in found] == (
        [Reason.TOO_LARGE] * THREADS + [Reason.NONE] * THREADS
    ) * 5


def test_examining_sets_nothing_that_other_threads_share(tmp_path: Path) -> None:
    shared = lambda: (  # noqa: E731  one line says what is shared
        Image.MAX_IMAGE_PIXELS,
        Image.WARN_POSSIBLE_FORMATS,
        ImageFile.LOAD_TRUNCATED_IMAGES,
        list(warnings.filters),
    )
    forms = ["JPEG", "PNG", "ICO", "TIFF", "WEBP"]
    paths = [written(tmp_path, encoded(scene(32, 32), form), form) for form in forms]
    examine(paths[0], "a", (), alone=False)
    before = shared()
    for path in paths:
        examine(path, "a", (), alone=False)
        assert shared() == before


def test_a_plugin_that_refuses_says_why_in_its_exception(tmp_path: Path) -> None:
    with (
        open(written(tmp_path, ODD_TIFF), "rb") as stream,  # noqa: PTH123  as a decoder gets it
        pytest.raises(NotOpenedError, match=r"TIFF opening failed\. unknown pixel mode"),
    ):
        open_picture(stream, "TIFF")
