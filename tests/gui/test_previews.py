"""Pictures asked for in the GUI thread: newest first, few at a time, words where there is none."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor

from tests.support.whereabouts import where
from triage.core.errors import KnownError
from triage.core.job import Cancelled
from triage.core.records import Imported, Reason, Rendered, RenderFailed
from triage.evidence.viewer import ViewerPool
from triage.gui.session.courier import Courier
from triage.gui.viewing.previews import (
    CHANGED,
    NOT_IMPORTED,
    PreviewAnswer,
    PreviewRequest,
    Previews,
    image_of,
)

MIB = 1 << 20


def rendered(width: int = 3, height: int = 2, shade: int = 7, *, changed: bool = False) -> Rendered:
    return Rendered(
        width, height, width * 2, height * 2, bytes([shade]) * (width * height * 3), changed
    )


def request(item_id: int, key: str | None = None, longest: int = 100) -> PreviewRequest:
    name = f"{item_id}.jpg" if key is None else key
    return PreviewRequest(item_id, where(Path("/nowhere") / f"{item_id}.jpg"), longest, name)


class FakePool:
    """Futures that a test ends when it likes, in another thread as a pool does."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.futures: list[Future[Any]] = []

    def render(
        self, where: Any, identity: Any = None, longest: int = 0, imported: Any = None
    ) -> Future[Any]:
        self.asked.append(where.name.decode())
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        self.futures.append(future)
        return future

    def answer(self, number: int, result: Any) -> None:
        future = self.futures[number]
        end = future.set_exception if isinstance(result, Exception) else future.set_result
        thread = threading.Thread(target=end, args=(result,))
        thread.start()
        thread.join()


class Bench:
    def __init__(self, qtbot: Any, **more: Any) -> None:
        self.qtbot = qtbot
        self.pool = FakePool()
        self.courier = Courier()
        self.previews = Previews(self.pool, self.courier, **more)
        self.came: list[PreviewAnswer] = []
        self.previews.arrived.connect(self.came.append)

    def asked(self, *names: str) -> None:
        self.qtbot.waitUntil(lambda: self.pool.asked == list(names))

    def answer(self, number: int, result: Any) -> PreviewAnswer:
        before = len(self.came)
        self.pool.answer(number, result)
        self.qtbot.waitUntil(lambda: len(self.came) > before)
        return self.came[-1]

    def settle(self) -> None:
        """Everything that is on its way to the GUI thread has come."""
        came: list[bool] = []
        self.courier.post(self.courier, lambda: came.append(True))
        self.qtbot.waitUntil(lambda: bool(came))


@pytest.fixture
def bench(qtbot: Any) -> Any:
    made = Bench(qtbot)
    yield made
    made.previews.close()
    made.courier.close()


