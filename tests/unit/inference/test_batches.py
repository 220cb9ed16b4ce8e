"""The queue between givers and takers."""

from __future__ import annotations

import threading

import pytest

from triage.core.errors import BugError
from triage.inference.batches import Batches

_LONG = 30.0


def test_a_full_batch_goes_without_waiting() -> None:
    queue: Batches[int] = Batches(3, wait_s=_LONG, room=10)
    for number in range(7):
        queue.put(number)
    assert [queue.take(), queue.take()] == [[0, 1, 2], [3, 4, 5]]


def test_a_part_goes_once_nothing_more_comes() -> None:
    queue: Batches[int] = Batches(3, wait_s=0.001, room=10)
    queue.put(1)
    assert queue.take() == [1]


def test_closing_hands_out_the_rest_then_nothing() -> None:
    queue: Batches[int] = Batches(3, wait_s=_LONG, room=10)
    queue.put(1)
    queue.close()
    assert [queue.take(), queue.take()] == [[1], []]


def test_nothing_is_put_into_a_closed_queue() -> None:
    queue: Batches[int] = Batches(3, wait_s=_LONG, room=10)
    queue.close()
    with pytest.raises(BugError):
        queue.put(1)


def test_a_full_queue_makes_the_giver_wait() -> None:
    queue: Batches[int] = Batches(2, wait_s=_LONG, room=2)
    queue.put(1)
    queue.put(2)
    third = threading.Thread(target=queue.put, args=(3,), daemon=True)
    third.start()
    third.join(0.05)
    assert third.is_alive()
    assert queue.take() == [1, 2]
    third.join(_LONG)
    assert not third.is_alive()


def test_several_takers_share_everything_once() -> None:
    queue: Batches[int] = Batches(4, wait_s=0.001, room=8)
    taken: list[int] = []

    def take_all() -> None:
        while batch := queue.take():
            taken.extend(batch)

    takers = [threading.Thread(target=take_all) for _ in range(3)]
    for taker in takers:
        taker.start()
    for number in range(100):
        queue.put(number)
    queue.close()
    for taker in takers:
        taker.join(_LONG)
    assert sorted(taken) == list(range(100))
