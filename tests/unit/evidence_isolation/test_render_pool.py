"""Looking at a picture: a hostile one ends in words, never in the window, and nothing waits."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from tests.support.mishaps import DEADLINE_S, MEMORY, MISHAPS, says, seconds_for
from tests.support.whereabouts import where
from triage.core.errors import KnownError
from triage.core.job import Cancelled
from triage.core.records import Imported, Reason, Rendered, RenderFailed
from triage.evidence.second_run import Impatience
from triage.evidence.task import Do, Task
from triage.evidence.viewer import ViewerPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE_WORDS = 'read(); say(say="ready", idle=0); id = read()["id"]; say(say="began", id=id);'
PICTURE = (
    'dict(id=id, say="rendered", reason=0, width=2, height=1, full_width=4, full_height=2,'
    " changed=True)"
)


@pytest.fixture
def viewer() -> Iterator[Callable[..., ViewerPool]]:
    """Makes pools, and closes every one of them."""
    made: list[ViewerPool] = []

    def make(hook: str | None = None, **limits: Any) -> ViewerPool:
        made.append(ViewerPool(hook, **limits))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


def test_a_picture_arrives_as_it_is(viewer: Any, pictures: Any) -> None:
    [path] = pictures(1)
    answer = viewer().render(where(path)).result(DEADLINE_S)
    assert (answer.width, answer.height, answer.full_width, answer.full_height) == (30, 20, 30, 20)
    with Image.open(path) as own:
        assert bytes(answer.rgb) == own.tobytes()


def test_a_picture_of_many_megabytes_passes_the_pipe(viewer: Any, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (40, 50, 3), dtype=np.uint8)
    picture = Image.fromarray(noise).resize((8000, 6000))
    picture.save(tmp_path / "x.bmp")
    answer = viewer().render(where(tmp_path / "x.bmp")).result(DEADLINE_S)
    assert len(answer.rgb) == 144_000_000
    assert bytes(answer.rgb[-24000:]) == picture.crop((0, 5999, 8000, 6000)).tobytes()


def test_what_the_case_knows_of_a_file_goes_with_the_question(viewer: Any, pictures: Any) -> None:
    [path] = pictures(1)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    pool = viewer()
    own, other = Imported(sha256=sha256, strict=True), Imported(sha256="0" * 64, strict=True)
    assert isinstance(pool.render(where(path), imported=own).result(DEADLINE_S), Rendered)
    assert pool.render(where(path), imported=other).result(DEADLINE_S).changed


def test_a_cut_picture_is_shown_by_a_child_of_its_own(viewer: Any, pictures: Any) -> None:
    [path] = pictures(1)
    path.write_bytes(path.read_bytes()[:-700])
    assert isinstance(viewer().render(where(path)).result(DEADLINE_S), Rendered)


@pytest.mark.parametrize(("mishap", "reason", "words"), MISHAPS)
def test_a_mishap_ends_in_its_reason_and_the_next_picture_is_shown(
    viewer: Any, pictures: Any, mishap: str, reason: Reason, words: str
) -> None:
    bad, good = pictures(2)
    pool = viewer(f"{mishap}:{bad.name}", seconds=seconds_for(reason), memory=MEMORY)
    answer = pool.render(where(bad)).result(DEADLINE_S)
    assert answer.reason is reason
    assert says(answer.detail, words)
    assert isinstance(pool.render(where(good)).result(DEADLINE_S), Rendered)


def test_a_picture_that_hangs_takes_its_time_only_once(viewer: Any, pictures: Any) -> None:
    [path] = pictures(1)
    pool = viewer(f"sleep:{path.name}", seconds=0.5)
    pool.render(where(path)).result(DEADLINE_S)
    assert pool._dispatcher._alone._worker is None


@pytest.mark.parametrize(("taken", "alone"), [(0.2, True), (2.0, False)])
def test_only_who_used_up_the_time_is_done_with(taken: float, alone: bool) -> None:
    sent_alone: list[Task] = []
    task = Task(1, b"", Do.RENDER, release=lambda: None)
    task.began = time.monotonic() - taken
    Impatience(1.0, sent_alone.append).lost(task, True, "")
    assert (bool(sent_alone), task.future.done()) == (alone, not alone)


def test_a_child_that_is_killed_is_replaced(viewer: Any, pictures: Any) -> None:
    paths = pictures(3)
    pool = viewer()
    pool.render(where(paths[0])).result(DEADLINE_S)
    pool._dispatcher._shared._worker._process.kill()
    answers = [pool.render(where(path)).result(DEADLINE_S) for path in paths]
    assert all(isinstance(answer, Rendered) for answer in answers)


def test_nothing_is_started_before_a_picture_is_wanted(viewer: Any) -> None:
    before = threading.active_count()
    pool = viewer()
    assert threading.active_count() == before
    pool.close()


def test_a_wish_never_waits(viewer: Any, pictures: Any) -> None:
    [path] = pictures(1)
    pool = viewer(f"sleep:{path.name}")
    started = time.monotonic()
    futures = [pool.render(where(path)) for _ in range(50)]
    assert time.monotonic() - started < 5
    pool.close()
    assert all(isinstance(future.exception(0), Cancelled) for future in futures)


def test_a_closed_pool_cancels_what_comes_later(viewer: Any, pictures: Any) -> None:
    pool = viewer()
    pool.close()
    pool.close()
    future = pool.render(where(pictures(1)[0]))
    assert isinstance(future.exception(0), Cancelled)


def test_a_child_that_cannot_be_started_is_said(viewer: Any, pictures: Any) -> None:
    pool = viewer(command=("/nowhere/at/all",))
    with pytest.raises(KnownError, match="cannot be started"):
        pool.render(where(pictures(1)[0])).result(DEADLINE_S)


def test_a_good_answer_of_a_foreign_child_is_taken(
    viewer: Any, pictures: Any, foreign_child: Any
) -> None:
    lines = f'{FILE_WORDS} say(**{PICTURE}, blobs=[b"abcdef"]); time.sleep(60)'
    pool = viewer(command=foreign_child(lines))
    answer = pool.render(where(pictures(1)[0]), longest=2).result(DEADLINE_S)
    assert (bytes(answer.rgb), answer.full_width, answer.changed) == (b"abcdef", 4, True)


@pytest.mark.parametrize(
    "lines",
    [
        f'say(**{PICTURE}, blobs=[b"abcde"])',
        f"say(**{PICTURE})",
        f'say(**{{**{PICTURE}, "width": 3}}, blobs=[b"abcdefabc"])',
        f'say(**{{**{PICTURE}, "width": 0}}, blobs=[b""])',
        f'say(**{{**{PICTURE}, "full_width": -1}}, blobs=[b"abcdef"])',
        f'say(**{{**{PICTURE}, "changed": 1}}, blobs=[b"abcdef"])',
        f'say(**{{**{PICTURE}, "reason": 99}}, blobs=[b"abcdef"])',
        f'say(**{{**{PICTURE}, "say": "peeked"}}, blobs=[b"abcdef"])',
        'say(say="rendered", id=id, reason=20, detail="x" * 3000)',
        'say(**{**GOOD, "id": id}, blobs=[b"", b""])',
    ],
)
def test_nonsense_instead_of_a_picture_is_a_crash(
    viewer: Any, pictures: Any, foreign_child: Any, lines: str
) -> None:
    pool = viewer(command=foreign_child(f"{FILE_WORDS} {lines}; time.sleep(60)"))
    answer = pool.render(where(pictures(1)[0]), longest=2).result(DEADLINE_S)
    assert isinstance(answer, RenderFailed)
    assert answer.reason is Reason.CRASHED
    assert "makes no sense" in answer.detail


def test_evidence_stays_as_it_was(viewer: Any, pictures: Any) -> None:
    [path] = pictures(1)
    os.utime(path, ns=(10**18, 2 * 10**18))
    before = path.read_bytes(), path.stat().st_mtime_ns
    os.utime(path, ns=(10**18, 2 * 10**18))
    viewer().render(where(path)).result(DEADLINE_S)
    if os.name != "nt":
        assert path.stat().st_atime_ns == 10**18
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