def test_a_picture_comes_with_the_size_of_the_whole(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    answer = bench.answer(0, rendered(shade=200))
    assert answer.image is not None
    assert (answer.item_id, answer.full_size, answer.words) == (1, QSize(6, 4), "")
    assert answer.image.pixelColor(2, 1) == QColor(200, 200, 200)


def test_an_image_owns_its_bytes() -> None:
    pixels = np.full(18, 9, dtype=np.uint8)
    image = image_of(Rendered(3, 2, 3, 2, pixels.data))
    pixels[:] = 255
    del pixels
    gc.collect()
    assert image.pixelColor(0, 0) == QColor(9, 9, 9)


def test_rows_of_odd_length_are_not_skewed() -> None:
    colours = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(7, 5, 3)
    image = image_of(Rendered(5, 7, 5, 7, colours.tobytes(), changed=False))
    assert image.pixelColor(4, 6) == QColor(*(int(v) for v in colours[6, 4]))


def test_the_newest_wish_comes_first_and_two_are_out_at_most(bench: Bench) -> None:
    for item in range(1, 6):
        bench.previews.ask(request(item))
    bench.asked("5.jpg", "4.jpg")
    bench.answer(0, rendered())
    bench.asked("5.jpg", "4.jpg", "3.jpg")


def test_wishes_that_waited_too_long_are_dropped(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.previews.ask(request(2))
    bench.asked("2.jpg", "1.jpg")
    for item in range(3, 13):
        bench.previews.ask(request(item))
    for number in range(6):
        bench.answer(number, rendered())
    bench.settle()
    assert bench.pool.asked[2:] == ["12.jpg", "11.jpg", "10.jpg", "9.jpg"]


def test_what_may_be_wanted_next_comes_after_what_is_wanted_now(bench: Bench) -> None:
    bench.previews.ask(request(8), ahead=True)
    bench.previews.ask(request(1))
    bench.previews.ask(request(9), ahead=True)
    bench.asked("1.jpg", "8.jpg")
    bench.answer(0, rendered())
    bench.asked("1.jpg", "8.jpg", "9.jpg")


def test_a_wish_that_is_out_is_not_made_twice(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    bench.previews.ask(request(1))
    bench.answer(0, rendered())
    bench.settle()
    assert (len(bench.pool.asked), len(bench.came)) == (1, 1)


def test_a_kept_picture_comes_without_being_read_again(bench: Bench) -> None:
    bench.previews.ask(request(1, "sha"))
    bench.asked("1.jpg")
    bench.answer(0, rendered())
    assert bench.previews.held(request(2, "sha")) is not None
    bench.previews.ask(request(2, "sha"))
    bench.qtbot.waitUntil(lambda: [answer.item_id for answer in bench.came] == [1, 2])
    assert bench.pool.asked == ["1.jpg"]
    assert bench.previews.held(request(2, "sha", longest=0)) is None


def test_kept_pictures_stay_within_their_bytes(qtbot: Any) -> None:
    # A picture of 3 x 2 pixels takes 24 bytes.
    bench = Bench(qtbot, most_bytes=50)
    for number in range(3):
        bench.previews.ask(request(number))
        qtbot.waitUntil(lambda: len(bench.pool.asked) == number + 1)  # noqa: B023  asked at once
        bench.answer(number, rendered())
    held = [bench.previews.held(request(number)) is not None for number in range(3)]
    assert held == [False, True, True]
    bench.previews.ask(request(9))
    qtbot.waitUntil(lambda: len(bench.pool.asked) == 4)
    bench.answer(3, rendered(10, 10))
    assert bench.previews.held(request(9)) is None
    assert bench.previews.held(request(2)) is not None
    bench.courier.close()


def test_a_failure_is_told_in_plain_words(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    answer = bench.answer(0, RenderFailed(Reason.CORRUPT, "bad\u202escan"))
    assert answer.image is None
    assert answer.words == "Damaged: no picture could be read (bad\\u202escan)"


def test_a_file_that_changed_is_shown_with_a_warning_and_not_kept(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    answer = bench.answer(0, rendered(changed=True))
    assert answer.image is not None
    assert (answer.words, answer.changed) == (CHANGED, True)
    assert bench.previews.held(request(1)) is None


@pytest.mark.parametrize("came", [rendered(changed=True), RenderFailed(Reason.EMPTY, changed=True)])
def test_where_no_other_file_may_be_seen_only_the_sentence_comes(bench: Bench, came: Any) -> None:
    strictly = replace(request(1), imported=Imported(strict=True))
    bench.previews.ask(strictly)
    bench.asked("1.jpg")
    answer = bench.answer(0, came)
    assert (answer.image, answer.words, answer.changed) == (None, NOT_IMPORTED, True)
    assert bench.previews.held(strictly) is None


def test_a_picture_taken_at_its_word_is_none_whose_digest_was_compared(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    bench.answer(0, rendered())
    assert bench.previews.held(request(1)) is not None
    assert bench.previews.held(replace(request(1), imported=Imported(strict=True))) is None


def test_a_changed_file_that_fails_says_both(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    answer = bench.answer(0, RenderFailed(Reason.EMPTY, changed=True))
    assert answer.words == f"{CHANGED} Empty file"


def test_a_child_that_cannot_be_started_is_told(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    assert bench.answer(0, KnownError("No room; do this.")).words == "No room; do this."


def test_a_closed_pool_says_nothing(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    bench.pool.answer(0, Cancelled())
    bench.settle()
    assert bench.came == []


def test_what_was_asked_for_before_all_was_forgotten_does_not_arrive(bench: Bench) -> None:
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    bench.previews.forget_all()
    bench.pool.answer(0, rendered())
    bench.settle()
    assert bench.came == []
    assert bench.previews.held(request(1)) is None


def test_dropped_wishes_are_not_begun(bench: Bench) -> None:
    for item in range(1, 4):
        bench.previews.ask(request(item))
    bench.asked("3.jpg", "2.jpg")
    bench.previews.drop_waiting()
    bench.answer(0, rendered())
    bench.settle()
    assert bench.pool.asked == ["3.jpg", "2.jpg"]


def test_an_answer_for_somebody_who_is_gone_is_silent(qtbot: Any) -> None:
    bench = Bench(qtbot)
    owner = QObject()
    bench.previews.setParent(owner)
    bench.previews.ask(request(1))
    bench.asked("1.jpg")
    del owner
    gc.collect()
    bench.pool.answer(0, rendered())
    bench.settle()
    assert bench.came == []
    bench.courier.close()


def test_after_close_nothing_is_asked(bench: Bench) -> None:
    bench.previews.close()
    bench.previews.ask(request(1))
    bench.settle()
    assert bench.pool.asked == []


def test_a_file_goes_all_the_way(qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    Image.new("RGB", (60, 40), (10, 200, 30)).save(path)
    courier = Courier()
    with ViewerPool() as pool:
        previews = Previews(pool, courier)
        with qtbot.waitSignal(previews.arrived, timeout=30_000) as found:
            previews.ask(PreviewRequest(5, where(path), 30, "k", Imported(path.stat().st_size)))
        answer = found.args[0]
        previews.close()
        courier.close()
    assert (answer.image.width(), answer.full_size, answer.words) == (30, QSize(60, 40), "")
    assert answer.image.pixelColor(15, 10) == QColor(10, 200, 30)
