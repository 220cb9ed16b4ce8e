"""The pool: every mishap ends as that file's own state, and no neighbour notices."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.mishaps import DEADLINE_S, MEMORY, MIB, MISHAPS, says, seconds_for
from tests.support.whereabouts import where
from triage.core.job import Cancelled
from triage.core.records import Reason, State
from triage.evidence.hashing import hash_and_identify

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from triage.core.records import Examined, Identity
    from triage.evidence.pool import ExaminerPool

Pools = "Callable[..., ExaminerPool]"


def ask(pool: ExaminerPool, paths: list[Path]) -> list[Future[Examined]]:
    return [pool.examine(where(path)) for path in paths]


def results(pool: ExaminerPool, paths: list[Path]) -> list[Examined]:
    return [future.result(DEADLINE_S) for future in ask(pool, paths)]


def test_mishaps_end_as_their_files_reasons_and_change_no_neighbour(
    pictures: Callable[[int], list[Path]], pool_of: Any, row: Callable[[Examined], Any]
) -> None:
    paths = pictures(200)
    hook = "crash:p020.png,sleep:p090.png,eat:p150.png"
    limits = {"seconds_per_file": 2.0, "memory_above_idle": 256 * MIB}
    calm = results(pool_of(2), paths)
    rough = results(pool_of(2, hook, **limits), paths)
    assert {number: found.reason for number, found in enumerate(rough) if found.reason} == {
        20: Reason.CRASHED,
        90: Reason.TIMEOUT,
        150: Reason.OUT_OF_MEMORY,
    }
    assert all(found.state is State.ANALYSED and found.inputs for found in calm)
    hit = {20, 90, 150}
    assert [row(found) for number, found in enumerate(rough) if number not in hit] == [
        row(found) for number, found in enumerate(calm) if number not in hit
    ]


@pytest.mark.parametrize(
    ("mishap", "reason", "words"),
    [*MISHAPS, ("noise", Reason.NONE, "")],
)
def test_a_mishap_has_its_reason_and_says_why(
    pictures: Any, pool_of: Any, mishap: str, reason: Reason, words: str
) -> None:
    limits = {"seconds_per_file": seconds_for(reason), "memory_above_idle": MEMORY}
    pool = pool_of(1, f"{mishap}:p000.png", **limits)
    [found] = results(pool, pictures(1))
    assert (found.reason, found.state) == (reason, reason.state)
    assert says(found.detail, words)


def test_files_behind_a_mishap_in_the_second_run_have_their_own(
    pictures: Any, pool_of: Any
) -> None:
    paths = pictures(4)
    hook = ",".join(f"eat:{path.name}" for path in paths)
    found = results(pool_of(1, hook, memory_above_idle=MEMORY), paths)
    assert [one.reason for one in found] == [Reason.OUT_OF_MEMORY] * 4


@pytest.mark.parametrize("mishap", ["eat", "fall", "crash"])
def test_a_child_that_met_a_mishap_alone_is_not_used_again(
    pictures: Any, pool_of: Any, until: Callable[[Callable[[], Any]], Any], mishap: str
) -> None:
    pool = pool_of(1, f"{mishap}:p000.png", memory_above_idle=MEMORY)
    [future] = ask(pool, pictures(1))
    keeper = pool._dispatcher._alone
    first = until(lambda: keeper._worker)
    future.result(DEADLINE_S)
    until(lambda: keeper._worker is not first)


def test_a_file_that_needs_truncated_loading_is_decided_alone(
    pictures: Any, pool_of: Any, tmp_path: Path
) -> None:
    [whole] = pictures(1)
    cut = tmp_path / "cut.png"
    cut.write_bytes(whole.read_bytes()[:-700])
    found = results(pool_of(2), [whole, cut, whole])
    assert [one.state for one in found] == [State.ANALYSED] * 3
    assert found[1].flags.words == ["truncated"]


def test_a_peek_that_brings_its_child_down_shows_nothing(
    pictures: Any, pool_of: Any, foreign_child: Any
) -> None:
    command = foreign_child('read(); say(say="ready", idle=0); say(say="began", id=read()["id"])')
    pool = pool_of(1, command=command)
    assert pool.peek(where(pictures(1)[0])).result(DEADLINE_S) is None


def test_a_peek_of_something_that_is_no_jpeg_is_none(pictures: Any, pool_of: Any) -> None:
    assert pool_of(1).peek(where(pictures(1)[0])).result(DEADLINE_S) is None


def test_a_file_that_is_gone_disappeared(pool_of: Any, tmp_path: Path) -> None:
    [found] = results(pool_of(1), [tmp_path / "gone.png"])
    assert (found.state, found.reason) == (State.FAILED, Reason.DISAPPEARED)


def test_what_cannot_be_opened_is_unreadable(pool_of: Any, tmp_path: Path) -> None:
    [found] = results(pool_of(1), [tmp_path])
    assert found.reason is Reason.UNREADABLE
    assert found.detail


def identity(path: Path) -> Identity:
    return hash_and_identify(where(path))[1]


def test_a_file_as_hashed_is_analysed(pictures: Any, pool_of: Any) -> None:
    [path] = pictures(1)
    found = pool_of(1).examine(where(path), identity(path)).result(DEADLINE_S)
    assert found.state is State.ANALYSED


@pytest.mark.parametrize("fact", ["device", "inode", "size", "modified_ns", "changed_ns"])
def test_a_file_that_is_another_than_was_hashed_changed(
    pictures: Any, pool_of: Any, fact: str
) -> None:
    [path] = pictures(1)
    hashed = identity(path)
    other = replace(hashed, **{fact: getattr(hashed, fact) + 1})
    found = pool_of(1).examine(where(path), other).result(DEADLINE_S)
    assert (found.reason, found.detail) == (Reason.UNREADABLE, "changed while it was read")


def test_another_file_of_the_same_size_and_time_is_not_taken_for_the_hashed_one(
    pictures: Any, pool_of: Any
) -> None:
    one, other = pictures(2)
    size = max(path.stat().st_size for path in (one, other))
    for path in (one, other):
        path.write_bytes(path.read_bytes().ljust(size, b"\0"))
        os.utime(path, ns=(10**18, 10**18))
    hashed = identity(one)
    other.replace(one)
    found = pool_of(1).examine(where(one), hashed).result(DEADLINE_S)
    assert (found.reason, found.detail) == (Reason.UNREADABLE, "changed while it was read")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no names that are not Unicode")
def test_a_name_that_is_no_text_is_examined(pictures: Any, pool_of: Any, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9\n\x1b.png")
    pictures(1)[0].rename(path)
    [found] = results(pool_of(1), [path])
    assert found.state is State.ANALYSED


def test_evidence_stays_as_it_was(pictures: Any, pool_of: Any) -> None:
    [path] = pictures(1)
    before = path.read_bytes()
    os.utime(path, ns=(10**18, 2 * 10**18))
    status = path.stat()
    pool = pool_of(1)
    results(pool, [path])
    pool.peek(where(path)).result(DEADLINE_S)
    after = path.stat()
    assert after.st_mtime_ns == status.st_mtime_ns
    if sys.platform == "linux":  # elsewhere the volume decides on access times
        assert after.st_atime_ns == status.st_atime_ns
    assert path.read_bytes() == before


def test_close_fails_what_is_out_and_leaves_no_thread(pictures: Any, pool_of: Any) -> None:
    before = set(threading.enumerate())
    pool = pool_of(1, "sleep:p000.png")
    futures = ask(pool, pictures(3))
    pool.close()
    assert all(isinstance(future.exception(0), Cancelled) for future in futures)
    assert set(threading.enumerate()) <= before


def test_a_closed_pool_cancels_what_comes_later(pictures: Any, pool_of: Any) -> None:
    pool = pool_of(1)
    pool.close()
    assert isinstance(ask(pool, pictures(1))[0].exception(0), Cancelled)


def test_a_full_pool_holds_its_caller_until_it_is_closed(pictures: Any, pool_of: Any) -> None:
    pool = pool_of(1, "sleep:p000.png")
    paths = pictures(5)
    ask(pool, paths[:1])
    late: list[Future[Examined]] = []
    caller = threading.Thread(target=lambda: late.extend(ask(pool, [paths[0]] * 9)))
    caller.start()
    caller.join(0.5)
    held = caller.is_alive()
    pool.close()
    caller.join(DEADLINE_S)
    assert held
    assert all(isinstance(future.exception(0), Cancelled) for future in late)


def test_a_child_that_was_killed_from_outside_is_replaced(pictures: Any, pool_of: Any) -> None:
    paths = pictures(30)
    pool = pool_of(1)
    results(pool, paths[:5])
    pool._dispatcher._shared._worker._process.kill()
    assert all(found.state is State.ANALYSED for found in results(pool, paths))


def test_a_used_up_child_is_replaced(
    pictures: Any, pool_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.evidence.keeper._FILES_PER_CHILD", 4)
    found = results(pool_of(2), pictures(15))
    assert all(one.state is State.ANALYSED for one in found)


def test_time_that_the_program_slept_costs_no_file_its_own(
    pictures: Any, pool_of: Any, until: Callable[[Callable[[], Any]], Any]
) -> None:
    pool = pool_of(1, "sleep:p000.png", seconds_per_file=20.0)
    ask(pool, pictures(1))
    keeper = pool._dispatcher._shared
    worker = until(lambda: keeper._worker)
    [task] = until(lambda: [task for task in list(worker.tasks.values()) if task.began])
    assert not worker.too_slow(task.began + 100.0, late=90.0)
    assert worker.too_slow(task.began + 100.0, late=0.0)
